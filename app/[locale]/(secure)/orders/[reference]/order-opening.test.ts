import { expect, it } from "vitest";
import { cents, ZERO } from "@/lib/core/money";
import type { OrderPayment } from "@/lib/payments/queries";
import { headingOf, openingOf, waitsForPayment } from "./order-opening";

const now = new Date("2026-11-24T12:00:00Z");
const order = {
  status: "pending" as const,
  paymentMethod: "card" as const,
  cancelReason: null,
  expiresAt: new Date("2026-11-24T12:30:00Z"),
  totalCents: cents(5500),
  shippingAddress: {
    firstName: "Ana",
    lastName: "Horvat",
    address: "Ilica 10",
    address2: "",
    postalCode: "10000",
    city: "Zagreb",
    country: "HR",
  },
};
const payment: OrderPayment = {
  status: "unpaid",
  openMethod: null,
  capturedCents: ZERO,
  refundedCents: ZERO,
  billedCents: cents(5500),
  payableCents: cents(5500),
  keptCents: ZERO,
  settledCents: ZERO,
  dueCents: cents(5500),
};
const confirmed = { ...order, status: "confirmed" as const, expiresAt: null };
const free = { ...confirmed, paymentMethod: "free" as const, totalCents: ZERO };
const nothing = { ...payment, status: "nothing_to_pay" as const, billedCents: ZERO, dueCents: ZERO };
const expired = { ...order, status: "cancelled" as const, cancelReason: "expired" as const, expiresAt: null };

it.each([
  ["unpaid", order, payment, "Your order is saved.", /isn’t paid yet.*until 13:30/],
  ["finally declined", order, { ...payment, status: "failed" as const }, "Your order is saved.", /isn’t paid yet/],
  ["past its deadline", { ...order, expiresAt: now }, payment, "Your order is saved.", /for a moment longer/],
  ["being paid", order, { ...payment, status: "processing" as const }, "Thank you, Ana.", /€55.00 is on its way/],
  ["paid with a different amount", order, { ...payment, status: "review" as const }, "Thank you, Ana.", /don’t need to do anything/],
  ["paid", confirmed, { ...payment, status: "paid" as const, capturedCents: cents(5500) }, "Thank you, Ana.", /€55.00 paid by card/],
  [
    "cancelled while its payment could not be refunded",
    expired,
    { ...payment, status: "paid" as const, capturedCents: cents(5500) },
    "This order was cancelled.",
    /still have your payment/,
  ],
  [
    "cancelled and paid with a different amount",
    expired,
    { ...payment, status: "review" as const },
    "This order was cancelled.",
    /still have your payment/,
  ],
  [
    "partly paid by transfer",
    { ...order, paymentMethod: "bank_transfer" as const },
    { ...payment, status: "paid" as const, capturedCents: cents(4000), keptCents: cents(4000), dueCents: cents(1500) },
    "Thank you, Ana.",
    /€40.00 of €55.00.*the remaining €15.00/,
  ],
  [
    "refunded",
    confirmed,
    { ...payment, status: "refunded" as const, refundedCents: cents(5500) },
    "Thank you, Ana.",
    /We’ve refunded €55.00\./,
  ],
  [
    "refunded by transfer",
    { ...confirmed, paymentMethod: "bank_transfer" as const },
    { ...payment, status: "partially_refunded" as const, refundedCents: cents(1000) },
    "Thank you, Ana.",
    /^We’re refunding €10.00 of €55.00 to your bank account\.$/,
  ],
  ["free", free, nothing, "Thank you, Ana.", /^There’s nothing to pay\. We’re packing your order\.$/],
  [
    "free, after money sent for it by mistake was refunded",
    free,
    { ...nothing, capturedCents: cents(500), refundedCents: cents(500) },
    "Thank you, Ana.",
    /^There’s nothing to pay/,
  ],
  ["free and shipped", { ...free, status: "shipped" as const }, nothing, "Thank you, Ana.", /way to you/],
  [
    "free and cancelled",
    { ...free, status: "cancelled" as const, cancelReason: "customer" as const },
    nothing,
    "This order was cancelled.",
    /you owe nothing\.$/,
  ],
  [
    "to be paid on delivery, and already paid",
    { ...confirmed, paymentMethod: "cash_on_delivery" as const },
    { ...payment, status: "paid" as const, capturedCents: cents(5500), keptCents: cents(5500), dueCents: ZERO },
    "Thank you, Ana.",
    /^We’ve received your order\.$/,
  ],
  ["shipped", { ...confirmed, status: "shipped" as const }, { ...payment, status: "paid" as const }, "Thank you, Ana.", /way to you/],
  ["delivered", { ...confirmed, status: "delivered" as const }, { ...payment, status: "paid" as const }, "Thank you, Ana.", /has arrived/],
  ["not paid in time", expired, payment, "This order was cancelled.", /owe nothing\. It wasn’t paid in time/],
  ["paid too late", expired, { ...payment, status: "processing" as const }, "This order was cancelled.", /if not, we’ll refund you/],
  [
    "paid too late, and refunded",
    expired,
    { ...payment, status: "refunded" as const, refundedCents: cents(5500) },
    "This order was cancelled.",
    /refunding €55.00/,
  ],
] as const)("describes an order that is %s, and offers to pay it only if it can be paid", (state, given, paid, heading, opening) => {
  expect(headingOf(given, paid, "en")).toBe(heading);
  expect(openingOf({ order: given, payment: paid, now }, "en")).toMatch(opening);
  expect(waitsForPayment(given, paid)).toBe(["unpaid", "finally declined", "past its deadline"].includes(state));
});

it("does not say that an order is on its way if it was returned and never paid", () => {
  const shipped = { ...confirmed, status: "shipped" as const };
  expect(openingOf({ order: shipped, payment: { ...payment, dueCents: ZERO }, now, closedReturn: true }, "en")).toMatch(/you owe nothing/);
  const partly = { ...confirmed, paymentMethod: "cash_on_delivery" as const };
  const rest = { ...payment, billedCents: cents(3000), dueCents: cents(3000) };
  expect(openingOf({ order: partly, payment: rest, now, closedReturn: true }, "en")).toMatch(/have €30.00 ready/);
});
