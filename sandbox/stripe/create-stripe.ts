import type { Core } from "../base/core";
import type { ProviderModule } from "../base/provider-module";
import { notFound, withErrors } from "./api-error";
import { apiRoutes } from "./api-routes";
import { browserRoutes } from "./browser-routes";
import { type CustomerActions, controlRoutes, customerActions } from "./customer-actions";
import { failOncePerKey, PUBLISHABLE_KEY, SECRET_KEY } from "./endpoint";
import { signatureHeader, WEBHOOK_SECRET } from "./events";
import { type Account, type Charge, createLedger, type Dispute, type MutablePaymentIntent, type Refund } from "./ledger";
import { stripeOverview } from "./overview";
import { settleLater } from "./payments";
import { settleRefundLater } from "./refunds";

/** The records are listed oldest first. */
export type StripeSandbox = ProviderModule &
  CustomerActions & {
    readonly paymentIntents: readonly MutablePaymentIntent[];
    readonly charges: readonly Charge[];
    readonly refunds: readonly Refund[];
    readonly disputes: readonly Dispute[];
  };

/** @param processingMs how long a delayed payment takes to succeed by itself; without it, it waits for `settle` */
export function createStripe(core: Core, processingMs: number | undefined): StripeSandbox {
  const ledger = createLedger(core);
  const account: Account = { core, ledger, processingMs };
  const actions = customerActions(account);
  return {
    name: "stripe",
    routes: [...apiRoutes(account), ...browserRoutes(account), ...controlRoutes(actions)],
    notFound: () =>
      withErrors(() => {
        throw notFound("payment_intent", "pi_of_another_account");
      }),
    serverError: (route, request) => failOncePerKey(account, route, request),
    webhook: {
      path: "/api/webhooks/stripe",
      sign: ({ body }, now) => ({ "stripe-signature": signatureHeader(body, now) }),
    },
    overview: (limit) => stripeOverview(account, limit),
    state: () => Object.fromEntries(Object.entries(ledger).map(([name, collection]) => [name, collection.list()])),
    resume() {
      for (const intent of ledger.paymentIntents.list()) if (intent.status === "processing") settleLater(account, intent);
      for (const refund of ledger.refunds.list()) if (refund.status === "pending") settleRefundLater(account, refund);
    },
    ...actions,
    get paymentIntents() {
      return ledger.paymentIntents.list();
    },
    get charges() {
      return ledger.charges.list();
    },
    get refunds() {
      return ledger.refunds.list();
    },
    get disputes() {
      return ledger.disputes.list();
    },
  };
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
