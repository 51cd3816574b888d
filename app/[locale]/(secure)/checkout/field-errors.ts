import type { CheckoutField, FieldError } from "@/lib/checkout/fields";
import type { CheckoutCountry } from "@/lib/checkout/state";
import type { Translator } from "@/messages/create-translator";

type T = Translator<"checkout">;

const REQUIRED = ["email", "phone", "firstName", "lastName", "address", "city"] as const;

/** The error of a field and how to correct it, with examples for the country that the field is about. */
export function fieldErrorText(
  t: T,
  field: CheckoutField,
  error: FieldError | undefined,
  country: CheckoutCountry | undefined,
): string | undefined {
  switch (error) {
    case undefined:
      return undefined;
    case "required": {
      const name = REQUIRED.find((one) => one === field.replace("billing.", ""));
      return name ? t(`errors.required.${name}`) : postalCodeText(t, country);
    }
    case "phone":
      return country?.phone ? t("errors.phoneLike", { example: country.phone }) : t("errors.phone");
    case "postal_code":
      return postalCodeText(t, country);
    case "choose":
      return t(field === "paymentMethod" ? "errors.paymentMethod" : "errors.shippingMethod");
    default:
      return t(`errors.${error}`);
  }
}

function postalCodeText(t: T, country: CheckoutCountry | undefined): string {
  const example = country?.postalCode ?? "";
  if (!example) return t("errors.postalCode");
  if (!/^\d+$/.test(example)) return t("errors.postalCodeLike", { example });
  return t("errors.postalCodeDigits", { digits: String(example.length), example });
}
