export const PAYMENT_METHODS = ["card", "paypal", "cash_on_delivery", "bank_transfer"] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** The methods paid through a provider, while the customer is at the screen. */
export const ONLINE_METHODS = { card: "stripe", paypal: "paypal" } as const satisfies Partial<Record<PaymentMethod, string>>;
export type OnlineMethod = keyof typeof ONLINE_METHODS;

export function isOnline(method: PaymentMethod): method is OnlineMethod {
  return method in ONLINE_METHODS;
}
