import { lt, lte, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { staffInvitations, staffLockouts, staffSessions, staffUsedChallenges } from "@/db/schema/staff";

/** An expired invitation is still listed for some days, so that whoever sent it sees that it was not accepted. */
const SHOWN_DAYS = 30;
const LOCKOUT_DAYS = 1;

/**
 * Deletes at most `limit` of each: sessions that have ended, tries that no longer count, answered challenges that have expired, and
 * invitations that expired long ago.
 */
export async function cleanSignIns(db: Db, now: Date, limit: number): Promise<{ done: number; remaining: number }> {
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const counts = [
    await clean(db, staffSessions, staffSessions.id, lte(staffSessions.expiresAt, now), limit),
    await clean(db, staffLockouts, staffLockouts.key, lt(staffLockouts.lastTriedAt, ago(LOCKOUT_DAYS)), limit),
    await clean(db, staffUsedChallenges, staffUsedChallenges.challenge, lte(staffUsedChallenges.expiresAt, now), limit),
    await clean(db, staffInvitations, staffInvitations.id, lte(staffInvitations.expiresAt, ago(SHOWN_DAYS)), limit),
  ];
  return {
    done: counts.reduce((sum, { done }) => sum + done, 0),
    remaining: counts.reduce((sum, { remaining }) => sum + remaining, 0),
  };
}

async function clean(db: Db, table: PgTable, key: PgColumn, isOver: ReturnType<typeof lt>, limit: number) {
  const batch = db.select({ key }).from(table).where(isOver).limit(limit);
  const deleted = await db.delete(table).where(sql`${key} = any(array(${batch}))`).returning({ key });
  return { done: deleted.length, remaining: await db.$count(table, isOver) };
}
