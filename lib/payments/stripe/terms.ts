import { unsetVariables } from "@/lib/core/env";
import { ONLINE_HOLD_MINUTES, type OnlineTerms, originsOf } from "@/lib/payments/port/payment-terms";

/** Stripe's minimum charge in euro: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const LEAST_CENTS = 50;

/** Cards, and the wallets that Stripe offers alongside them. */
export const stripe: OnlineTerms = {
  kind: "online",
  source: "stripe",
  holdMinutes: ONLINE_HOLD_MINUTES,
  offers: ({ totalCents }) => totalCents >= LEAST_CENTS,
  missing: (environment) => ({ variables: unsetVariables("STRIPE_", environment), settings: [] }),

  async open({ STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_BASE: apiBase }) {
    if (!secretKey || !webhookSecret) return undefined;
    const { createStripe } = await import("./provider");
    return createStripe({ secretKey, webhookSecret, apiBase });
  },

  script: ({ STRIPE_PUBLISHABLE_KEY: publicKey, STRIPE_JS_URL: address = null }) => (publicKey ? { publicKey, address } : null),

  /** https://docs.stripe.com/security/guide#content-security-policy */
  allows({ STRIPE_JS_URL, STRIPE_API_BASE }) {
    const standIns = originsOf(STRIPE_JS_URL, STRIPE_API_BASE);
    return {
      frames: ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com", ...standIns],
      calls: ["https://api.stripe.com", ...standIns],
      pictures: standIns,
      wallets: ["https://js.stripe.com", "https://pay.google.com"],
    };
  },
};
