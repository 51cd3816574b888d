import type { Env } from "@/lib/core/env";
import type { Cents } from "@/lib/core/money";
import type { ShopSettings } from "@/lib/settings/settings";
import type { OnlineProvider } from "./online-provider";

type Terms = {
  /** How long stock is held for an unpaid order, in minutes; null if the order is confirmed when it is placed. */
  holdMinutes: number | null;
  /** Returns whether the order's amount and destination allow this method. */
  offers(order: { country: string; totalCents: Cents }, settings: ShopSettings): boolean;
  /** Returns the names of the variables and settings that must be set before this method can be chosen. */
  missing(environment: Env, settings: ShopSettings): { variables: string[]; settings: string[] };
};

type PaidTerms = Terms & {
  /** The source of the money: the `provider` of payments, attempts and events, and the last part of the webhook's address. */
  source: string;
};

/** A method paid through a provider while the customer is at the screen, and refunded through the same provider. */
export type OnlineTerms = PaidTerms & {
  kind: "online";
  /** Opens the provider, loading its code on first use; undefined if the shop has no keys for it. */
  open(environment: Env): Promise<OnlineProvider | undefined>;
  /** Returns the details a page needs to load the provider's script; null if the shop has no keys for it. */
  script(environment: Env): ProviderScript | null;
  /** Returns the origins that a payment page's Content-Security-Policy and Permissions-Policy must allow. */
  allows(environment: Env): ProviderSources;
};

/**
 * A method paid outside the shop, by `transfer` to its account or to the courier `on_delivery`. Staff record the money and
 * transfer refunds to the customer's account; the cart is cleared as soon as the order is placed.
 */
export type OfflineTerms = PaidTerms & { kind: "transfer" | "on_delivery" };

/** The method of orders that cost nothing. It brings no money and is confirmed when it is placed. */
export type FreeTerms = Terms & { kind: "nothing_to_pay"; holdMinutes: null };

/** The properties of a payment method. Each adapter exports its own, and the registry lists them. */
export type PaymentTerms = OnlineTerms | OfflineTerms | FreeTerms;

/** Contains no secrets. `address` is the stand-in's, or null for the provider's own. */
export type ProviderScript = { publicKey: string; address: string | null };

/** Origins in the form that the two policies use. `wallets` may request a payment from the browser. */
export type ProviderSources = { frames: string[]; calls: string[]; pictures: string[]; wallets: string[] };

/** How long stock is held for an order that is paid online. */
export const ONLINE_HOLD_MINUTES = 30;

/** Returns the origins of the stand-ins that the environment sets in place of a provider. */
export function originsOf(...addresses: readonly (string | undefined)[]): string[] {
  return addresses.flatMap((address) => (address ? [new URL(address).origin] : []));
}
