import { and, asc, eq, lte } from "drizzle-orm";
import type { Db } from "@/db/client";
import { paymentAttempts, paymentEvents } from "@/db/schema/payments";
import { log } from "@/lib/log";
import { storeEvent } from "./inbox";
import { ONLINE_PROVIDERS, type OnlineProvider, ProviderRefused, ProviderUnreachable } from "./online";
import { findOnlineProvider } from "./provider";
import { syncAttempt } from "./sync-order";

/** An attempt of which nothing was heard for so long is asked about. */
const SILENT_MINUTES = 10;
/** As far back as the providers try to deliver by themselves. */
const UNDELIVERED_DAYS = 3;

/** Closes what lost webhooks left open: asks about silent attempts, and takes in what providers could not deliver. */
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
    // Also one that fails: it comes up again after the others.
    await db.update(paymentAttempts).set({ syncedAt: now }).where(eq(paymentAttempts.id, attempt.id));
  }
  for (const name of ONLINE_PROVIDERS) {
    const provider = findOnlineProvider(name);
    if (provider) done += await takeUndelivered(db, provider, now);
  }
  return { done, remaining: await db.$count(paymentAttempts, silent) };
}

/** How many events came into the inbox that were not there yet; `applyInbox` applies them. */
async function takeUndelivered(db: Db, provider: OnlineProvider, now: Date): Promise<number> {
  try {
    const events = await provider.listUndelivered(new Date(now.getTime() - UNDELIVERED_DAYS * 86_400_000));
    const before = await db.$count(paymentEvents);
    for (const event of events) await storeEvent(db, provider.name, event, now);
    return (await db.$count(paymentEvents)) - before;
  } catch (error) {
    if (!(error instanceof ProviderUnreachable || error instanceof ProviderRefused)) throw error;
    log.warn({ err: error, provider: provider.name }, "a provider's undelivered events could not be listed");
    return 0;
  }
}
