import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orderEvents, orders } from "@/db/schema/orders";
import { notifyChanged } from "@/lib/catalog/notify-changed";
import { tags } from "@/lib/catalog/tags";
import type { OrderId } from "@/lib/ids";
import { releaseStock } from "@/lib/inventory/move-stock";
import { returnCoupon } from "@/lib/promotions/redeem-coupon";
import { listOrderSlugs } from "./queries";
import { NEXT_STATUS, ORDER_STATUSES } from "./status";
import type { CancelReason } from "./types";

const CANCELLABLE = ORDER_STATUSES.filter((status) => NEXT_STATUS[status].some((next) => next === "cancelled"));

/**
 * Cancels an order where its status allows it: stock and coupon go back with it. Returns false, having done nothing,
 * where it does not. What is open at a payment provider must have been ended before. The order's row is locked from here to the end of the transaction.
 */
export async function cancelOrder(
  tx: Tx,
  orderId: OrderId,
  by: { actor: string; reason: CancelReason; note: string },
  now: Date,
): Promise<boolean> {
  const [cancelled] = await tx
    .update(orders)
    .set({ status: "cancelled", cancelledAt: now, cancelReason: by.reason, expiresAt: null })
    .where(and(eq(orders.id, orderId), inArray(orders.status, CANCELLABLE)))
    .returning({ id: orders.id });
  if (!cancelled) return false;
  await releaseStock(tx, orderId, by.actor);
  await returnCoupon(tx, orderId);
  await tx.insert(orderEvents).values({ orderId, kind: "cancelled", actor: by.actor, note: by.note, createdAt: now });
  const slugs = await listOrderSlugs(tx, orderId);
  await notifyChanged(tx, tags.listings, ...slugs.map((slug) => tags.product(slug)));
  return true;
}
