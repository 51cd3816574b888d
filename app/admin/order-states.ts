import type { Tone } from "@/components/admin/chip";
import type { OrderStatus } from "@/lib/orders/status";
import type { PaymentStatus } from "@/lib/payments/queries";
import type { ReturnStatus } from "@/lib/returns/status";

export type Said = { words: string; tone: Tone };

/** The words for the state of an order's payment. */
export const PAYMENT_STATES: Readonly<Record<PaymentStatus, Said>> = {
  nothing_to_pay: { words: "Nothing to pay", tone: "ok" },
  unpaid: { words: "Unpaid", tone: "wait" },
  partially_paid: { words: "Partly paid", tone: "wait" },
  review: { words: "Amount differs", tone: "stop" },
  processing: { words: "Processing", tone: "quiet" },
  paid: { words: "Paid", tone: "ok" },
  partially_refunded: { words: "Partly refunded", tone: "wait" },
  refunded: { words: "Refunded", tone: "quiet" },
  failed: { words: "Payment failed", tone: "stop" },
};

export type FulfilmentState = OrderStatus | "partly_shipped";

/** The words for how far an order is on its way. */
export const FULFILMENT_STATES: Readonly<Record<FulfilmentState, Said>> = {
  pending: { words: "Pending", tone: "quiet" },
  confirmed: { words: "To pack", tone: "wait" },
  partly_shipped: { words: "Partly shipped", tone: "wait" },
  shipped: { words: "Shipped", tone: "done" },
  delivered: { words: "Delivered", tone: "done" },
  cancelled: { words: "Cancelled", tone: "quiet" },
};

export const RETURN_STATES: Readonly<Record<ReturnStatus, Said>> = {
  requested: { words: "To decide", tone: "stop" },
  approved: { words: "On its way back", tone: "wait" },
  received: { words: "To refund", tone: "stop" },
  refunded: { words: "Refunded", tone: "quiet" },
  rejected: { words: "Rejected", tone: "quiet" },
  closed: { words: "Closed", tone: "quiet" },
};
