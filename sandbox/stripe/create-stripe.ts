import type { Core, ProviderModule, Route, SandboxRequest } from "../provider-module";
import { apiRoutes } from "./api-routes";
import { browserRoutes } from "./browser-routes";
import { type CustomerActs, controlRoutes, customerActs } from "./customer-acts";
import { failForOnce, PUBLISHABLE_KEY, SECRET_KEY } from "./endpoint";
import { type Account, emptyLedger, type Ledger, parseLedger } from "./ledger";
import { stripeOverview } from "./overview";
import { settleLater } from "./payments";
import { settleRefundLater } from "./refunds";
import { signatureHeader, WEBHOOK_SECRET } from "./signature";

export type StripeSandbox = ProviderModule & Readonly<Ledger> & CustomerActs;

/** @param processingMs how long a delayed payment takes to succeed by itself; undefined: until `settle` */
export function createStripe(core: Core, processingMs: number | undefined): StripeSandbox {
  const ledger = emptyLedger();
  const account: Account = { core, ledger, processingMs };
  const acts = customerActs(account);
  return Object.assign(ledger, acts, {
    name: "stripe" as const,
    routes: [...apiRoutes(account), ...browserRoutes(account), ...controlRoutes(acts)],
    serverError: (route: Route, request: SandboxRequest) => failForOnce(account, route, request),
    webhook: {
      path: "/api/webhooks/stripe",
      sign: ({ body }: { body: string }, now: Date) => ({ "stripe-signature": signatureHeader(body, now) }),
    },
    overview: () => stripeOverview(account),
    save: (): Ledger => ({
      paymentIntents: ledger.paymentIntents,
      charges: ledger.charges,
      refunds: ledger.refunds,
      disputes: ledger.disputes,
      idempotency: ledger.idempotency,
    }),
    restore(saved: unknown) {
      Object.assign(ledger, parseLedger(saved));
      for (const intent of ledger.paymentIntents) if (intent.status === "processing") settleLater(account, intent);
      for (const refund of ledger.refunds) if (refund.status === "pending") settleRefundLater(account, refund);
    },
  });
}

/** The variables of a shop that uses this Stripe. */
export function stripeEnvironment(url: string): Record<string, string> {
  return {
    STRIPE_SECRET_KEY: SECRET_KEY,
    STRIPE_PUBLISHABLE_KEY: PUBLISHABLE_KEY,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_BASE: url,
    STRIPE_JS_URL: `${url}/stripe.js`,
  };
}
