import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { carts } from "@/db/schema/carts";
import { orderEvents } from "@/db/schema/orders";
import type { CartId, OrderId } from "@/lib/core/ids";

/**
 * Removes an order's items from its cart at the first of processing and paid, never again: the same item in the cart later is
 * another one. A cart without any is deleted, so its id means nothing from then on.
 */
export async function clearOrderedItems(tx: Tx, order: { id: OrderId; cartId: CartId; couponCode: string | null }): Promise<void> {
  const isCleared = and(eq(orderEvents.orderId, order.id), inArray(orderEvents.kind, ["payment_processing", "payment_received"]));
  if ((await tx.$count(orderEvents, isCleared)) > 0) return;
  const [cart] = await tx.select({ couponCode: carts.couponCode }).from(carts).where(eq(carts.id, order.cartId)).for("no key update");
  if (!cart) return;
  if (order.couponCode) {
    await tx
      .update(carts)
      .set({ couponCode: null })
      .where(and(eq(carts.id, order.cartId), eq(sql`upper(${carts.couponCode})`, order.couponCode.toUpperCase())));
  }
  await tx.execute(sql`
    with ordered as (
      select variant_id, sum(quantity)::int as quantity from order_lines where order_id = ${order.id} group by variant_id),
    lessened as (
      update cart_lines set quantity = cart_lines.quantity - ordered.quantity from ordered
      where cart_id = ${order.cartId} and cart_lines.variant_id = ordered.variant_id and cart_lines.quantity > ordered.quantity)
    delete from cart_lines using ordered
    where cart_id = ${order.cartId} and cart_lines.variant_id = ordered.variant_id and cart_lines.quantity <= ordered.quantity`);
  await tx.delete(carts).where(and(eq(carts.id, order.cartId), sql`not exists (select from cart_lines where cart_id = ${order.cartId})`));
}
