import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orders } from "@/db/schema/orders";
import type { OrderId } from "@/lib/core/ids";
import type { Order } from "./queries";

/**
 * The order as it is, nobody else changing it until the transaction ends. Whoever needs more than one lock takes them in
 * this order: orders, carts, variants, the series of invoices. Its key stays free: who only refers to the order, as a
 * new token does, doesn't wait.
 */
export async function lockOrder(tx: Tx, orderId: OrderId): Promise<Order> {
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for("no key update");
  if (!order) throw new Error(`no order ${orderId}`);
  return order;
}
