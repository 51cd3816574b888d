import { Notice } from "@/components/ui/notice";
import { CHECKOUT_FIELDS, type CheckoutErrors, type CheckoutField } from "@/lib/checkout/fields";

const NAMES: Record<string, string> = {
  email: "Email",
  phone: "Phone",
  firstName: "First name",
  lastName: "Last name",
  country: "Country",
  address: "Address",
  address2: "Flat, floor, care of",
  postalCode: "Postal code",
  city: "City",
  company: "Company",
  vatId: "VAT id",
  shippingMethod: "Delivery",
  paymentMethod: "Payment",
  note: "Note",
  terms: "Terms",
};

function nameOf(field: CheckoutField): string {
  return field.startsWith("billing.") ? `${NAMES[field.replace("billing.", "")]} (invoice)` : (NAMES[field] ?? field);
}

/** Names every field that needs another look, with the way to it. Shown from two on: a single one has the focus and its own words. */
export function ErrorSummary({ errors }: { errors: CheckoutErrors }) {
  const wrong = CHECKOUT_FIELDS.filter((field) => errors[field]);
  if (wrong.length < 2) return null;
  return (
    <div className="mb-8">
      <Notice kind="error">
        <p>{wrong.length} fields need another look:</p>
        <ul className="flex flex-wrap gap-x-4">
          {wrong.map((field) => (
            <li key={field}>
              <a href={`#${field}`} className="text-link touch">
                {nameOf(field)}
              </a>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
