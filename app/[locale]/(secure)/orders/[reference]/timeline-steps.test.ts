import { expect, it } from "vitest";
import { cents, ZERO } from "@/lib/core/money";
import type { OrderEvent } from "@/lib/orders/events";
import type { OrderPayment } from "@/lib/payments/queries";
import { timelineOf } from "./timeline-steps";

const createdAt = new Date("2026-11-24T12:00:00Z");
const payment: OrderPayment = {
  status: "unpaid",
  openMethod: null,
  capturedCents: ZERO,
  refundedCents: ZERO,
  billedCents: ZERO,
  payableCents: ZERO,
  keptCents: ZERO,
  settledCents: ZERO,
  dueCents: ZERO,
};

it("shows past and future steps, without internal ones", () => {
  const order = { status: "pending", paymentMethod: "card" } as const;
  const events: OrderEvent[] = [
    { kind: "placed", data: {} },
    { kind: "payment_failed", data: {} },
    { kind: "disputed", data: {} },
    { kind: "shipped", data: { carrier: "GLS", trackingNumber: "4821" } },
    { kind: "return_rejected", data: { rejection: "The seal was broken." } },
    { kind: "cancelled", data: { reason: "expired", note: "" } },
    { kind: "cancelled", data: { reason: "staff", note: "You asked us to." } },
    { kind: "cancelled", data: { reason: "customer", note: "" } },
  ];
  const timeline = events.map((event, id) => ({ ...event, id, createdAt }));
  expect(timelineOf(order, timeline, payment, "en").map(({ text, done }) => `${done ? "✓" : "…"} ${text}`)).toEqual([
    "✓ Order placed",
    "✓ Payment failed",
    "✓ Shipped: GLS 4821",
    "✓ Return not accepted: The seal was broken.",
    "✓ Order cancelled: not paid in time",
    "✓ Order cancelled: You asked us to.",
    "✓ Order cancelled",
    "… Payment",
    "… Shipped",
    "… Delivered",
  ]);
});

it("awaits no payment of an order with nothing to pay", () => {
  const order = { status: "confirmed", paymentMethod: "free" } as const;
  const steps = timelineOf(order, [], { ...payment, status: "nothing_to_pay", refundedCents: cents(500) }, "en");
  expect(steps.map(({ text }) => text)).toEqual(["Shipped", "Delivered"]);
});

it("announces no more steps once everything is refunded", () => {
  const order = { status: "confirmed", paymentMethod: "card" } as const;
  expect(timelineOf(order, [], { ...payment, status: "refunded" }, "en")).toEqual([]);
});
