import { and, asc, eq, lte } from "drizzle-orm";
import type { Db } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { findProvider } from "@/lib/payments/provider";
import { cancelOrder } from "./cancel-order";

/** A payment that is under way at the provider keeps its stock for another while, but not for longer than this in all. */
const EXTENSION_MINUTES = 30;
const LONGEST_HOLD_DAYS = 10;

/**
 * Ends holds that ran out: first at the provider, then here. At most `limit` orders; returns how many holds it ended
 * and how many are still over their time.
 */
export async function expireHolds(db: Db, now: Date, limit: number): Promise<{ done: number; remaining: number }> {
  const overdue = and(eq(orders.status, "pending"), lte(orders.expiresAt, now));
  const batch = await db
    .select({ id: orders.id, method: orders.paymentMethod, placedAt: orders.placedAt })
    .from(orders)
    .where(overdue)
    .orderBy(asc(orders.expiresAt))
    .limit(limit);
  let done = 0;
  for (const order of batch) {
    const provider = findProvider(order.method);
    const outcome = provider ? await provider.cancel(order.id) : "unreachable";
    if (outcome === "unreachable") continue;
    const longest = new Date(order.placedAt.getTime() + LONGEST_HOLD_DAYS * 86_400_000);
    if (outcome === "in_progress" && now < longest) {
      await db
        .update(orders)
        .set({ expiresAt: new Date(Math.min(now.getTime() + EXTENSION_MINUTES * 60_000, longest.getTime())) })
        .where(and(eq(orders.id, order.id), overdue));
      continue;
    }
    const ended = await db.transaction(async (tx) => await cancelOrder(tx, order.id, { actor: "system", note: "not paid in time" }, now));
    if (ended) done += 1;
  }
  return { done, remaining: await db.$count(orders, overdue) };
}
