import { randomUUID } from "node:crypto";
import type { Db } from "@/db/client";
import { notifyBackInStock } from "@/lib/catalog/notify-back-in-stock";
import { log } from "@/lib/core/log";
import { sendMail } from "@/lib/mail/send-mail";
import { expireHolds } from "@/lib/settlement/expire-holds";
import { applyInbox } from "@/lib/settlement/inbox";
import { reconcile } from "@/lib/settlement/reconcile";
import { sendRefunds } from "@/lib/settlement/send-refunds";
import { cleanCarts } from "./clean-carts";
import { extendLease, releaseLease, takeLease } from "./lease";

type Job = {
  /** Five cron fields, in UTC; vercel.json repeats them. */
  schedule: string;
  /** Does at most `limit` items of the work that is due at `now`. One that fails is due later. */
  run: (db: Db, now: Date, limit: number) => Promise<{ done: number; remaining: number }>;
  batch: number;
};

/** A provider that hangs takes ten seconds of each call, so few items are begun before the time is checked. */
const ASKING = 3;

/** Everything that runs by the clock. */
export const jobs = {
  "clean-carts": { schedule: "17 3 * * *", run: cleanCarts, batch: 5000 },
  "expire-holds": { schedule: "*/5 * * * *", run: expireHolds, batch: ASKING },
  "send-mail": { schedule: "* * * * *", run: sendMail, batch: ASKING },
  "apply-inbox": { schedule: "* * * * *", run: applyInbox, batch: ASKING },
  "send-refunds": { schedule: "* * * * *", run: sendRefunds, batch: ASKING },
  "notify-back-in-stock": { schedule: "*/5 * * * *", run: notifyBackInStock, batch: 50 },
  "reconcile-payments": { schedule: "*/10 * * * *", run: reconcile, batch: 50 },
} as const satisfies Record<string, Job>;

export type JobName = keyof typeof jobs;

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobs, name);
}

/** `remaining` is null where another caller has the job in hand. */
export type JobReport = { job: JobName; done: number; remaining: number | null; ms: number };

/** Nothing is begun later than this, so that a scheduler's request doesn't time out; what remains is for the next one. */
const LONGEST_MS = 25_000;

/** Runs a job batch by batch until nothing is due, nothing moves, or its time is up. Of several callers one does the work. */
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
        return report;
      }
    }
  } finally {
    await releaseLease(db, job, holder);
  }
}
