export const PAYMENT_METHODS = ["card", "paypal", "cash_on_delivery", "bank_transfer"] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];
