import type { Stripe } from "@stripe/stripe-js";
import type { ProviderScript } from "@/lib/payments/port/payment-terms";
import { pageNonce } from "./page-nonce";

let opening: Promise<Stripe> | undefined;

/** Loads Stripe's script on the first call, once per page. A failed load is tried again on the next call. */
export function openStripe(source: ProviderScript): Promise<Stripe> {
  opening ??= load(source).catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

async function load({ publicKey, address }: ProviderScript): Promise<Stripe> {
  const { loadStripe } = await import("@stripe/stripe-js/pure");
  // `loadStripe` uses an existing window.Stripe.
  if (address && !("Stripe" in window)) await addScript(address);
  const stripe = await loadStripe(publicKey);
  if (!stripe) throw new Error("Stripe's script runs in browsers only");
  return stripe;
}

function addScript(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.nonce = pageNonce();
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error("the script did not load"));
    };
    document.head.append(script);
  });
}
