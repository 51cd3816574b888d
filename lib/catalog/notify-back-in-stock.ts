import { and, asc, count, eq, gt, inArray, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { products, stockNotifications, variants } from "@/db/schema/catalog";
import { transact } from "@/db/transaction";
import { writeMessage } from "@/lib/outbox/write-message";
import { nameVariants } from "./name-variants";
import { isOffered, sellable } from "./variant-sql";

/** Matches an open request whose variant is available. Open requests have their own index. */
const isDue = and(isNull(stockNotifications.notifiedAt), gt(sellable, 0), isOffered);
const ofVariant = eq(variants.id, stockNotifications.variantId);
const ofProduct = eq(products.id, variants.productId);

/**
 * Notifies at most `limit` people whose variant is available again. A request is marked in the transaction that writes its
 * mail, and two workers never take the same one. Returns how many were notified and how many are still to be.
 */
export async function notifyBackInStock(db: Db, now: Date, limit: number): Promise<{ done: number; remaining: number }> {
  const done = await transact(db, async (tx) => {
    const requests = await tx
      .select({
        id: stockNotifications.id,
        variantId: stockNotifications.variantId,
        recipient: stockNotifications.email,
        locale: stockNotifications.locale,
      })
      .from(stockNotifications)
      .innerJoin(variants, ofVariant)
      .innerJoin(products, ofProduct)
      .where(isDue)
      .orderBy(asc(stockNotifications.createdAt))
      .limit(limit)
      .for("update", { of: stockNotifications, skipLocked: true });
    if (requests.length === 0) return 0;
    const ids = requests.map(({ id }) => id);
    await tx.update(stockNotifications).set({ notifiedAt: now }).where(inArray(stockNotifications.id, ids));
    const names = await nameVariants(
      tx,
      requests.map(({ variantId }) => variantId),
    );
    for (const { id, variantId, recipient, locale } of requests) {
      const named = names.get(variantId);
      if (!named) throw new Error(`variant ${variantId} has no name`);
      const { name, options, slug } = named;
      const data = { name, options, slug };
      await writeMessage(tx, { kind: "back_in_stock", recipient, locale, dedupeKey: `back_in_stock:${id}`, data });
    }
    return requests.length;
  });
  const [left] = await db
    .select({ count: count() })
    .from(stockNotifications)
    .innerJoin(variants, ofVariant)
    .innerJoin(products, ofProduct)
    .where(isDue);
  return { done, remaining: left?.count ?? 0 };
}
