import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orderLines } from "@/db/schema/orders";
import { revalidateTags } from "@/lib/catalog/revalidate-tags";
import { tags } from "@/lib/catalog/tags";
import type { CommandContext } from "@/lib/core/actor";
import type { OrderId } from "@/lib/core/ids";
import { type ReturnedStock, releaseStock, restock, writeOff } from "@/lib/inventory/move-stock";
import { lockOrder } from "@/lib/orders/lock";
import { listOrderSlugs, type Order } from "@/lib/orders/queries";
import type { LineQuantity } from "@/lib/pricing/line-refund";
import { advanceFulfilment, listUnsent } from "./advance-fulfilment";
import { cancelOrder } from "./cancel-order";

/** Items that an order no longer contains; the customer has `sent` of them. */
export type ReturnedItem = LineQuantity & { sent: number };

/** `reason`: whose decision it is, if the order is cancelled because nothing of it is left. */
type Returned = { items: readonly ReturnedItem[]; reason: "customer" | "staff" };

/**
 * Puts items of an order back on sale; unsent ones will no longer be sent, which may complete or cancel the order. Returns
 * false if the order has fewer units to restock: the caller must roll back.
 */
export async function restockReturned(tx: Tx, order: Order, { items, reason }: Returned, context: CommandContext): Promise<boolean> {
  if (!(await restock(tx, order.id, await listStock(tx, order.id, items), context))) return false;
  await followStock(tx, order, reason, context);
  return true;
}

/** Writes off the unsent ones of these items. They will no longer be sent, which may complete or cancel the order. */
export async function writeOffUnsent(tx: Tx, order: Order, { items, reason }: Returned, context: CommandContext): Promise<void> {
  await writeOff(tx, order.id, await listStock(tx, order.id, items), context);
  await followStock(tx, order, reason, context);
}

/** Lists the items' variants; variants deleted from the catalogue have no stock. */
async function listStock(tx: Tx, orderId: OrderId, items: readonly ReturnedItem[]): Promise<ReturnedStock[]> {
  const lines = await tx
    .select({ position: orderLines.position, variantId: orderLines.variantId })
    .from(orderLines)
    .where(eq(orderLines.orderId, orderId));
  return items.flatMap(({ position, quantity, sent }) => {
    const variantId = lines.find((line) => line.position === position)?.variantId;
    return variantId ? [{ variantId, quantity, sent }] : [];
  });
}

/**
 * Stops an order of which nothing is paid any more: unsent items go back on sale, and it is cancelled unless a parcel has left.
 * Returns whether there was anything to stop. Call it under the order's lock.
 */
export async function stopUnsent(tx: Tx, orderId: OrderId, context: CommandContext): Promise<boolean> {
  const order = await lockOrder(tx, orderId);
  if (order.status !== "confirmed" || (await listUnsent(tx, orderId)).every(({ quantity }) => quantity <= 0)) return false;
  if (await cancelOrder(tx, orderId, { reason: "staff", note: "" }, context)) return true;
  await releaseStock(tx, orderId, context);
  await followStock(tx, order, "staff", context);
  return true;
}

async function followStock(tx: Tx, order: Order, reason: Returned["reason"], context: CommandContext): Promise<void> {
  if ((await advanceFulfilment(tx, order)) === "nothing_to_send") {
    await cancelOrder(tx, order.id, { reason, note: "" }, context);
  }
  const slugs = await listOrderSlugs(tx, order.id);
  await revalidateTags(tx, tags.listings, ...slugs.map((slug) => tags.product(slug)));
}
