import { formatClock, formatDate, formatTime } from "@/lib/core/dates";
import { formatCents, subtractCents } from "@/lib/core/money";
import type { Order, OrderEvent } from "@/lib/orders/queries";
import { isOnline } from "@/lib/payments/methods";
import type { OrderPayment } from "@/lib/payments/queries";
import type { TimelineStep } from "./order-timeline";

type Told = Pick<Order, "status" | "paymentMethod" | "cancelReason" | "expiresAt" | "totalCents" | "shippingAddress">;

export function headingOf(order: Told, payment: OrderPayment): string {
  if (order.status === "cancelled") return "This order was cancelled.";
  if (waitsForPayment(order, payment)) return "Your order is saved.";
  return `Thank you, ${order.shippingAddress.firstName}.`;
}

/** Whether the customer can pay it online now. */
export function waitsForPayment(order: Pick<Order, "status" | "paymentMethod">, payment: OrderPayment): boolean {
  return order.status === "pending" && isOnline(order.paymentMethod) && (payment.status === "unpaid" || payment.status === "failed");
}

/** What is true of the order now, in a sentence or two. `closedReturn`: some of it came back that was never paid. */
export function openingWords(order: Told, payment: OrderPayment, now: Date, closedReturn = false): string {
  const total = formatCents(order.totalCents);
  const refunded = formatCents(payment.refundedCents);
  if (order.status === "cancelled") {
    if (payment.refundedCents > 0)
      return `Nothing will be sent. ${refunded} go back ${isOnline(order.paymentMethod) ? "the way they came; banks take up to ten days" : "to your bank account"}.`;
    if (payment.status === "processing") return LATE_WORDS[order.cancelReason === "expired" ? "expired" : "ended"];
    if (payment.status === "review" || payment.capturedCents > 0)
      return "Nothing will be sent. Your payment is still with us: we look after it and write to you about it.";
    return `Nothing will be sent and nothing is owed. ${CANCEL_WORDS[order.cancelReason ?? "customer"]}`.trim();
  }
  if (payment.status === "processing") {
    return `Your payment of ${total} is on its way. Some banks take a few minutes, a few take days. We pack your order as soon as it is here and write to you; you can close this page.`;
  }
  if (payment.status === "review")
    return "Your payment is here, and we are looking at it: it is not the amount of the order. We write to you; there is nothing to do.";
  if (waitsForPayment(order, payment)) return `It is not paid yet. ${heldWords(order, now)}`;
  if (payment.refundedCents > 0) {
    const amount = payment.status === "refunded" ? refunded : `${refunded} of ${total}`;
    return isOnline(order.paymentMethod)
      ? `We have given you back ${amount}. Banks take up to ten days.`
      : `We give you back ${amount}, to your bank account.`;
  }
  if (closedReturn) return "What you gave back is done: nothing is owed for it.";
  if (order.status === "shipped") return "Your order is on its way to you.";
  if (order.status === "delivered") return "Your order has arrived. We hope it is what you wished for.";
  if (payment.status === "paid" && order.status === "confirmed" && isOnline(order.paymentMethod)) {
    return `${total} paid ${order.paymentMethod === "paypal" ? "with PayPal" : "by card"}. We are packing your order.`;
  }
  if (order.paymentMethod === "bank_transfer" && order.status === "pending") {
    const rest = subtractCents(order.totalCents, payment.capturedCents);
    return payment.capturedCents > 0
      ? `${formatCents(payment.capturedCents)} of ${total} is here. We pack your order as soon as the rest of ${formatCents(rest)} is here too.`
      : `We pack your order as soon as your transfer of ${total} is here.`;
  }
  if (order.paymentMethod === "cash_on_delivery" && order.status === "confirmed") {
    return `We are packing it. Please have ${total} ready for the courier.`;
  }
  return "We have your order.";
}

/** Of a payment that is still on its way when its order is not there any more. */
const LATE_WORDS = {
  expired:
    "It was not paid in time, but your payment is on its way: if your pieces are still there when it comes, we send them, if not, it goes back.",
  ended: "Nothing will be sent. Your payment is still on its way; as soon as it is here, it goes back.",
} as const;

const CANCEL_WORDS = {
  expired: "It was not paid in time. If you still want it, just order again.",
  replaced: "You ordered anew in its place.",
  customer: "",
  staff: "",
} as const;

function heldWords({ expiresAt }: Told, now: Date): string {
  if (!expiresAt || expiresAt <= now) return "Your pieces are held for a moment longer.";
  const day = formatDate(expiresAt) === formatDate(now) ? "" : `${formatDate(expiresAt)}, `;
  return `Your pieces are held for you until ${day}${formatClock(expiresAt)}.`;
}

const EVENT_WORDS: Record<string, string> = {
  placed: "Order placed",
  confirmed: "Order confirmed",
  payment_received: "Payment received",
  payment_processing: "Payment on its way",
  payment_failed: "Payment failed",
  payment_review: "We are checking your payment",
  refund_requested: "Refund requested",
  account_named: "You named your account",
  refunded: "Money given back",
  refund_failed: "The refund did not go through; we look after it",
  reserved_again: "Your pieces are held again",
  shipped: "Sent to you",
  delivered: "Delivered",
  cancelled: "Order cancelled",
  underpaid: "A part of the amount has come",
  withdrawal_declared: "You withdrew",
  return_requested: "You asked to return something",
  return_approved: "We agreed to your return",
  return_received: "What you sent back is here",
  return_rejected: "We could not accept your return",
  return_closed: "Your return is done: nothing is owed for it",
};

/** Told to staff only. */
const INTERNAL = ["disputed", "dispute_closed", "return_refunded"];

/** What happened, then what is still to come. */
export function timelineOf(
  { status, paymentMethod }: Pick<Order, "status" | "paymentMethod">,
  events: readonly Pick<OrderEvent, "id" | "kind" | "note" | "createdAt">[],
  payment: OrderPayment,
): TimelineStep[] {
  const past = events
    .filter(({ kind }) => !INTERNAL.includes(kind))
    .map(({ id, kind, note, createdAt }) => ({
      id: String(id),
      words: note ? `${EVENT_WORDS[kind] ?? kind}: ${note}` : (EVENT_WORDS[kind] ?? kind),
      time: formatTime(createdAt),
      done: true,
      failed: kind.endsWith("_failed"),
    }));
  const awaited = paymentMethod === "bank_transfer" ? "Your transfer arrives" : "Payment";
  const money = payment.status === "processing" ? "Payment received" : awaited;
  const ahead = { pending: [money, "Sent to you", "Delivered"], confirmed: ["Sent to you", "Delivered"], shipped: ["Delivered"] };
  // Whoever has all of the money back waits for nothing.
  const over = payment.status === "refunded";
  const next = !over && (status === "pending" || status === "confirmed" || status === "shipped") ? ahead[status] : [];
  return [...past, ...next.map((words) => ({ id: words, words, time: null, done: false }))];
}
