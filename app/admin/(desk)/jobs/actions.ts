"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { form } from "@/app/_server/action";
import { staffAction } from "@/app/_server/staff-action";
import { log } from "@/lib/core/log";
import { fail, ok } from "@/lib/core/result";
import { line } from "@/lib/core/text";
import { isJobName, runJob } from "@/lib/jobs/jobs";

/** Runs a job now. Its run is in the list of jobs, and the wish in the audit log, whatever comes of it. */
export const runNow = staffAction(
  "jobs:run",
  z.tuple([z.unknown(), form(z.object({ job: line(60) }))]),
  async ([, { job }], { audited, now }) => {
    if (!isJobName(job)) return fail("unknown");
    const db = audited("job.run", { kind: "job", id: job });
    await db.transaction(async () => {});
    try {
      const { done, remaining } = await runJob(db, job, now);
      refresh();
      return remaining === null ? fail("running") : ok({ done, remaining });
    } catch (error) {
      log.error({ err: error, job }, "job failed");
      refresh();
      return fail("failed");
    }
  },
);
