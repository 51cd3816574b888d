/**
 * Methods in euro that are paid with a voucher days later, when the order's stock hold has ended: never offered, though the
 * account may have them (https://docs.stripe.com/payments/vouchers).
 */
export const VOUCHERS = ["multibanco"];
