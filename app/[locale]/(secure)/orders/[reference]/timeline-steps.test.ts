import { expect, it } from "vitest";
import { ZERO } from "@/lib/core/money";
import type { OrderPayment } from "@/lib/payments/queries";
import { timelineOf } from "./timeline-steps";

const createdAt = new Date("2026-11-24T12:00:00Z");
const payment: OrderPayment = { status: "unpaid", openMethod: null, capturedCents: ZERO, refundedCents: ZERO };

it("shows what happened and what comes next, without what only staff may see", () => {
  const event = (id: number, kind: string, note = "") => ({ id, kind, note, createdAt });
  const order = { status: "pending", paymentMethod: "card" } as const;
  const events = [event(1, "placed"), event(2, "payment_failed"), event(3, "disputed"), event(4, "shipped", "GLS 4821")];
  expect(timelineOf(order, events, payment, "en").map(({ text, done }) => `${done ? "✓" : "…"} ${text}`)).toEqual([
    "✓ Order placed",
    "✓ Payment failed",
    "✓ Shipped: GLS 4821",
    "… Payment",
    "… Shipped",
    "… Delivered",
  ]);
});

it("expects nothing more once everything was refunded", () => {
  const order = { status: "confirmed", paymentMethod: "card" } as const;
  expect(timelineOf(order, [], { ...payment, status: "refunded" }, "en")).toEqual([]);
});
