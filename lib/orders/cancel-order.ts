import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { shipments } from "@/db/schema/shipments";
import { notifyChanged } from "@/lib/catalog/notify-changed";
import { tags } from "@/lib/catalog/tags";
import type { OrderId } from "@/lib/ids";
import { releaseStock } from "@/lib/inventory/move-stock";
import { returnCoupon } from "@/lib/promotions/redeem-coupon";
import { addEvent } from "./add-event";
import { lockOrder } from "./lock-order";
import { listOrderSlugs } from "./queries";
import { canBecome } from "./status";
import type { CancelReason } from "./types";

/**
 * Cancels an order where its status allows it and nothing of it was sent: stock and coupon go back with it. Returns
 * false, having done nothing, where it does not. What is open at a payment provider must have been ended before.
 */
export async function cancelOrder(
  tx: Tx,
  orderId: OrderId,
  by: { actor: string; reason: CancelReason; note: string },
  now: Date,
): Promise<boolean> {
  const { status } = await lockOrder(tx, orderId);
  if (!canBecome(status, "cancelled") || (await tx.$count(shipments, eq(shipments.orderId, orderId))) > 0) return false;
  await tx
    .update(orders)
    .set({ status: "cancelled", cancelledAt: now, cancelReason: by.reason, expiresAt: null })
    .where(eq(orders.id, orderId));
  await releaseStock(tx, orderId, by.actor);
  await returnCoupon(tx, orderId);
  await addEvent(tx, orderId, "cancelled", now, by.actor, by.note);
  const slugs = await listOrderSlugs(tx, orderId);
  await notifyChanged(tx, tags.listings, ...slugs.map((slug) => tags.product(slug)));
  return true;
}
