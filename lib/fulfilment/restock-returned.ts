import type { Tx } from "@/db/client";
import { revalidateTags } from "@/lib/catalog/revalidate-tags";
import { tags } from "@/lib/catalog/tags";
import { restock, writeOff } from "@/lib/inventory/move-stock";
import { listOrderSlugs, type Order, type OrderLine } from "@/lib/orders/queries";
import type { LineQuantity } from "@/lib/pricing/line-refund";
import { advanceFulfilment } from "./advance-fulfilment";
import { cancelOrder } from "./cancel-order";

/**
 * Puts pieces of an order back on sale, or takes those that were not sent off the shelf; `came` tells which are meant
 * first, those that came back or those that never left. What is not sent any more may end the order. False, where fewer
 * of them were out than are to be put back: the caller must roll back.
 */
export async function takeBack(
  tx: Tx,
  order: Order,
  lines: readonly OrderLine[],
  { pieces, ...how }: { pieces: readonly LineQuantity[]; restock: boolean; came: boolean },
  by: string,
  now: Date,
): Promise<boolean> {
  const goods = pieces.flatMap(({ position, quantity }) => {
    const variantId = lines.find((line) => line.position === position)?.variantId;
    return variantId ? [{ variantId, quantity }] : [];
  });
  if (!how.restock) await writeOff(tx, order.id, goods, how.came, by);
  else if (!(await restock(tx, order.id, goods, how.came, by))) return false;
  if ((await advanceFulfilment(tx, order)) === "nothing_to_send")
    await cancelOrder(tx, order.id, { actor: by, reason: "staff", note: "" }, now);
  const slugs = await listOrderSlugs(tx, order.id);
  await revalidateTags(tx, tags.listings, ...slugs.map((slug) => tags.product(slug)));
  return true;
}
