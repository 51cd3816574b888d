import { sql } from "drizzle-orm";
import { inReview } from "@/db/schema/payments";
import { ask, passTime, type System } from "./system";
import { JOBS } from "./tasks";

/** The provider's references of payments that banks have not decided yet. */
export function underWay({ sandbox }: System): string[] {
  const intents = sandbox.stripe.paymentIntents.filter(({ status }) => status === "processing").map(({ id }) => id);
  const captures = sandbox.paypal.orders().flatMap(({ capture }) => (capture?.status === "PENDING" ? [capture.id] : []));
  return [...intents, ...captures];
}

export function settleBank({ sandbox }: System, id: string, outcome: "succeed" | "fail"): void {
  if (sandbox.stripe.paymentIntents.some((intent) => intent.id === id)) sandbox.stripe.settle(id, outcome);
  else if (outcome === "succeed") sandbox.paypal.settle(id);
  else sandbox.paypal.deny(id);
}

/** Runs every job of the scheduler once. */
export async function runJobs(system: System): Promise<void> {
  for (const job of JOBS) await ask(system, { do: "job", job });
  await system.sandbox.settled();
}

export type Ending = {
  /** The banks' decision on payments still under way, and on disputes. */
  outcome: "succeed" | "fail";
  /** Whether delayed webhooks arrive after all. */
  deliver: boolean;
};

/** Pauses in minutes, together longer than any hold and any retry delay. */
const PAUSES = [0, 31, 31, 61, 61, 61, 61, 8 * 24 * 60, 61, 61, 61];

/** Runs the scheduler without faults until nothing is left to do. Returns the work that remains unfinished. */
export async function drain(system: System, { outcome, deliver }: Ending): Promise<string[]> {
  const { sandbox } = system;
  sandbox.faults.clear();
  sandbox.webhooks.mode = "deliver";
  if (deliver) sandbox.webhooks.release();
  const disputes = sandbox.stripe.disputes.filter(({ status }) => status === "needs_response");
  for (const { id } of disputes) sandbox.stripe.closeDispute(id, outcome === "succeed" ? "won" : "lost");
  for (const id of underWay(system)) settleBank(system, id, outcome);
  await sandbox.settled();
  let unfinished: string[] = [];
  for (const minutes of PAUSES) {
    passTime(system, minutes);
    await runJobs(system);
    // The jobs may just have sent a capture to a bank.
    for (const id of underWay(system)) settleBank(system, id, outcome);
    await sandbox.settled();
    unfinished = await listUnfinished(system);
    if (unfinished.length === 0) break;
  }
  return unfinished;
}

/** Lists all unfinished work, apart from orders whose payment staff must review. */
async function listUnfinished({ db, mails }: System): Promise<string[]> {
  const rows = await db.execute<{ what: string }>(sql`
    select 'an order of ' || payment_method || ' waits' as what from orders o where status = 'pending'
      and not exists (select from payments where payments.order_id = o.id and ${inReview})
    union all select 'an attempt is open on an order that is ' || o.status from payment_attempts a join orders o on o.id = a.order_id where a.status = 'open'
    union all select 'a payment is processing' from payments where status = 'processing'
    union all select 'a refund is ' || status from refunds where status in ('open', 'pending')
    union all select 'an event is not applied: ' || type || ' ' || coalesce(last_error, '') from payment_events where applied_at is null
    union all select 'a mail is not sent: ' || kind || ' ' || coalesce(last_error, '') from outbox_messages where sent_at is null and ${mails}`);
  return rows.map(({ what }) => what);
}
