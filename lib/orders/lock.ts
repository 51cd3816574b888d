import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orders } from "@/db/schema/orders";
import type { OrderId } from "@/lib/core/ids";
import type { Order } from "./queries";

/**
 * Locks an order until the transaction ends; its key stays unlocked, so rows that only refer to it, such as a new token, needn't
 * wait. All code takes locks in this sequence: orders (by id), cart, variants (by id), coupon and last the invoice series, as
 * every transaction that issues a document waits for it.
 */
export async function lockOrder(tx: Tx, orderId: OrderId): Promise<Order> {
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for("no key update");
  if (!order) throw new Error(`no order ${orderId}`);
  return order;
}
