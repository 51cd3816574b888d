/** Why money goes back. `made_at_provider`: somebody gave it back in the provider's own pages. */
export type RefundReason = "sold_out" | "cancelled" | "duplicate" | "requested" | "made_at_provider";
