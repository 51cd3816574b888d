import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orders } from "@/db/schema/orders";
import type { OrderId } from "@/lib/core/ids";
import type { Order } from "./queries";

/**
 * Locks an order until the transaction ends. Locks are taken in one order everywhere: orders (by id), cart, variants (by
 * id), coupon, invoice series; the series last, because everybody who issues a document waits for it. The order's key
 * stays free, so that a row that only refers to it, such as a new token, needn't wait.
 */
export async function lockOrder(tx: Tx, orderId: OrderId): Promise<Order> {
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for("no key update");
  if (!order) throw new Error(`no order ${orderId}`);
  return order;
}
