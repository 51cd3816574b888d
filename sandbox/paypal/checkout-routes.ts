import { z } from "zod";
import { browserScript } from "../base/browser-script";
import type { Core } from "../base/core";
import { html, type Route } from "../base/http";
import { PayPalApiError, readRequest, withErrors } from "./api-error";
import type { Bank } from "./bank";
import type { CheckoutMessage } from "./browser/paypal-js";
import { findOrder, type Ledger } from "./ledger";
import { choicePage, donePage, messagePage, waitingPage } from "./pages";
import { scriptQuerySchema } from "./requests";
import { CLIENT_ID } from "./tokens";

const CHOICES = ["paid", "declined", "pending", "vanished", "cancelled"] as const;
const choiceSchema = z.object({ token: z.string(), choice: z.enum(CHOICES) });

/** Routes for the customer's browser: the script with the buttons, and the pages where the customer decides. */
export function checkoutRoutes(core: Core, ledger: Ledger, bank: Bank): Route[] {
  const script = browserScript(`${import.meta.dirname}/browser/entry.ts`);
  const browser = (method: Route["method"], path: string, operation: string, answer: Route["answer"]): Route => ({
    method,
    path,
    operation,
    caller: "browser",
    answer,
  });

  return [
    browser("GET", "/paypal.js", "script.get", ({ url }) =>
      withErrors(() => {
        const query = readRequest(scriptQuerySchema, Object.fromEntries(url.searchParams), "query");
        if (query["client-id"] !== CLIENT_ID) throw new PayPalApiError(400, "UNKNOWN_CLIENT");
        return script();
      }),
    ),

    browser("GET", "/checkoutnow", "checkout.show", ({ url }) => {
      const token = url.searchParams.get("token");
      if (!token) return html(waitingPage());
      const order = findOrder(ledger, token, core.now());
      if (!order) return html(messagePage("PayPal no longer knows this payment."));
      if (order.status === "COMPLETED") return html(messagePage("This has already been paid."));
      const currency = url.searchParams.get("currency");
      const { amount } = order.request.purchase_units[0];
      if (currency !== null && currency !== amount.currency_code) {
        return html(messagePage(`The shop's page loaded PayPal's script for ${currency}, and the order is in ${amount.currency_code}.`));
      }
      return html(choicePage(order));
    }),

    browser("POST", "/checkoutnow", "checkout.choose", ({ body }) => {
      const { token, choice } = choiceSchema.parse(Object.fromEntries(new URLSearchParams(body)));
      const order = findOrder(ledger, token, core.now());
      if (!order || order.status === "COMPLETED") return html(messagePage("There is nothing left to decide."));
      if (choice !== "cancelled") bank.approve(token, choice === "vanished" ? "paid" : choice);
      const outcome = choice === "vanished" || choice === "cancelled" ? choice : "approved";
      const message: CheckoutMessage = { from: "paypal-sandbox", orderID: token, payerID: "SANDBOXPAYER", outcome };
      const { return_url, cancel_url } = order.request.payment_source.paypal.experience_context;
      const returnUrl = new URL(outcome === "cancelled" ? cancel_url : return_url);
      returnUrl.searchParams.set("token", token);
      if (outcome === "approved") returnUrl.searchParams.set("PayerID", message.payerID);
      return html(donePage(message, returnUrl.href));
    }),
  ];
}
