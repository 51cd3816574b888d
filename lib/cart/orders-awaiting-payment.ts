import { type SQL, sql } from "drizzle-orm";
import { inReview } from "@/db/schema/payments";
import type { CartId } from "@/lib/core/ids";

/**
 * Selects the ids of a cart's orders that await an online payment; ordering the cart again replaces them. An order with a
 * payment in progress or in review is not among them, as its customer has nothing to do.
 */
export function ordersAwaitingPayment(cartId: CartId | undefined): SQL {
  return sql`select o.id from orders o
    where o.cart_id = ${cartId ?? null}::uuid and o.status = 'pending' and o.online
      and not exists (select from payments where payments.order_id = o.id and (payments.status = 'processing' or ${inReview}))`;
}
