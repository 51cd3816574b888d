import { Cron } from "croner";
import { openDatabase } from "@/db/client";
import { readClock } from "@/db/clock";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { isJobName, jobs, runJob } from "@/lib/jobs/jobs";
import { watchEventLoop } from "@/lib/operations/event-loop";
import { openLocalShop } from "./local-shop";
import { beforeEnd, script } from "./shutdown";

// For when no scheduler calls /api/cron: runs each job once at the start, to catch up, and then on its schedule.
await script(async () => {
  await openLocalShop();
  watchEventLoop();
  const { client, db } = openDatabase(env().DATABASE_URL, { max: 2 });
  beforeEnd(() => client.end({ timeout: 5 }));
  for (const name of Object.keys(jobs).filter(isJobName)) {
    const run = async () => {
      try {
        await runJob(db, name, await readClock(db));
      } catch (error) {
        log.error({ err: error, job: name }, "job failed");
      }
    };
    const timer = new Cron(jobs[name].schedule, { timezone: "UTC", protect: true }, run);
    beforeEnd(async () => timer.stop());
    await run();
  }
  return new Promise<number>(() => {}); // Until a signal ends it.
});
