import { expect, it } from "vitest";
import { cents, ZERO } from "@/lib/core/money";
import type { OrderPayment } from "@/lib/payments/queries";
import { headingOf, openingWords, timelineOf, waitsForPayment } from "./order-words";

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
const payment: OrderPayment = { status: "unpaid", openMethod: null, capturedCents: ZERO, refundedCents: ZERO };
const confirmed = { ...order, status: "confirmed" as const, expiresAt: null };
const expired = { ...order, status: "cancelled" as const, cancelReason: "expired" as const, expiresAt: null };

it.each([
  ["unpaid", order, payment, "Your order is saved.", /not paid yet.*until 13:30/],
  ["declined for good", order, { ...payment, status: "failed" as const }, "Your order is saved.", /not paid yet/],
  ["over its time", { ...order, expiresAt: now }, payment, "Your order is saved.", /held for a moment longer/],
  ["on its way", order, { ...payment, status: "processing" as const }, "Thank you, Ana.", /€55.00 is on its way/],
  ["another amount", order, { ...payment, status: "review" as const }, "Thank you, Ana.", /nothing to do/],
  ["paid", confirmed, { ...payment, status: "paid" as const, capturedCents: cents(5500) }, "Thank you, Ana.", /€55.00 paid by card/],
  [
    "cancelled while its money could not be given back",
    expired,
    { ...payment, status: "paid" as const, capturedCents: cents(5500) },
    "This order was cancelled.",
    /still with us/,
  ],
  ["cancelled with another amount", expired, { ...payment, status: "review" as const }, "This order was cancelled.", /still with us/],
  [
    "transferred in part",
    { ...order, paymentMethod: "bank_transfer" as const },
    { ...payment, status: "paid" as const, capturedCents: cents(4000) },
    "Thank you, Ana.",
    /€40.00 of €55.00 is here.*the rest of €15.00/,
  ],
  [
    "given back",
    confirmed,
    { ...payment, status: "refunded" as const, refundedCents: cents(5500) },
    "Thank you, Ana.",
    /given you back €55.00\./,
  ],
  [
    "given back by transfer",
    { ...confirmed, paymentMethod: "bank_transfer" as const },
    { ...payment, status: "partially_refunded" as const, refundedCents: cents(1000) },
    "Thank you, Ana.",
    /^We give you back €10.00 of €55.00, to your bank account\.$/,
  ],
  [
    "on its way to its buyer",
    { ...confirmed, status: "shipped" as const },
    { ...payment, status: "paid" as const },
    "Thank you, Ana.",
    /way to you/,
  ],
  ["there", { ...confirmed, status: "delivered" as const }, { ...payment, status: "paid" as const }, "Thank you, Ana.", /has arrived/],
  ["not paid in time", expired, payment, "This order was cancelled.", /nothing is owed\. It was not paid in time/],
  ["paid too late", expired, { ...payment, status: "processing" as const }, "This order was cancelled.", /if not, it goes back/],
  [
    "paid too late, and gone",
    expired,
    { ...payment, status: "refunded" as const, refundedCents: cents(5500) },
    "This order was cancelled.",
    /€55.00 go back/,
  ],
] as const)(
  "says of an order that is %s what is true, and offers to pay it only where it can be paid",
  (state, given, paid, heading, words) => {
    expect(headingOf(given, paid)).toBe(heading);
    expect(openingWords(given, paid, now)).toMatch(words);
    expect(waitsForPayment(given, paid)).toBe(["unpaid", "declined for good", "over its time"].includes(state));
  },
);

it("does not call on its way what came back and was never paid", () => {
  const shipped = { ...confirmed, status: "shipped" as const };
  expect(openingWords(shipped, payment, now, true)).toMatch(/nothing is owed/);
});

it("tells what happened, not what staff alone must know, and what is still to come", () => {
  const event = (id: number, kind: string) => ({ id, kind, note: "", createdAt: now });
  const steps = timelineOf(order, [event(1, "placed"), event(2, "payment_failed"), event(3, "disputed")], payment);
  expect(steps.map(({ words, done }) => `${done ? "✓" : "…"} ${words}`)).toEqual([
    "✓ Order placed",
    "✓ Payment failed",
    "… Payment",
    "… Sent to you",
    "… Delivered",
  ]);
  expect(timelineOf(confirmed, [], { ...payment, status: "refunded" })).toEqual([]);
});
