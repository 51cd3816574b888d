import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { CartId } from "@/lib/ids";

/** Orders of the cart that wait to be paid online: ordering it again takes their place. */
export function waitingOrders(cartId: CartId | undefined): SQL {
  return sql`select id from orders
    where cart_id = ${cartId ?? null}::uuid and status = 'pending' and payment_method in ('card', 'paypal')`;
}

/**
 * How many units of a variant the cart's own unpaid order holds. They count as sellable to this cart: nobody is blocked
 * by their own hold.
 */
export function heldByCart(cartId: CartId | undefined, variantId: SQLWrapper): SQL<number> {
  return sql<number>`(select coalesce(sum(l.quantity), 0)::int from order_lines l
    where l.order_id in (${waitingOrders(cartId)}) and l.variant_id = ${variantId})`;
}
