import { and, asc, eq, lte } from "drizzle-orm";
import type { Db } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { transact } from "@/db/transaction";
import { raiseAlert, resolveAlert } from "@/lib/alerts/raise-alert";
import { SYSTEM } from "@/lib/core/actor";
import { log } from "@/lib/core/log";
import { cancelOrder } from "@/lib/fulfilment/cancel-order";
import { lockOrder } from "@/lib/orders/lock";
import type { Order } from "@/lib/orders/queries";
import { closeAttempt, findOpenAttempt } from "@/lib/payments/attempts";
import { type EndedPayment, endPayment } from "./end-payment";

/** A payment under way at the provider extends the hold by this much each time, up to `LONGEST_HOLD_DAYS` after the order was placed. */
const EXTENSION_MINUTES = 30;
const LONGEST_HOLD_DAYS = 10;
/** How long to wait before asking an unreachable provider again. */
const RETRY_MINUTES = 5;

/**
 * Ends overdue holds, first at the provider and then in the shop, for at most `limit` orders. Returns how many holds it ended
 * and how many are still overdue.
 */
export async function expireHolds(db: Db, now: Date, limit: number): Promise<{ done: number; remaining: number }> {
  const overdue = and(eq(orders.status, "pending"), lte(orders.expiresAt, now));
  const batch = await db.select().from(orders).where(overdue).orderBy(asc(orders.expiresAt)).limit(limit);
  let done = 0;
  for (const order of batch) {
    try {
      if (await endHold(db, order, await endPayment(db, order.id, now), now)) done += 1;
    } catch (error) {
      // One order's failure must not block the others.
      log.error({ err: error, orderId: order.id }, "a hold could not be ended");
      await extendHold(db, order, RETRY_MINUTES, now);
    }
  }
  return { done, remaining: await db.$count(orders, overdue) };
}

/** Returns whether it ended the hold; the hold of an order already paid or cancelled had ended before. */
async function endHold(db: Db, order: Order, outcome: EndedPayment, now: Date): Promise<boolean> {
  const last = order.placedAt.getTime() + LONGEST_HOLD_DAYS * 86_400_000 <= now.getTime();
  if (outcome === "unreachable") {
    await raiseAlert(db, "provider_unreachable", order.id, { orderId: order.id }, now);
    // The provider may not know the payment any more, or the shop has lost its keys. Money that comes after all is refunded.
    if (last) return await abandon(db, order, now);
    await extendHold(db, order, RETRY_MINUTES, now);
    return false;
  }
  await resolveAlert(db, "provider_unreachable", order.id, now);
  if (outcome === "paid") return false;
  if (outcome === "in_progress" && !last) {
    await extendHold(db, order, EXTENSION_MINUTES, now);
    return false;
  }
  return await transact(db, async (tx) => {
    const { status, expiresAt } = await lockOrder(tx, order.id);
    const begun = !last && (await findOpenAttempt(tx, order.id)) !== undefined;
    if (status !== "pending" || !expiresAt || expiresAt > now || begun) return false;
    return await cancelOrder(tx, order.id, { reason: "expired", note: "" }, { actor: SYSTEM, now });
  });
}

/** Ends an order and its payment without the provider's answer. The alert stays, so staff look at the provider's pages. */
async function abandon(db: Db, order: Order, now: Date): Promise<boolean> {
  return await transact(db, async (tx) => {
    const { status, expiresAt } = await lockOrder(tx, order.id);
    if (status !== "pending" || !expiresAt || expiresAt > now) return false;
    const attempt = await findOpenAttempt(tx, order.id);
    if (attempt) await closeAttempt(tx, attempt.id, now);
    return await cancelOrder(tx, order.id, { reason: "expired", note: "" }, { actor: SYSTEM, now });
  });
}

async function extendHold(db: Db, order: Order, minutes: number, now: Date): Promise<void> {
  await db
    .update(orders)
    .set({ expiresAt: new Date(now.getTime() + minutes * 60_000) })
    .where(and(eq(orders.id, order.id), eq(orders.status, "pending"), lte(orders.expiresAt, now)));
}
