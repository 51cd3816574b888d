/** Payment methods and the outcome of a payment attempt, at the checkout and on an order's page. */
export const payment = {
  legend: "Payment",
  notes: {
    card: "You pay now. Your bank may ask you to confirm",
    paypal: "You’ll approve the payment with PayPal",
    cash_on_delivery: "Pay the courier when your parcel arrives",
    bank_transfer: "We’ll hold your items for {days, plural, one {# day} other {# days}}. With a QR code for your banking app",
    free: "Nothing to pay for this order.",
  },
  needsScript: {
    card: "Paying by card needs JavaScript, which is switched off here.",
    paypal: "Paying with PayPal needs JavaScript, which is switched off here.",
  },
  busy: "One moment…",
  retry: "Try again",
  card: {
    loading: "Loading the card fields.",
    notLoaded: "The card fields didn’t load. Please check your connection, then try again, or choose another payment method.",
    notYet: "The card fields are still loading. Please wait a moment, or choose another payment method.",
    failed: "Your payment didn’t go through and you weren’t charged. Please try again, or choose another payment method.",
  },
  paypalNotLoaded: "PayPal didn’t load. Please check your connection, then try again, or choose another payment method.",
  news: {
    declined: "Your card wasn’t charged. Please check the details and try again, or choose another card or payment method.",
    closed: "You closed {method} before paying. You weren’t charged.",
    failed: "We couldn’t find out whether your payment went through. Please check your order before you try again.",
  },
  yourOrder: "Your order:",
  unpaidOrder: "Your order is saved but not yet paid:",
  refusals: {
    unreachable: "We can’t reach the payment service right now. Your order is saved: please try again in a minute.",
    refused: "The payment service declined this. Your order is saved: please choose another payment method, or contact us.",
    method_unavailable: "This payment method isn’t available at the moment. Your order is saved: please choose another one, or contact us.",
    in_progress: "A payment for this order is already in progress. Please wait a minute; this page updates itself.",
    not_payable: "This order can no longer be paid: it has been paid or cancelled in the meantime.",
  },
} as const;
