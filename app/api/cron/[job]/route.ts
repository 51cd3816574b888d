import { database } from "@/app/_server/database";
import { hasBearerSecret } from "@/app/_server/request";
import { isJobName, runJob } from "@/lib/jobs/jobs";

/** Runs one job for the scheduler. */
export async function GET(request: Request, { params }: { params: Promise<{ job: string }> }): Promise<Response> {
  if (!hasBearerSecret(request))
    return Response.json({ error: "unauthorized" }, { status: 401, headers: { "WWW-Authenticate": "Bearer" } });
  const { job } = await params;
  if (!isJobName(job)) return Response.json({ error: "unknown_job" }, { status: 404 });
  return Response.json(await runJob(database(), job, new Date()), { headers: { "Cache-Control": "no-store" } });
}
