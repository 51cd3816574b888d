import { and, asc, isNotNull, lt, lte, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { orderAccessTokens } from "@/db/schema/orders";
import { paymentEvents } from "@/db/schema/payments";
import { staffPresence } from "@/db/schema/staff";
import { PRESENT_SECONDS } from "@/lib/auth/presence";

/** Providers list their events for 30 days, and one that is listed again must still be known. */
const EVENT_DAYS = 90;

/**
 * Deletes at most `limit` expired links to orders, as many payment events that were applied long ago, and the
 * notes of who had what open.
 */
export async function cleanExpired(db: Db, now: Date, limit: number): Promise<{ done: number; remaining: number }> {
  const expired = lte(orderAccessTokens.expiresAt, now);
  const links = db
    .select({ tokenHash: orderAccessTokens.tokenHash })
    .from(orderAccessTokens)
    .where(expired)
    .orderBy(asc(orderAccessTokens.expiresAt))
    .limit(limit);
  const old = and(isNotNull(paymentEvents.appliedAt), lt(paymentEvents.receivedAt, new Date(now.getTime() - EVENT_DAYS * 86_400_000)));
  const events = db.select({ id: paymentEvents.id }).from(paymentEvents).where(old).orderBy(asc(paymentEvents.receivedAt)).limit(limit);
  const deletedLinks = await db
    .delete(orderAccessTokens)
    .where(sql`${orderAccessTokens.tokenHash} = any(array(${links}))`)
    .returning({ tokenHash: orderAccessTokens.tokenHash });
  const deletedEvents = await db
    .delete(paymentEvents)
    .where(sql`${paymentEvents.id} = any(array(${events}))`)
    .returning({ id: paymentEvents.id });
  await db.delete(staffPresence).where(lt(staffPresence.seenAt, new Date(now.getTime() - PRESENT_SECONDS * 1000)));
  const remaining = (await db.$count(orderAccessTokens, expired)) + (await db.$count(paymentEvents, old));
  return { done: deletedLinks.length + deletedEvents.length, remaining };
}
