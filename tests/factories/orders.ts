import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { orders } from "@/db/schema/orders";
import type { OrderId } from "@/lib/core/ids";
import { findOpenAttempt } from "@/lib/payments/attempts";
import type { OnlineMethod } from "@/lib/payments/methods";
import { startPayment } from "@/lib/settlement/start-payment";

/** Starts the payment of an order and returns the provider's reference for it. */
export async function startedRef(db: Db, orderId: OrderId, method: OnlineMethod, now: Date): Promise<string> {
  const started = await startPayment(db, orderId, method, now);
  if (!started.ok) throw new Error(started.error);
  const ref = (await findOpenAttempt(db, orderId))?.providerRef;
  if (!ref) throw new Error("no attempt is open");
  return ref;
}

export async function getOrder(db: Db, orderId: OrderId) {
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  if (!order) throw new Error(`no order ${orderId}`);
  return order;
}
