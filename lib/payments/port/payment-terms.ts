import type { Env } from "@/lib/core/env";
import type { Cents } from "@/lib/core/money";
import type { ShopSettings } from "@/lib/settings/settings";
import type { OnlineProvider } from "./online-provider";

type Terms = {
  /** How long stock is held for an unpaid order, in minutes. Null: the order is confirmed when it is placed. */
  holdMinutes: number | null;
  /** Where its money comes from: the `provider` of payments, attempts and events, and the last part of a webhook's address. */
  source: string;
  /** Whether this method can be chosen for such an order, as far as its amount and destination go. */
  offers(order: { country: string; totalCents: Cents }, settings: ShopSettings): boolean;
  /** What has to be set before anybody can choose this method, by name. */
  missing(environment: Env, settings: ShopSettings): { variables: string[]; settings: string[] };
};

/** Paid through a provider, while the customer is at the screen; a refund goes back through that provider. */
export type OnlineTerms = Terms & {
  kind: "online";
  /** Opens the provider, whose code is loaded when it is first wanted; undefined where the shop has no keys for it. */
  open(environment: Env): Promise<OnlineProvider | undefined>;
  /** What a page needs to load the provider's script; null where the shop has no keys for it. */
  script(environment: Env): ProviderScript | null;
  /** What the Content-Security-Policy and the Permissions-Policy of a page that pays allow. */
  allows(environment: Env): ProviderSources;
};

/**
 * Paid away from the shop, by `transfer` to its account or to the courier `on_delivery`: staff record the money, and
 * transfer a refund to the customer's account. The cart has done its work once the order is placed.
 */
export type OfflineTerms = Terms & { kind: "transfer" | "on_delivery" };

/** What the shop needs to know about a method of payment. An adapter says it, the registry lists the adapters. */
export type PaymentTerms = OnlineTerms | OfflineTerms;

/** Nothing in it is secret. `address` is a stand-in's; null is the provider's own. */
export type ProviderScript = { publicKey: string; address: string | null };

/** Origins, as the two policies write them. `wallets` may ask the browser for a payment. */
export type ProviderSources = { frames: string[]; calls: string[]; pictures: string[]; wallets: string[] };

/** How long the stock of an order that is paid online waits for the customer. */
export const ONLINE_HOLD_MINUTES = 30;

/** The origins of stand-ins that the environment names in a provider's place. */
export function originsOf(...addresses: readonly (string | undefined)[]): string[] {
  return addresses.flatMap((address) => (address ? [new URL(address).origin] : []));
}
