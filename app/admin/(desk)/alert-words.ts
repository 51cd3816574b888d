import type { ShopStatus } from "@/lib/operations/status";

type AlertKind = ShopStatus["alerts"]["first"][number]["kind"];

/** What each alert is about, for staff. */
export const ALERT_WORDS: Readonly<Record<AlertKind, string>> = {
  amount_mismatch: "a payment of another amount than asked for",
  bad_signatures: "webhooks with a wrong signature",
  books_disagree: "the books disagree",
  dispute_lost: "a dispute was lost",
  dispute_won: "a dispute was won",
  disputed: "a payment is disputed",
  event_stuck: "a webhook can’t be applied",
  overpaid: "more was paid than due",
  paid_after_cancel: "paid after it was cancelled",
  paid_twice: "paid twice",
  payment_reversed: "a payment was reversed",
  provider_unreachable: "a payment provider can’t be reached",
  refund_failed: "a refund failed",
  refunded_at_provider: "refunded in the provider’s dashboard",
  unknown_payment: "a payment that belongs to no order",
};
