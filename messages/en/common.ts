/** Words that several rooms share. */
export const common = {
  items: "{count, plural, one {# item} other {# items}}",
  rateLimited: "Too many attempts. Please wait a minute.",
  paymentMethod: {
    card: "Card",
    paypal: "PayPal",
    cash_on_delivery: "Cash on delivery",
    bank_transfer: "Bank transfer",
    free: "Nothing to pay",
  },
  shippingMethod: { standard: "Standard", express: "Express" },
} as const;
