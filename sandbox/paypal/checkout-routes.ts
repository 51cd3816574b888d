import { z } from "zod";
import { html, script } from "../answers";
import { bundleScript } from "../bundle-script";
import type { Core, Route } from "../provider-module";
import type { Bank } from "./bank";
import type { CheckoutMessage } from "./browser/checkout-message";
import { findOrder, type Ledger } from "./ledger";
import { choicePage, donePage, messagePage, waitingPage } from "./pages";
import { Refusal, readRequest, refuse } from "./refusal";
import { scriptQuerySchema } from "./requests";
import { CLIENT_ID } from "./tokens";

const CHOICES = ["paid", "declined", "pending", "vanished", "cancelled"] as const;
const choiceSchema = z.object({ token: z.string(), choice: z.enum(CHOICES) });

/** What the customer's browser loads: the script with the buttons, and the pages where the customer decides. */
export function checkoutRoutes(core: Core, ledger: () => Ledger, bank: Bank): Route[] {
  let bundled: Promise<string> | undefined;
  const browser = (method: Route["method"], path: string, operation: string, answer: Route["answer"]): Route => ({
    method,
    path,
    operation,
    caller: "browser",
    answer,
  });

  return [
    browser("GET", "/paypal.js", "script.get", async ({ url }) => {
      try {
        const query = readRequest(scriptQuerySchema, Object.fromEntries(url.searchParams), "query");
        if (query["client-id"] !== CLIENT_ID) throw new Refusal(400, "UNKNOWN_CLIENT");
        bundled ??= bundleScript(`${import.meta.dirname}/browser/entry.ts`);
        return script(await bundled);
      } catch (error) {
        if (error instanceof Refusal) return refuse(error);
        throw error;
      }
    }),

    browser("GET", "/checkoutnow", "checkout.show", ({ url }) => {
      const token = url.searchParams.get("token");
      if (!token) return html(waitingPage());
      const order = findOrder(ledger(), token, core.now());
      if (!order) return html(messagePage("PayPal does not know this payment any more."));
      if (order.status === "COMPLETED") return html(messagePage("This is paid already."));
      const currency = url.searchParams.get("currency");
      const { amount } = order.request.purchase_units[0];
      if (currency !== null && currency !== amount.currency_code) {
        return html(messagePage(`The shop's page loaded PayPal's script for ${currency}, and the order is in ${amount.currency_code}.`));
      }
      return html(choicePage(order));
    }),

    browser("POST", "/checkoutnow", "checkout.choose", ({ body }) => {
      const { token, choice } = choiceSchema.parse(Object.fromEntries(new URLSearchParams(body)));
      const order = findOrder(ledger(), token, core.now());
      if (!order || order.status === "COMPLETED") return html(messagePage("There is nothing left to decide."));
      if (choice !== "cancelled") bank.approve(token, choice === "vanished" ? "paid" : choice);
      const outcome = choice === "vanished" || choice === "cancelled" ? choice : "approved";
      const message: CheckoutMessage = { from: "paypal-sandbox", orderID: token, payerID: "SANDBOXPAYER", outcome };
      const { return_url, cancel_url } = order.request.payment_source.paypal.experience_context;
      const back = new URL(outcome === "cancelled" ? cancel_url : return_url);
      back.searchParams.set("token", token);
      if (outcome === "approved") back.searchParams.set("PayerID", message.payerID);
      return html(donePage(message, back.href));
    }),
  ];
}
