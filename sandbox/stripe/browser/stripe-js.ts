import type { PaymentIntentResult, StripeElementsOptionsClientSecret, StripeElementsOptionsMode, StripeError } from "@stripe/stripe-js";
import { createElements, type Elements, states } from "./elements";
import type { Card } from "./parse-card";

// Stands in for Stripe's browser script: `window.Stripe`, with the part that the shop uses.

/** A test compares it with the types of the real script. */
export type BrowserStripe = {
  elements(options: StripeElementsOptionsClientSecret | StripeElementsOptionsMode): Elements;
  confirmPayment(options: {
    elements: object;
    clientSecret?: string;
    confirmParams: { return_url: string };
    redirect?: "always" | "if_required";
  }): Promise<PaymentIntentResult>;
  retrievePaymentIntent(clientSecret: string): Promise<PaymentIntentResult>;
};

export function createStripe(publishableKey: string, sandbox: string): BrowserStripe {
  if (!publishableKey.startsWith("pk_")) throw new Error("You should not use your secret key with Stripe.js.");

  async function call(path: string, init: RequestInit): Promise<PaymentIntentResult> {
    try {
      const response = await fetch(`${sandbox}${path}`, { ...init, headers: { authorization: `Bearer ${publishableKey}` } });
      const answer = await response.json();
      return response.ok ? { paymentIntent: answer } : { error: answer.error };
    } catch {
      return { error: { type: "api_connection_error", message: "We are experiencing issues connecting to our payments provider." } };
    }
  }

  function retrieve(clientSecret: string): Promise<PaymentIntentResult> {
    const query = new URLSearchParams({ client_secret: clientSecret });
    return call(`/stripe/payment_intents/${idOf(clientSecret)}?${query}`, {});
  }

  function confirm(clientSecret: string, card: Card, returnUrl: string): Promise<PaymentIntentResult> {
    const body = new URLSearchParams({
      client_secret: clientSecret,
      return_url: returnUrl,
      "payment_method_data[type]": "card",
      "payment_method_data[card][number]": card.number,
      "payment_method_data[card][exp_month]": String(card.expMonth),
      "payment_method_data[card][exp_year]": String(card.expYear),
      "payment_method_data[card][cvc]": card.securityCode,
    });
    return call(`/v1/payment_intents/${idOf(clientSecret)}/confirm`, { method: "POST", body });
  }

  return {
    elements: createElements,
    retrievePaymentIntent: retrieve,

    async confirmPayment({ elements, clientSecret, confirmParams, redirect = "always" }) {
      const state = states.get(elements);
      if (state === undefined) throw new Error("These elements were not created by this script.");
      const secret = clientSecret ?? state.clientSecret;
      if (secret === undefined) throw new Error("A client secret is needed to confirm a payment.");
      if (state.amount !== undefined && !state.submitted)
        throw new Error("elements.submit() must be called before stripe.confirmPayment().");
      const card = state.card();
      if (card === undefined) return refused("validation_error", "Your card's details are incomplete.");
      if (state.amount !== undefined) {
        const { paymentIntent, error } = await retrieve(secret);
        if (error) return { error };
        if (paymentIntent.amount !== state.amount) {
          return refused("invalid_request_error", "The amount of the elements differs from the PaymentIntent's.");
        }
      }

      const result = await confirm(secret, card, confirmParams.return_url);
      if (result.error) {
        state.show(result.error);
        return result;
      }
      const { id, status, next_action } = result.paymentIntent;
      if (next_action?.redirect_to_url?.url) return leaveFor(next_action.redirect_to_url.url);
      if (state.closesTab()) return leaveFor(`${sandbox}/stripe/closed-tab`);
      if (redirect === "if_required") return result;
      const returnUrl = new URL(confirmParams.return_url);
      returnUrl.searchParams.set("payment_intent", id);
      returnUrl.searchParams.set("payment_intent_client_secret", secret);
      returnUrl.searchParams.set("redirect_status", status === "succeeded" ? "succeeded" : "pending");
      return leaveFor(returnUrl.href);
    },
  };
}

function refused(type: StripeError["type"], message: string): PaymentIntentResult {
  return { error: { type, message } };
}

/** Never resolves, because the browser leaves the page. */
function leaveFor(address: string): Promise<never> {
  window.location.assign(address);
  return new Promise(() => {});
}

/** The intent's id, which its secret begins with. */
function idOf(clientSecret: string): string {
  return clientSecret.split("_secret_")[0] ?? "";
}
