import { createHmac } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { staffLockouts } from "@/db/schema/staff";
import { subkeys } from "@/lib/core/secrets";

/** Tries without a wait: mistyped passwords and codes. */
const FREE_TRIES = 6;
const FIRST_LOCK_SECONDS = 30;
const LONGEST_LOCK_SECONDS = 15 * 60;
/** Tries are forgotten after a day without any. */
const FORGOTTEN_HOURS = 24;

/**
 * Tries are counted by email and sender: whether or not the email is a member of staff's, so a lock reveals nothing, and apart for
 * each network, so nobody locks others out from elsewhere. Only a keyed hash is stored.
 */
export function lockoutKey(email: string, sender: string): string {
  return createHmac("sha256", subkeys("staff")[0]).update(`sign-in ${email.toLowerCase()} ${sender}`).digest("base64url");
}

/**
 * Takes a try, before it is known to fail, so many at once count like one after the other. Beyond some, each doubles the wait until
 * the next, up to a quarter of an hour. Returns when the next try is allowed if this one is not.
 */
export async function takeTry(db: Executor, key: string, now: Date): Promise<Date | null> {
  const since = new Date(now.getTime() - FORGOTTEN_HOURS * 3_600_000).toISOString();
  const at = sql`${now.toISOString()}::timestamptz`;
  const tries = sql`(case when ${staffLockouts.lastTriedAt} < ${since} then 1 else ${staffLockouts.tries} + 1 end)`;
  const seconds = sql`least(${LONGEST_LOCK_SECONDS}, ${FIRST_LOCK_SECONDS} * 2 ^ least(${tries} - ${FREE_TRIES}, 20))`;
  const [taken] = await db
    .insert(staffLockouts)
    .values({ key, tries: 1, lastTriedAt: now })
    .onConflictDoUpdate({
      target: staffLockouts.key,
      set: {
        tries,
        lastTriedAt: now,
        lockedUntil: sql`case when ${tries} >= ${FREE_TRIES} then ${at} + make_interval(secs => ${seconds}) end`,
      },
      setWhere: sql`coalesce(${staffLockouts.lockedUntil} <= ${at}, true)`,
    })
    .returning({ key: staffLockouts.key });
  if (taken) return null;
  const [row] = await db.select({ lockedUntil: staffLockouts.lockedUntil }).from(staffLockouts).where(eq(staffLockouts.key, key));
  return row?.lockedUntil ?? null;
}

export async function forgetTries(db: Executor, key: string): Promise<void> {
  await db.delete(staffLockouts).where(eq(staffLockouts.key, key));
}
