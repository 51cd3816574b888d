import { json } from "../answers";
import type { Core, ProviderModule } from "../provider-module";
import { signatureHeader, WEBHOOK_SECRET } from "./signature";

export type StripeSandbox = ProviderModule;

export function createStripe(_core: Core, _processingMs: number | undefined): StripeSandbox {
  return {
    name: "stripe",
    routes: [],
    serverError: () => json(500, { error: { type: "api_error", message: "An error occurred internally." } }),
    webhook: {
      path: "/api/webhooks/stripe",
      sign: ({ body }, now) => ({ "stripe-signature": signatureHeader(body, now) }),
    },
    save: () => ({}),
    restore() {},
  };
}

export function stripeEnvironment(url: string): Record<string, string> {
  return {
    STRIPE_SECRET_KEY: "sk_test_sandbox",
    STRIPE_PUBLISHABLE_KEY: "pk_test_sandbox",
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_BASE: url,
    STRIPE_JS_URL: `${url}/stripe.js`,
  };
}
