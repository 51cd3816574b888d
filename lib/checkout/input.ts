import { checkVAT, countries as vatCountries } from "jsvat-next";
import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";
import { z } from "zod";
import { isEuCountry } from "@/lib/core/eu-countries";
import { line, lines } from "@/lib/core/text";
import type { PaymentMethod } from "@/lib/payments/methods";
import { SHIPPING_METHODS } from "@/lib/shipping/types";
import { ADDRESS_FIELDS, CHECKOUT_FIELDS, type CheckoutErrors, FIELD_ERRORS, LENGTHS } from "./fields";
import { isPostalCode } from "./postal-code";

const EU_VAT = vatCountries.filter(({ codes }) => codes.some(isEuCountry));
const fieldErrors = z.partialRecord(z.enum(CHECKOUT_FIELDS), z.enum(FIELD_ERRORS));

const optional = (max: number) => line(max, "too_long");
const needed = (max: number) => optional(max).min(1, "required");

const addressSchema = (deliverable: readonly string[]) =>
  z
    .object({
      firstName: needed(LENGTHS.firstName),
      lastName: needed(LENGTHS.lastName),
      country: optional(LENGTHS.country).refine((country) => deliverable.includes(country), "country"),
      address: needed(LENGTHS.address),
      address2: optional(LENGTHS.address2),
      postalCode: needed(LENGTHS.postalCode).toUpperCase(),
      city: needed(LENGTHS.city),
    })
    .superRefine(({ postalCode, country }, context) => {
      if (!isPostalCode(postalCode, country)) context.addIssue({ code: "custom", path: ["postalCode"], message: "postal_code" });
    });

const checkoutSchema = (deliverable: readonly string[], methods: readonly PaymentMethod[]) =>
  z
    .object({
      email: needed(LENGTHS.email).pipe(z.email("email")),
      phone: needed(LENGTHS.phone),
      company: optional(LENGTHS.company),
      vatId: optional(LENGTHS.vatId),
      shippingAddress: addressSchema(deliverable),
      billingAddress: addressSchema(deliverable).nullable(),
      shippingMethod: z.enum(SHIPPING_METHODS, "choose"),
      paymentMethod: z.enum(methods, "choose"),
      note: lines(LENGTHS.note, "too_long"),
      terms: z.literal("on", "terms"),
    })
    // Validated even if another field failed, so all errors are shown at once.
    .refine((form) => phoneE164(form.phone, form.shippingAddress.country) !== null, { path: ["phone"], message: "phone", when: () => true })
    .refine((form) => normalVatId(form.vatId, invoiceCountry(form)) !== null, { path: ["vatId"], message: "vat_id", when: () => true })
    .transform(({ terms: _, ...form }) => ({
      ...form,
      billingAddress: form.billingAddress ?? form.shippingAddress,
      phone: phoneE164(form.phone, form.shippingAddress.country) ?? "",
      vatId: normalVatId(form.vatId, invoiceCountry(form)) ?? "",
    }));

export type CheckoutInput = z.output<ReturnType<typeof checkoutSchema>>;

/** The form's texts by field name. */
export type FormValues = Readonly<Record<string, string>>;

/**
 * Validates a submitted checkout form; errors are one code per wrong field. A phone number without a prefix belongs to the
 * delivery country, a VAT number without one to the billing country.
 */
export function readCheckout(
  formValues: FormValues,
  deliverable: readonly string[],
  methods: readonly PaymentMethod[],
): { ok: true; value: CheckoutInput } | { ok: false; errors: CheckoutErrors } {
  const text = (name: string) => formValues[name] ?? "";
  const pick = (fields: readonly string[], prefix = "") => Object.fromEntries(fields.map((field) => [field, text(prefix + field)]));
  const parsed = checkoutSchema(deliverable, methods).safeParse({
    ...pick(["email", "phone", "company", "vatId", "shippingMethod", "paymentMethod", "note", "terms"]),
    shippingAddress: pick(ADDRESS_FIELDS),
    billingAddress: text("billingSame") === "on" ? null : pick(ADDRESS_FIELDS, "billing."),
  });
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, errors: errorsByField(parsed.error) };
}

function errorsByField({ issues }: z.ZodError): CheckoutErrors {
  const errors: Record<string, string> = {};
  for (const { path, message } of issues) {
    const field = path.join(".").replace("shippingAddress.", "").replace("billingAddress.", "billing.");
    errors[field] ??= message;
  }
  return fieldErrors.parse(errors);
}

/** Returns the number in E.164; null if it is not valid in that country (ISO 3166-1 alpha-2). */
export function phoneE164(phone: string, country: string): string | null {
  const parsed = parsePhoneNumberFromString(phone, isSupportedCountry(country) ? country : undefined);
  return parsed?.isValid() ? parsed.number : null;
}

function invoiceCountry(form: { billingAddress: { country: string } | null; shippingAddress: { country: string } }): string {
  return (form.billingAddress ?? form.shippingAddress).country;
}

/**
 * Returns a VAT number without spaces and with its country's prefix, or null if no EU state issues such a number. An empty text
 * is returned unchanged, and outside the EU any number is accepted.
 */
export function normalVatId(vatId: string, country: string): string | null {
  const compact = vatId.replaceAll(/[\s.-]/g, "").toUpperCase();
  if (compact === "" || !isEuCountry(country)) return compact;
  const prefix = country === "GR" ? "EL" : country;
  return [compact, prefix + compact].find((id) => checkVAT(id, EU_VAT).isValid) ?? null;
}
