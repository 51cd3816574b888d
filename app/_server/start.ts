import { building, EnvError, env } from "@/lib/core/env";
import { watchEventLoop } from "@/lib/operations/event-loop";
import { purgeOnChange } from "./cache-invalidation";
import { printThroughLog } from "./console";
import { markRequests } from "./request-context";
import { limitSlowClients } from "./slow-clients";

/** Starts the services of every server process, or ends the process with one readable message. */
export function start(): void {
  if (building) return;
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  if (process.env.NODE_ENV === "production") printThroughLog();
  watchEventLoop();
  markRequests();
  limitSlowClients();
  // A serverless host shares one cache and has no lasting connection: there, every change of the catalogue calls /api/revalidate.
  if (!process.env.VERCEL) purgeOnChange();
}
