import { formatMoney } from "@/lib/core/format";
import type { Cents } from "@/lib/core/money";
import type { OrderSheet } from "@/lib/operations/order-sheet";

const CANCELLED = {
  expired: "The time to pay ran out; cancelled.",
  replaced: "Cancelled, because the customer ordered the same cart again.",
  customer: "Cancelled by the customer.",
  staff: "Cancelled by staff.",
} as const;

const REASONS = {
  sold_out: "sold out",
  cancelled: "the order was cancelled",
  duplicate: "paid twice",
  requested: "on request",
  made_at_provider: "made in the provider’s dashboard",
} as const;

const amountOf = (amountCents: Cents | null) => (amountCents === null ? "an amount" : formatMoney(amountCents, "en"));

/** An event of an order in a sentence, for staff. */
export function describeEvent(event: OrderSheet["events"][number]): string {
  switch (event.kind) {
    case "placed":
      return "Order placed.";
    case "confirmed":
      return "Order confirmed.";
    case "reserved_again":
      return "Paid late; its items were reserved again.";
    case "cancelled":
      return [CANCELLED[event.data.reason], event.data.note].filter(Boolean).join(" ");
    case "payment_processing":
      return "Payment in progress.";
    case "payment_received":
      return `Received ${amountOf(event.data.amountCents)}.`;
    case "payment_failed":
      return "A payment failed.";
    case "payment_review":
      return "Received an amount other than the order’s: to be checked.";
    case "underpaid":
      return `Received ${amountOf(event.data.amountCents)}, which is only a part.`;
    case "cash_corrected":
      return `Corrected the cash from ${amountOf(event.data.fromCents)} to ${amountOf(event.data.toCents)}.`;
    case "disputed":
      return "The payment is disputed.";
    case "dispute_closed":
      return event.data.outcome === "lost"
        ? "The dispute was lost."
        : event.data.outcome === "won"
          ? "The dispute was won."
          : "The dispute was closed.";
    case "refund_requested": {
      const { amountCents, reason } = event.data;
      return `Refund of ${amountOf(amountCents)} begun${reason ? `: ${REASONS[reason]}` : ""}.`;
    }
    case "account_named":
      return "The customer named an account for the refund.";
    case "account_dropped":
      return "The account for the refund was dropped.";
    case "refunded":
      return `Refunded ${amountOf(event.data.amountCents)}.`;
    case "refund_failed":
      return `The refund of ${amountOf(event.data.amountCents)} failed.`;
    case "shipped":
      return `Shipped with ${[event.data.carrier, event.data.trackingNumber].filter(Boolean).join(", ")}.`;
    case "delivered":
      return "Parcel delivered.";
    case "withdrawal_declared":
      return "The customer withdrew from the contract.";
    case "return_requested":
      return "The customer asked to return items.";
    case "return_approved":
      return "Return approved.";
    case "return_received":
      return "The returned items arrived.";
    case "return_refunded":
      return "Return refunded.";
    case "return_rejected":
      return ["Return rejected.", event.data.rejection].filter(Boolean).join(" ");
    case "return_closed":
      return "Return closed without a refund.";
  }
}
