import { unsetVariables } from "@/lib/core/env";
import { ONLINE_HOLD_MINUTES, type OnlineTerms, originsOf } from "@/lib/payments/port/payment-terms";

export const paypal: OnlineTerms = {
  kind: "online",
  source: "paypal",
  holdMinutes: ONLINE_HOLD_MINUTES,
  offers: () => true,
  missing: (environment) => ({ variables: unsetVariables("PAYPAL_", environment), settings: [] }),

  async open({
    PAYPAL_CLIENT_ID: clientId,
    PAYPAL_CLIENT_SECRET: clientSecret,
    PAYPAL_WEBHOOK_ID: webhookId,
    PAYPAL_BASE_URL: baseUrl,
    SITE_URL,
  }) {
    if (!clientId || !clientSecret || !webhookId) return undefined;
    const { createPayPal } = await import("./provider");
    return createPayPal({ clientId, clientSecret, webhookId, webhookUrl: `${SITE_URL}/api/webhooks/paypal`, baseUrl });
  },

  script: ({ PAYPAL_CLIENT_ID: publicKey, PAYPAL_JS_URL: address = null }) => (publicKey ? { publicKey, address } : null),

  /** https://developer.paypal.com/sdk/js/best-practices */
  allows({ PAYPAL_JS_URL, PAYPAL_BASE_URL }) {
    const origins = ["https://*.paypal.com", "https://*.paypalobjects.com", ...originsOf(PAYPAL_JS_URL, PAYPAL_BASE_URL)];
    return { frames: origins, calls: origins, pictures: origins, wallets: ["https://www.paypal.com"] };
  },
};
