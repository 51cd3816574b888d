import { z } from "zod";
import { browserScript } from "../base/browser-script";
import { html, type Route, seeOther } from "../base/http";
import { notFound, StripeApiError } from "./api-error";
import { authenticationPage, closedTabPage } from "./browser-pages";
import { endpoint } from "./endpoint";
import type { Account } from "./ledger";
import { authenticate, getPaymentIntent } from "./payments";
import { paymentIntentResource } from "./resources";

/** Routes for the customer's browser: the script, the script's requests, and the pages. */
export function browserRoutes(account: Account): Route[] {
  const browser = (method: Route["method"], path: string, answer: Route["answer"]): Route => ({
    method,
    path,
    operation: path,
    caller: "browser",
    answer,
  });
  return [
    browser("GET", "/stripe.js", browserScript(`${import.meta.dirname}/browser/entry.ts`)),
    endpoint(
      account,
      "GET",
      "/stripe/payment_intents/:id",
      "payment_intents.retrieve_in_browser",
      z.strictObject({ client_secret: z.string() }),
      ({ client_secret }, id) => {
        const intent = getPaymentIntent(account, id);
        if (intent.clientSecret !== client_secret) throw notFound("payment_intent", id);
        return paymentIntentResource(account, intent);
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
        // A decline, or a page that was left open: the customer's return address shows the status.
        if (!(error instanceof StripeApiError)) throw error;
      }
      const returnUrl = new URL(intent.returnUrl ?? account.core.shopUrl);
      returnUrl.searchParams.set("payment_intent", intent.id);
      returnUrl.searchParams.set("payment_intent_client_secret", intent.clientSecret);
      returnUrl.searchParams.set("redirect_status", intent.status === "requires_payment_method" ? "failed" : "succeeded");
      return seeOther(returnUrl.href);
    }),
    browser("GET", "/stripe/closed-tab", () => html(closedTabPage())),
  ];
}
