import { type SQL, sql } from "drizzle-orm";
import { variants } from "@/db/schema/catalog";
import { sellable } from "@/lib/catalog/variant-sql";
import type { CartId } from "@/lib/core/ids";
import { ordersAwaitingPayment } from "./orders-awaiting-payment";

/**
 * Selects the units of a variant that this cart can order: those not reserved, and those reserved by the cart's own unpaid
 * order, which must not block its customer. For statements that select from `variants`.
 */
export function sellableToCart(cartId: CartId | undefined): SQL<number> {
  return sql`(${sellable} + (select coalesce(sum(l.quantity), 0)::int from order_lines l
    where l.order_id in (${ordersAwaitingPayment(cartId)}) and l.variant_id = ${variants.id}))`.mapWith(Number);
}
