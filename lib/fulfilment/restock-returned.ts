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

type GivenUp = { items: readonly LineQuantity[]; first: UnitsFirst };

/**
 * Puts items of an order back on sale. They are not sent any more, which may end the order. Returns false where fewer of
 * them are out: the caller must roll back.
 */
export async function restockReturned(tx: Tx, order: Order, { items, first }: GivenUp, context: CommandContext): Promise<boolean> {
  if (!(await restock(tx, order.id, await listStock(tx, order.id, items), first, context))) return false;
  await followStock(tx, order, context);
  return true;
}

/** Takes those of an order's items that never left off the shelf. They are not sent any more, which may end the order. */
export async function writeOffUnsent(tx: Tx, order: Order, { items, first }: GivenUp, context: CommandContext): Promise<void> {
  await writeOff(tx, order.id, await listStock(tx, order.id, items), first, context);
  await followStock(tx, order, context);
}

/** The items' variants; what was deleted from the catalogue has no stock. */
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
