export const ADDRESS_FIELDS = ["firstName", "lastName", "country", "address", "address2", "postalCode", "city"] as const;
export type AddressField = (typeof ADDRESS_FIELDS)[number];

/** The fields of the checkout form, in the form's order. */
export const CHECKOUT_FIELDS = [
  "email",
  "phone",
  ...ADDRESS_FIELDS,
  "company",
  "vatId",
  "billing.firstName",
  "billing.lastName",
  "billing.country",
  "billing.address",
  "billing.address2",
  "billing.postalCode",
  "billing.city",
  "shippingMethod",
  "paymentMethod",
  "note",
  "terms",
] as const;
export type CheckoutField = (typeof CHECKOUT_FIELDS)[number];

/** The maximum length of each field, in characters. */
export const LENGTHS = {
  email: 254,
  phone: 30,
  firstName: 60,
  lastName: 60,
  address: 120,
  address2: 120,
  country: 2,
  postalCode: 12,
  city: 80,
  company: 120,
  vatId: 20,
  note: 500,
} as const;

/** The possible errors of a field, for which the page has the texts. */
export const FIELD_ERRORS = ["required", "too_long", "email", "phone", "country", "postal_code", "vat_id", "choose", "terms"] as const;
export type FieldError = (typeof FIELD_ERRORS)[number];

export type CheckoutErrors = Partial<Record<CheckoutField, FieldError>>;
