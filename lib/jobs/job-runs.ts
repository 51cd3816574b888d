import { and, asc, gt, lt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { jobRuns } from "@/db/schema/shop";
import { log } from "@/lib/core/log";
import { describeError } from "@/lib/core/redact";

const RUN_DAYS = 7;

type Run = { job: string; startedAt: Date; durationMs: number; done: number } & ({ remaining: number } | { error: unknown });

/** Records a run for the back office. One that can't be recorded, as while the database is down, has happened all the same. */
export async function recordRun(db: Db, { job, startedAt, durationMs, done, ...outcome }: Run): Promise<void> {
  const result = "error" in outcome ? { error: describeError(outcome.error) } : outcome;
  try {
    await db.insert(jobRuns).values({ job, startedAt, durationMs, done, ...result });
  } catch (error) {
    log.error({ err: error, job }, "job run not recorded");
  }
}

/** Deletes at most `limit` runs that began more than seven days ago, and keeps each job's last one. */
export async function cleanJobRuns(db: Db, now: Date, limit: number): Promise<{ done: number; remaining: number }> {
  const later = alias(jobRuns, "later");
  const hasLater = sql`exists (select from ${jobRuns} as ${later} where ${later.job} = ${jobRuns.job} and ${gt(later.id, jobRuns.id)})`;
  const old = and(lt(jobRuns.startedAt, new Date(now.getTime() - RUN_DAYS * 86_400_000)), hasLater);
  const batch = db.select({ id: jobRuns.id }).from(jobRuns).where(old).orderBy(asc(jobRuns.startedAt)).limit(limit);
  const deleted = await db.delete(jobRuns).where(sql`${jobRuns.id} = any(array(${batch}))`).returning({ id: jobRuns.id });
  return { done: deleted.length, remaining: await db.$count(jobRuns, old) };
}
