import { formatDate, formatDateTime, formatMoney } from "@/lib/core/format";
import { ZERO } from "@/lib/core/money";
import type { OrderSheet } from "@/lib/operations/order-sheet";
import { lastRefundDay } from "@/lib/orders/return-period";

/** What staff do next about an order, most urgent first, in a sentence. */
export function nextStep({ order, payment, unsent, disputes, returns }: OrderSheet): string {
  if (payment.status === "review") return "Next: decide about the payment, whose amount differs from the order’s.";
  if (disputes.some(({ status }) => status === "open")) return "Next: answer the dispute at the provider; don’t ship before.";
  const open = returns.find(({ status }) => status === "requested" || status === "received");
  if (open) {
    const until =
      open.kind === "withdrawal" ? ` Refund by ${formatDate(new Date(`${lastRefundDay(open.requestedAt)}T12:00:00Z`), "en")}.` : "";
    return open.status === "requested"
      ? `Next: decide about the ${open.kind}.${until}`
      : `Next: refund the ${open.kind} that has arrived.${until}`;
  }
  const left = unsent.reduce((sum, { quantity, withdrawn }) => sum + Math.max(0, quantity - withdrawn), 0);
  switch (order.status) {
    case "pending":
      return order.expiresAt
        ? `Waits for ${formatMoney(payment.dueCents, "en")}. Its stock is held until ${formatDateTime(order.expiresAt, "en")}.`
        : `Waits for ${formatMoney(payment.dueCents, "en")}.`;
    case "confirmed":
      return left === 1 ? "Next: pack one item." : `Next: pack ${left} items.`;
    case "shipped":
      return "On its way to the customer.";
    case "delivered":
      return payment.dueCents > ZERO ? `Delivered; ${formatMoney(payment.dueCents, "en")} is still owed.` : "Delivered; nothing to do.";
    case "cancelled":
      return payment.dueCents < ZERO
        ? `Cancelled; ${formatMoney(payment.keptCents, "en")} is to be refunded.`
        : "Cancelled; nothing to do.";
  }
}
