import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { QuoteSummary } from "@/lib/checkout/summary";
import { cents, ZERO } from "@/lib/core/money";
import { createTranslator } from "@/messages/create-translator";
import { wordsOf } from "@/messages/translator";
import { PaymentStep } from "./payment-step";

const summary: QuoteSummary = {
  country: "HR",
  shippingMethod: "standard",
  subtotalCents: cents(30),
  discountCents: ZERO,
  couponCode: null,
  couponError: null,
  shippingOptions: [],
  shippingCents: ZERO,
  totalCents: cents(30),
  vatByRate: [],
  paymentMethods: [],
  onlineOnly: false,
  fingerprint: "",
};
const words = {
  checkout: wordsOf("en", "checkout"),
  cart: wordsOf("en", "cart"),
  payment: wordsOf("en", "payment"),
  common: wordsOf("en", "common"),
  paymentNotes: wordsOf("en", "payment").messages.notes,
};

function shownFor(values: Partial<QuoteSummary>, shopEmail = "hello@shop.example") {
  const shown = { ...summary, ...values };
  const t = createTranslator(words.checkout);
  const nothing = { onChoose: () => {}, scripts: {}, fields: null, error: undefined, children: null };
  return renderToStaticMarkup(
    createElement(PaymentStep, { summary: shown, chosen: shown.paymentMethods[0], shopEmail, words, t, ...nothing }),
  );
}

it("says where to write if no payment method can be used, as for a total below a card's least amount", () => {
  expect(shownFor({})).toMatch(/None of our payment methods .* email us at hello@shop\.example/);
  expect(shownFor({ onlineOnly: true })).not.toContain("pay by card");
  expect(shownFor({}, "")).toContain("or contact us");
});

it("sends the method of an order with nothing to pay, and mentions a coupon only if there is one", () => {
  const free = { totalCents: ZERO, paymentMethods: ["free"] as const };
  const sent = '<input type="hidden" name="paymentMethod" value="free"/>';
  expect(shownFor({ ...free, couponCode: "GIFT" })).toContain(`${sent}Nothing to pay: your coupon covers this order.`);
  expect(shownFor(free)).toContain(`${sent}Nothing to pay for this order.`);
  expect(shownFor({ paymentMethods: ["bank_transfer"] })).toContain('type="radio"');
});
