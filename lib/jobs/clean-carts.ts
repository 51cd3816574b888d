import { and, asc, eq, lt, notExists, notInArray, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { carts } from "@/db/schema/carts";
import { orders } from "@/db/schema/orders";

const CART_DAYS = 8;

/**
 * Deletes at most `limit` carts untouched for more than eight days, with their lines. Skips a cart with an open order (not
 * yet delivered or cancelled), and one that a shopper is changing at the moment.
 */
export async function cleanCarts(db: Db, now: Date, limit: number): Promise<{ done: number; remaining: number }> {
  const deleted = await deleteAbandoned(db, now, limit);
  return { done: deleted.length, remaining: await db.$count(carts, abandoned(db, now)) };
}

/** Deletes one batch. The array makes the planner find each cart by its key instead of reading them all. */
export function deleteAbandoned(db: Db, now: Date, limit: number) {
  const batch = db
    .select({ id: carts.id })
    .from(carts)
    .where(abandoned(db, now))
    .orderBy(asc(carts.touchedAt))
    .limit(limit)
    .for("update", { skipLocked: true });
  return db.delete(carts).where(sql`${carts.id} = any(array(${batch}))`).returning({ id: carts.id });
}

function abandoned(db: Db, now: Date) {
  const openOrder = db
    .select({ one: sql`1` })
    .from(orders)
    .where(and(eq(orders.cartId, carts.id), notInArray(orders.status, ["delivered", "cancelled"])));
  return and(lt(carts.touchedAt, new Date(now.getTime() - CART_DAYS * 86_400_000)), notExists(openOrder));
}
