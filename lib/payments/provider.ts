import type { OrderId } from "@/lib/ids";
import type { Cents } from "@/lib/money";
import type { ShopSettings } from "@/lib/settings";
import type { PaymentMethod } from "./methods";
import { bankTransfer, cashOnDelivery } from "./offline";

/** What the shop needs of a way to pay. */
export type PaymentProvider = {
  method: PaymentMethod;
  /**
   * How long stock is held for an order that is not paid, in minutes. Null: the order is confirmed when it is
   * placed and needs no hold.
   */
  holdMinutes: number | null;
  /** Paid away from the shop: the cart has done its work once the order is placed. */
  offline: boolean;
  /** Whether this way to pay can be chosen for such an order. */
  offers(order: { country: string; totalCents: Cents }, settings: ShopSettings): boolean;
  /**
   * Ends whatever is open for this order at the provider. `in_progress`: money may still come, so the hold must
   * stay; `unreachable`: nobody knows.
   */
  cancel(orderId: OrderId): Promise<"cancelled" | "in_progress" | "unreachable">;
};

const providers: readonly PaymentProvider[] = [cashOnDelivery, bankTransfer];

/** The provider behind a method, or undefined where this shop has none. */
export function findProvider(method: PaymentMethod): PaymentProvider | undefined {
  return providers.find((provider) => provider.method === method);
}

/** The methods a customer can choose from for an order of this total to this country. */
export function offeredMethods(order: { country: string; totalCents: Cents }, settings: ShopSettings): PaymentMethod[] {
  return providers.filter((provider) => provider.offers(order, settings)).map(({ method }) => method);
}
