import type { Db } from "@/db/client";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { consume } from "@/lib/auth/rate-limits";
import { log } from "@/lib/core/log";
import type { BadSignature } from "@/lib/payments/port/online-provider";

/** Counts a webhook with an invalid signature. Beyond a limit, staff are alerted once an hour. */
export async function rejectEvent(db: Db, provider: string, reason: BadSignature["reason"], now: Date): Promise<void> {
  log.warn({ provider, reason }, "a webhook was rejected");
  if ((await consume(db, "badSignature", provider)).ok) return;
  await raiseAlert(db, "bad_signatures", `${provider}:${now.toISOString().slice(0, 13)}`, { data: { provider, reason } }, now);
}
