import { and, asc, desc, eq, lte } from "drizzle-orm";
import type { Db } from "@/db/client";
import { paymentAttempts, paymentEvents } from "@/db/schema/payments";
import { log } from "@/lib/core/log";
import { type OnlineProvider, ProviderRejected, ProviderUnreachable } from "@/lib/payments/port/online-provider";
import { listOnlineProviders } from "@/lib/payments/providers";
import { storeEvent } from "./inbox";
import { syncAttempt } from "./sync-payment";

/** How long an attempt may go without news before its provider is asked. */
const SILENT_MINUTES = 10;
/** How long providers retry deliveries themselves. */
const DELIVERING_DAYS = 3;
/** How far back every provider lists its events. */
const LISTED_DAYS = 30;
const DAY_MS = 86_400_000;

/** Makes up for lost webhooks: asks about attempts without news, and fetches events that could not be delivered. */
export async function reconcile(db: Db, now: Date, limit: number): Promise<{ done: number; remaining: number }> {
  const silent = and(eq(paymentAttempts.status, "open"), lte(paymentAttempts.syncedAt, new Date(now.getTime() - SILENT_MINUTES * 60_000)));
  const batch = await db.select().from(paymentAttempts).where(silent).orderBy(asc(paymentAttempts.syncedAt)).limit(limit);
  let done = 0;
  for (const attempt of batch) {
    try {
      if ((await syncAttempt(db, attempt, now)) === "synced") done += 1;
    } catch (error) {
      log.error({ err: error, attemptId: attempt.id }, "an attempt could not be reconciled");
    }
    // A failed attempt is marked too, so the others are tried before it is tried again.
    await db.update(paymentAttempts).set({ syncedAt: now }).where(eq(paymentAttempts.id, attempt.id));
  }
  for (const provider of await listOnlineProviders()) done += await takeUndelivered(db, provider, now);
  return { done, remaining: await db.$count(paymentAttempts, silent) };
}

/** Stores a provider's undelivered events and returns how many were new; `applyInbox` applies them. */
async function takeUndelivered(db: Db, provider: OnlineProvider, now: Date): Promise<number> {
  try {
    const events = await provider.listUndelivered(await undeliveredSince(db, provider, now));
    let stored = 0;
    for (const event of events) if ((await storeEvent(db, provider.name, event, now)).isNew) stored += 1;
    return stored;
  } catch (error) {
    if (!(error instanceof ProviderUnreachable || error instanceof ProviderRejected)) throw error;
    log.warn({ err: error, provider: provider.name }, "a provider's undelivered events could not be listed");
    return 0;
  }
}

/** Returns the time from which events may be missing. The last day's events don't count, as they may follow a gap. */
async function undeliveredSince(db: Db, { name }: OnlineProvider, now: Date): Promise<Date> {
  const [last] = await db
    .select({ receivedAt: paymentEvents.receivedAt })
    .from(paymentEvents)
    .where(and(eq(paymentEvents.provider, name), lte(paymentEvents.receivedAt, new Date(now.getTime() - DAY_MS))))
    .orderBy(desc(paymentEvents.receivedAt))
    .limit(1);
  return new Date(Math.max((last?.receivedAt.getTime() ?? 0) - DELIVERING_DAYS * DAY_MS, now.getTime() - LISTED_DAYS * DAY_MS));
}
