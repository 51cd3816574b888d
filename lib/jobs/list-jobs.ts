import { Cron } from "croner";
import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { isJobName, type JobName, jobs } from "./jobs";

/** How long after its time a job counts as missed. */
const LATE_MS = 10 * 60_000;

export type JobState = {
  job: JobName;
  /** Five cron fields, in UTC. */
  schedule: string;
  isRunning: boolean;
  last: { startedAt: Date; durationMs: number; done: number; remaining: number | null; error: string | null } | null;
  succeededAt: Date | null;
  /** The start of the first of the runs that have failed without a success since; null if the last run succeeded. */
  failingSince: Date | null;
  nextAt: Date | null;
  /** It should have run by now and has not. */
  isMissed: boolean;
};

type Row = {
  job: string;
  is_running: boolean;
  started_at: string | null;
  duration_ms: number;
  done: number;
  remaining: number | null;
  error: string | null;
  succeeded_at: string | null;
  failing_since: string | null;
};

const toDate = (text: string | null) => (text === null ? null : new Date(text));

/** Every scheduled job with its last run, those that need somebody first. */
export async function listJobs(db: Executor, now: Date): Promise<JobState[]> {
  const rows = await db.execute<Row>(sql`
    select names.job, coalesce(lease.expires_at > now(), false) as is_running,
      last.started_at, last.duration_ms, last.done, last.remaining, last.error, ok.started_at as succeeded_at, failed.started_at as failing_since
    from string_to_table(${Object.keys(jobs).join()}, ',') as names(job)
    left join job_leases lease on lease.job = names.job
    left join lateral (select * from job_runs r where r.job = names.job order by r.id desc limit 1) last on true
    left join lateral (select r.id, r.started_at from job_runs r where r.job = names.job and r.error is null order by r.id desc limit 1) ok on true
    left join lateral (
      select r.started_at from job_runs r where r.job = names.job and r.id > coalesce(ok.id, 0) order by r.id limit 1) failed on true`);
  const states = rows.flatMap((row) => (isJobName(row.job) ? [toState(row, row.job, now)] : []));
  const urgency = ({ failingSince, isMissed }: JobState) => (failingSince ? 0 : isMissed ? 1 : 2);
  return states.toSorted((one, other) => urgency(one) - urgency(other) || one.job.localeCompare(other.job));
}

function toState(row: Row, job: JobName, now: Date): JobState {
  const { schedule } = jobs[job];
  const cron = new Cron(schedule, { timezone: "UTC", paused: true });
  const startedAt = toDate(row.started_at);
  const due = startedAt && cron.nextRun(startedAt);
  return {
    job,
    schedule,
    isRunning: row.is_running,
    last: startedAt && { startedAt, durationMs: row.duration_ms, done: row.done, remaining: row.remaining, error: row.error },
    succeededAt: toDate(row.succeeded_at),
    failingSince: toDate(row.failing_since),
    nextAt: cron.nextRun(now),
    isMissed: !row.is_running && due !== null && now.getTime() - due.getTime() > LATE_MS,
  };
}
