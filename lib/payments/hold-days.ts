/** How long stock is held for an order awaiting its bank transfer, in days. */
export const TRANSFER_HOLD_DAYS = 7;
