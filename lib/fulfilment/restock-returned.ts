import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orderLines } from "@/db/schema/orders";
import { revalidateTags } from "@/lib/catalog/revalidate-tags";
import { tags } from "@/lib/catalog/tags";
import type { CommandContext } from "@/lib/core/actor";
import type { OrderId } from "@/lib/core/ids";
import { restock, type StockLine, type UnitsFirst, writeOff } from "@/lib/inventory/move-stock";
import { listOrderSlugs, type Order } from "@/lib/orders/queries";
import type { LineQuantity } from "@/lib/pricing/line-refund";
import { advanceFulfilment } from "./advance-fulfilment";
import { cancelOrder } from "./cancel-order";

type ReturnedItems = { items: readonly LineQuantity[]; first: UnitsFirst };

/**
 * Puts items of an order back on sale; unsent ones will no longer be sent, which may complete or cancel the order. Returns
 * false if the order has fewer units to restock: the caller must roll back.
 */
export async function restockReturned(tx: Tx, order: Order, { items, first }: ReturnedItems, context: CommandContext): Promise<boolean> {
  if (!(await restock(tx, order.id, await listStock(tx, order.id, items), first, context))) return false;
  await followStock(tx, order, context);
  return true;
}

/** Writes off the unsent ones of these items. They will no longer be sent, which may complete or cancel the order. */
export async function writeOffUnsent(tx: Tx, order: Order, { items, first }: ReturnedItems, context: CommandContext): Promise<void> {
  await writeOff(tx, order.id, await listStock(tx, order.id, items), first, context);
  await followStock(tx, order, context);
}

/** Lists the items' variants; variants deleted from the catalogue have no stock. */
async function listStock(tx: Tx, orderId: OrderId, items: readonly LineQuantity[]): Promise<StockLine[]> {
  const lines = await tx
    .select({ position: orderLines.position, variantId: orderLines.variantId })
    .from(orderLines)
    .where(eq(orderLines.orderId, orderId));
  return items.flatMap(({ position, quantity }) => {
    const variantId = lines.find((line) => line.position === position)?.variantId;
    return variantId ? [{ variantId, quantity }] : [];
  });
}

async function followStock(tx: Tx, order: Order, context: CommandContext): Promise<void> {
  if ((await advanceFulfilment(tx, order)) === "nothing_to_send") {
    await cancelOrder(tx, order.id, { reason: "staff", note: "" }, context);
  }
  const slugs = await listOrderSlugs(tx, order.id);
  await revalidateTags(tx, tags.listings, ...slugs.map((slug) => tags.product(slug)));
}
