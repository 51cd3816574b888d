import { randomUUID } from "node:crypto";
import type { Db } from "@/db/client";
import { chainAudit } from "@/lib/audit/chain-audit";
import { mailAuditHead } from "@/lib/audit/mail-audit-head";
import { cleanSignIns } from "@/lib/auth/clean-sign-ins";
import { notifyBackInStock } from "@/lib/catalog/notify-back-in-stock";
import { forgetRevalidations } from "@/lib/catalog/revalidate-tags";
import { log } from "@/lib/core/log";
import { cleanPrintedDocuments } from "@/lib/invoices/pdf/print-document";
import { sendMail } from "@/lib/mail/send-mail";
import { verifyBooks } from "@/lib/operations/verify-books";
import { answerTrackingRequests } from "@/lib/orders/request-tracking";
import { expireHolds } from "@/lib/settlement/expire-holds";
import { applyInbox } from "@/lib/settlement/inbox";
import { reconcile } from "@/lib/settlement/reconcile";
import { sendRefunds } from "@/lib/settlement/send-refunds";
import { cleanCarts } from "./clean-carts";
import { cleanExpired } from "./clean-expired";
import { cleanJobRuns, recordRun } from "./job-runs";
import { extendLease, releaseLease, takeLease } from "./lease";

type Job = {
  /** Five cron fields, in UTC; vercel.json repeats them. */
  schedule: string;
  /** Processes at most `limit` items due at `now`. A failed item becomes due later. */
  run: (db: Db, now: Date, limit: number) => Promise<{ done: number; remaining: number }>;
  batch: number;
};

/** The batch size of jobs that call providers: a hanging provider takes ten seconds per call, so batches are small. */
const EXTERNAL_BATCH = 3;

/** All scheduled jobs. */
export const jobs = {
  "clean-carts": { schedule: "17 3 * * *", run: cleanCarts, batch: 5000 },
  "clean-expired": { schedule: "57 3 * * *", run: cleanExpired, batch: 5000 },
  "clean-job-runs": { schedule: "47 3 * * *", run: cleanJobRuns, batch: 5000 },
  "clean-printed-documents": { schedule: "37 3 * * *", run: cleanPrintedDocuments, batch: 500 },
  "clean-revalidations": { schedule: "27 * * * *", run: forgetRevalidations, batch: 5000 },
  "clean-sign-ins": { schedule: "47 3 * * *", run: cleanSignIns, batch: 5000 },
  "expire-holds": { schedule: "*/5 * * * *", run: expireHolds, batch: EXTERNAL_BATCH },
  "send-mail": { schedule: "* * * * *", run: sendMail, batch: EXTERNAL_BATCH },
  "apply-inbox": { schedule: "* * * * *", run: applyInbox, batch: EXTERNAL_BATCH },
  "send-refunds": { schedule: "* * * * *", run: sendRefunds, batch: EXTERNAL_BATCH },
  "notify-back-in-stock": { schedule: "*/5 * * * *", run: notifyBackInStock, batch: 50 },
  "answer-tracking": { schedule: "* * * * *", run: answerTrackingRequests, batch: 20 },
  "chain-audit": { schedule: "* * * * *", run: chainAudit, batch: 500 },
  "mail-audit-head": { schedule: "22 4 * * *", run: mailAuditHead, batch: 1 },
  "verify-books": { schedule: "7 4 * * *", run: verifyBooks, batch: 1 },
  "reconcile-payments": { schedule: "*/10 * * * *", run: reconcile, batch: EXTERNAL_BATCH },
} as const satisfies Record<string, Job>;

export type JobName = keyof typeof jobs;

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobs, name);
}

/** `remaining` is null if another caller is running the job. */
export type JobReport = { job: JobName; done: number; remaining: number | null; ms: number };

/** No batch starts later than this, so the scheduler's request doesn't time out; the rest is left to the next run. */
const LONGEST_MS = 25_000;

/** Runs a job batch by batch until nothing is due, there is no progress, or its time is up. Only one of several callers runs it. */
export async function runJob(db: Db, job: JobName, now: Date): Promise<JobReport> {
  const start = performance.now();
  const elapsed = () => Math.round(performance.now() - start);
  const holder = randomUUID();
  if (!(await takeLease(db, job, holder))) return { job, done: 0, remaining: null, ms: elapsed() };
  const { run, batch } = jobs[job];
  let done = 0;
  let remaining = Number.POSITIVE_INFINITY;
  try {
    for (;;) {
      const step = await run(db, now, batch);
      done += step.done;
      const moved = step.done > 0 || step.remaining < remaining;
      remaining = step.remaining;
      const finished = !moved || step.remaining === 0 || elapsed() > LONGEST_MS;
      if (finished || !(await extendLease(db, job, holder))) {
        const report = { job, done, remaining: step.remaining, ms: elapsed() };
        log.info(report, "job ran");
        await recordRun(db, { job, startedAt: now, durationMs: report.ms, done, remaining: step.remaining });
        return report;
      }
    }
  } catch (error) {
    await recordRun(db, { job, startedAt: now, durationMs: elapsed(), done, error });
    throw error;
  } finally {
    await releaseLease(db, job, holder);
  }
}
