/** How long the items of an order wait for its bank transfer, in days. */
export const TRANSFER_HOLD_DAYS = 7;
