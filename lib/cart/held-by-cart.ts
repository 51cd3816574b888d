import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { CartId } from "@/lib/core/ids";
import { ordersAwaitingPayment } from "./orders-awaiting-payment";

/**
 * How many units of a variant the cart's own unpaid order holds. They count as sellable to this cart: nobody is blocked
 * by their own hold.
 */
export function heldByCart(cartId: CartId | undefined, variantId: SQLWrapper): SQL<number> {
  return sql<number>`(select coalesce(sum(l.quantity), 0)::int from order_lines l
    where l.order_id in (${ordersAwaitingPayment(cartId)}) and l.variant_id = ${variantId})`;
}
