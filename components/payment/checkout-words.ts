import { COUPON_WORDS, PATIENCE } from "@/components/cart/cart-words";
import type { CheckoutField, FieldError } from "@/lib/checkout/fields";
import type { CheckoutCountry, CheckoutFailure, PaymentStart } from "@/lib/checkout/state";
import { type Cents, formatCents } from "@/lib/core/money";

const NEEDED: Partial<Record<string, string>> = {
  email: "Your email, please.",
  phone: "A phone number, please, for the courier.",
  firstName: "The first name, please.",
  lastName: "The last name, please.",
  address: "Street and number, please.",
  postalCode: "The postal code, please.",
  city: "The city, please.",
};

const DIGITS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

/** "Five digits, please, like 10000." */
function postalCodeWords(country: CheckoutCountry | undefined): string {
  const example = country?.postalCode ?? "";
  if (!example) return "Please check the postal code.";
  return /^\d+$/.test(example) ? `${DIGITS[example.length]} digits, please, like ${example}.` : `Please write it like ${example}.`;
}

/** What is wrong with a field and what to do, in the words of the country it is about. */
export function errorWords(field: CheckoutField, error: FieldError | undefined, country: CheckoutCountry | undefined): string | undefined {
  switch (error) {
    case undefined:
      return undefined;
    case "required": {
      const name = field.replace("billing.", "");
      return name === "postalCode" ? postalCodeWords(country) : (NEEDED[name] ?? "Please fill this in.");
    }
    case "too_long":
      return "Please shorten this a little.";
    case "control_characters":
      return "Please write this anew: it holds signs that can't be printed.";
    case "email":
      return "Please check the email. It should look like name@example.com.";
    case "phone":
      return country?.phone ? `Please check the number. Here it looks like ${country.phone}.` : "Please check the number.";
    case "country":
      return "Please choose a country from the list.";
    case "postal_code":
      return postalCodeWords(country);
    case "vat_id":
      return "Please check the VAT id. It should look like HR12345678903.";
    case "choose":
      return field === "paymentMethod" ? "Please choose how to pay." : "Please choose a way of delivery.";
    case "terms":
      return "Please tick this box to go on.";
  }
}

/** Why no order was made. `total` is what it would cost now, `before` what the page said until now. */
export function failureWords(failure: CheckoutFailure, total: Cents, before: Cents): string[] {
  switch (failure.error) {
    case "sold_out":
      return failure.shortages.map(({ name, sellable }) =>
        sellable === 0 ? `${name} sold out meanwhile.` : `Only ${sellable} of ${name} ${sellable === 1 ? "is" : "are"} left.`,
      );
    case "total_changed":
      return [
        total === before
          ? `Something in your order changed; the total is ${formatCents(total)}.`
          : `The total changed from ${formatCents(before)} to ${formatCents(total)}.`,
        "Nothing was ordered. Please look it over, then place the order again.",
      ];
    case "shipping_unavailable":
      return ["We can't deliver this way there. Please choose another way of delivery or another country."];
    case "method_unavailable":
      return ["This order can't be paid this way. Please choose another one."];
    case "rate_limited":
      return [PATIENCE];
    case "earlier_order_open":
      return [`The payment of your order ${failure.reference} is still under way. Please wait a minute, then try again.`];
    case "cart_empty":
      return ["Your cart is empty."];
    default:
      return [COUPON_WORDS[failure.error], "Nothing was ordered. Please remove the coupon or try another."];
  }
}

export type PaymentRefusal = Extract<PaymentStart, { ok: false }>["error"];

/** Why an order that stands can't be paid just now, and what to do. */
export const REFUSAL_WORDS: Record<PaymentRefusal, string> = {
  unreachable: "We can't reach the payment service just now. Your order is saved: please try again in a minute.",
  refused: "The payment service did not take this. Your order is saved: please try another way to pay, or write to us.",
  method_unavailable: "This way to pay is closed at the moment. Your order is saved: please choose another one, or write to us.",
  in_progress: "A payment of this order is under way already. Please wait a minute; this page tells when it is done.",
  not_payable: "This order can't be paid any more: it was paid or cancelled meanwhile.",
  rate_limited: PATIENCE,
};

export const METHOD_WORDS = {
  card: { name: "Card", note: "You pay now. Your bank may ask you to confirm" },
  paypal: { name: "PayPal", note: "You confirm at PayPal and come back here" },
  cash_on_delivery: { name: "Cash on delivery", note: "Pay the courier when your parcel comes" },
  bank_transfer: { name: "Bank transfer", note: "Held for you for 7 days. With a QR code for your banking app" },
} as const;

export const SHIPPING_WORDS = { standard: "Standard", express: "Express" } as const;

/** "In 1 to 3 working days". */
export function daysWords([from, to]: readonly [number, number]): string {
  if (from === to) return from === 1 ? "With you the next working day" : `With you in ${from} working days`;
  return `With you in ${from} to ${to} working days`;
}
