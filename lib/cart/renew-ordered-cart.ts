import { and, eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { carts } from "@/db/schema/carts";
import type { CartId } from "@/lib/core/ids";
import { ordersAwaitingPayment } from "./orders-awaiting-payment";

/**
 * Gives a cart a new id if its items were ordered and others were added since, because the old id is that of the order.
 * Returns the cart's id from now on, the same if nothing of it was ordered or an order still awaits its payment.
 */
export async function renewOrderedCart(db: Executor, cartId: CartId): Promise<CartId> {
  const wasOrdered = sql`exists (select from orders o where o.cart_id = ${cartId} and (o.status in ('confirmed', 'shipped', 'delivered')
    or exists (select from payments p where p.order_id = o.id and p.status = 'processing')))`;
  const [renewed] = await db
    .update(carts)
    .set({ id: sql`gen_random_uuid()` })
    .where(and(eq(carts.id, cartId), wasOrdered, sql`not exists (${ordersAwaitingPayment(cartId)})`))
    .returning({ id: carts.id });
  return renewed?.id ?? cartId;
}
