import { z } from "zod";
import { html, script, seeOther } from "../answers";
import { bundleScript } from "../bundle-script";
import type { Route } from "../provider-module";
import { authenticationPage, closedTabPage } from "./browser-pages";
import { endpoint } from "./endpoint";
import { missing, StripeFailure } from "./failure";
import type { Account } from "./ledger";
import { authenticate, getPaymentIntent } from "./payments";
import { paymentIntentShape } from "./shapes";

/** What the customer's browser asks of Stripe: its script, its pages, and what the script asks. */
export function browserRoutes(account: Account): Route[] {
  let bundled: Promise<string> | undefined;
  const browser = (method: Route["method"], path: string, answer: Route["answer"]): Route => ({
    method,
    path,
    operation: path,
    caller: "browser",
    answer,
  });
  return [
    browser("GET", "/stripe.js", async () => {
      bundled ??= bundleScript(`${import.meta.dirname}/browser/entry.ts`);
      return script(await bundled);
    }),
    endpoint(
      account,
      "GET",
      "/stripe/payment_intents/:id",
      "payment_intents.retrieve_in_browser",
      z.strictObject({ client_secret: z.string() }),
      ({ client_secret }, id) => {
        const intent = getPaymentIntent(account, id);
        if (intent.clientSecret !== client_secret) throw missing("payment_intent", id);
        return paymentIntentShape(account, intent);
      },
      "browser",
    ),
    browser("GET", "/stripe/authentication/:id", ({ id }) => html(authenticationPage(getPaymentIntent(account, id)))),
    browser("POST", "/stripe/authentication/:id", ({ id, body }) => {
      const { outcome } = z.object({ outcome: z.enum(["complete", "fail"]) }).parse(Object.fromEntries(new URLSearchParams(body)));
      const intent = getPaymentIntent(account, id);
      try {
        authenticate(account, intent, outcome);
      } catch (error) {
        // A decline, or a page that was left open: the address the customer comes back to says how it stands.
        if (!(error instanceof StripeFailure)) throw error;
      }
      const back = new URL(intent.returnUrl ?? account.core.shopUrl);
      back.searchParams.set("payment_intent", intent.id);
      back.searchParams.set("payment_intent_client_secret", intent.clientSecret);
      back.searchParams.set("redirect_status", intent.status === "requires_payment_method" ? "failed" : "succeeded");
      return seeOther(back.href);
    }),
    browser("GET", "/stripe/closed-tab", () => html(closedTabPage())),
  ];
}
