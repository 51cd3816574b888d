import { staffRead } from "@/app/_server/staff";
import { sessionMay } from "@/lib/auth/staff-sessions";
import { listJobs } from "@/lib/jobs/list-jobs";

export const readJobs = staffRead("work:read", async ({ db, now, session }) => ({
  jobs: await listJobs(db, now),
  now,
  mayRun: sessionMay(session, "jobs:run"),
}));
