import { z } from "zod";
import { apiRoute } from "@/app/_server/action";
import { currentTime } from "@/app/_server/clock";
import { database } from "@/app/_server/database";
import { problem } from "@/app/_server/http";
import { hasBearer } from "@/app/_server/request-context";
import { env } from "@/lib/core/env";
import { line } from "@/lib/core/text";
import { isJobName, runJob } from "@/lib/jobs/jobs";

/** Runs one job for the scheduler. */
export const GET = apiRoute(z.object({ params: z.object({ job: line(60) }) }), {
  access: async (_, request) => hasBearer(request, env().CRON_SECRET) || undefined,
  noAccess: 401,
  limit: { none: "only the scheduler has access" },
  respond: async ({ params: { job } }) =>
    isJobName(job) ? Response.json(await runJob(database(), job, await currentTime())) : problem(404, "This job does not exist."),
});
