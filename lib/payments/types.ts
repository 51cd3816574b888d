import type { Cents } from "@/lib/core/money";

/** Why money goes back. `made_at_provider`: somebody gave it back in the provider's own pages. */
export const REFUND_REASONS = ["sold_out", "cancelled", "duplicate", "requested", "made_at_provider"] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

/** A line of the order, by its position, and how much of it is paid back; `amountCents` after its discount. */
export type RefundLine = { position: number; quantity: number; amountCents: Cents };

/** Some of the pieces of an order's line. */
export type Piece = { position: number; quantity: number };
