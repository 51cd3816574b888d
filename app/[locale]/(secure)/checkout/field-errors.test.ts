import { describe, expect, it } from "vitest";
import type { CheckoutField, FieldError } from "@/lib/checkout/fields";
import { translator } from "@/messages/translator";
import { fieldErrorText } from "./field-errors";

const t = translator("en", "checkout");
const croatia = { code: "HR", name: "Croatia", phone: "092 123 4567", postalCode: "10000" };
const britain = { code: "GB", name: "United Kingdom", phone: "07400 123456", postalCode: "SW1A 1AA" };
const unknown = { code: "ZZ", name: "Elsewhere", phone: "", postalCode: "" };

describe("the text of an invalid field", () => {
  it.each<[CheckoutField, FieldError, typeof croatia, string]>([
    ["email", "required", croatia, "Enter your email address."],
    ["billing.city", "required", croatia, "Enter your town or city."],
    ["postalCode", "required", croatia, "Enter a 5-digit postcode, such as 10000."],
    ["postalCode", "postal_code", britain, "Enter a postcode, such as SW1A 1AA."],
    ["billing.postalCode", "postal_code", unknown, "Enter a valid postcode."],
    ["phone", "phone", croatia, "Enter a phone number, such as 092 123 4567."],
    ["phone", "phone", unknown, "Enter a valid phone number."],
    ["paymentMethod", "choose", croatia, "Choose a payment method."],
    ["shippingMethod", "choose", croatia, "Choose a delivery method."],
    ["terms", "terms", croatia, "Please accept the terms to continue."],
  ])("%s, %s: says what to enter, by the example of the country", (field, error, country, text) => {
    expect(fieldErrorText(t, field, error, country)).toBe(text);
  });

  it("is missing for a valid field", () => {
    expect(fieldErrorText(t, "email", undefined, croatia)).toBeUndefined();
  });
});
