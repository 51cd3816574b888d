import { env } from "@/lib/core/env";
import type { BrowserKeys } from "@/lib/payments/browser-keys";

export function browserKeys(): BrowserKeys {
  const { STRIPE_PUBLISHABLE_KEY, STRIPE_JS_URL = null, PAYPAL_CLIENT_ID, PAYPAL_JS_URL = null } = env();
  return {
    stripe: STRIPE_PUBLISHABLE_KEY ? { publishableKey: STRIPE_PUBLISHABLE_KEY, scriptUrl: STRIPE_JS_URL } : null,
    paypal: PAYPAL_CLIENT_ID ? { clientId: PAYPAL_CLIENT_ID, scriptUrl: PAYPAL_JS_URL } : null,
  };
}
