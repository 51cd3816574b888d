import { env } from "@/lib/core/env";
import type { Cents } from "@/lib/core/money";
import type { ShopSettings } from "@/lib/settings/settings";
import { PAYMENT_METHODS, type PaymentMethod, termsOf } from "./methods";

/**
 * Returns the methods a customer can choose for an order of this total, in cents, to this country (ISO 3166-1 alpha-2). An order
 * with nothing to pay has a method of its own.
 */
export function offeredMethods(order: { country: string; totalCents: Cents }, settings: ShopSettings): PaymentMethod[] {
  return PAYMENT_METHODS.filter((method) => {
    const terms = termsOf(method);
    if ((terms.kind === "nothing_to_pay") !== (order.totalCents === 0)) return false;
    const missing = terms.missing(env(), settings);
    return missing.variables.length === 0 && missing.settings.length === 0 && terms.offers(order, settings);
  });
}
