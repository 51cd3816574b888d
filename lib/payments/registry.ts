import { env } from "@/lib/core/env";
import type { Cents } from "@/lib/core/money";
import type { ShopSettings } from "@/lib/settings/settings";
import { ONLINE_METHODS, type OnlineMethod, PAYMENT_METHODS, type PaymentMethod } from "./methods";
import { bankTransfer, cashOnDelivery } from "./offline";
import { createPayPal } from "./paypal/provider";
import type { OnlineProvider, OnlineProviderName, PaymentTerms } from "./port";
import { createStripe } from "./stripe/provider";

/** The least that Stripe charges in euro: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const LEAST_CENTS = 50;

const online = (method: OnlineMethod): PaymentTerms => ({
  holdMinutes: 30,
  offline: false,
  offers: ({ totalCents }) => totalCents >= LEAST_CENTS && findOnlineProvider(ONLINE_METHODS[method]) !== undefined,
});

const terms: Record<PaymentMethod, PaymentTerms> = {
  card: online("card"),
  paypal: online("paypal"),
  cash_on_delivery: cashOnDelivery,
  bank_transfer: bankTransfer,
};

export function termsOf(method: PaymentMethod): PaymentTerms {
  return terms[method];
}

/** The methods a customer can choose from for an order of this total to this country. */
export function offeredMethods(order: { country: string; totalCents: Cents }, settings: ShopSettings): PaymentMethod[] {
  return PAYMENT_METHODS.filter((method) => terms[method].offers(order, settings));
}

const providers = new Map<OnlineProviderName, OnlineProvider | undefined>();

/** The provider, or undefined where the shop has no keys for it. */
export function findOnlineProvider(name: OnlineProviderName): OnlineProvider | undefined {
  if (!providers.has(name)) providers.set(name, name === "stripe" ? openStripe() : openPayPal());
  return providers.get(name);
}

function openStripe(): OnlineProvider | undefined {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_BASE: apiBase } = env();
  return secretKey && webhookSecret ? createStripe({ secretKey, webhookSecret, apiBase }) : undefined;
}

function openPayPal(): OnlineProvider | undefined {
  const { PAYPAL_CLIENT_ID: clientId, PAYPAL_CLIENT_SECRET: clientSecret, PAYPAL_WEBHOOK_ID: webhookId, PAYPAL_BASE_URL: baseUrl } = env();
  const webhookUrl = `${env().SITE_URL}/api/webhooks/paypal`;
  return clientId && clientSecret && webhookId ? createPayPal({ clientId, clientSecret, webhookId, webhookUrl, baseUrl }) : undefined;
}
