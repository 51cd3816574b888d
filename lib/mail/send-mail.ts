import { and, asc, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { outboxMessages } from "@/db/schema/shop";
import { isLoopback } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { MESSAGE_KINDS } from "@/lib/outbox/kinds";
import type { OutboxMessage } from "@/lib/outbox/write-message";
import { composeMail, currentFacts, type MailFacts, savedFacts } from "./compose-mail";
import { openOrderLink } from "./order-link";
import { configuredTransport } from "./transports/configured";
import type { Delivery, Mail, Transport } from "./transports/transport";

/**
 * Minutes from each failed try to the next; after the last try the message has failed. The pauses together are shorter than
 * the 24 hours for which Resend remembers an idempotency key.
 */
export const RETRY_MINUTES = [1, 4, 16, 64, 256, 1024] as const;

/** How long a killed worker blocks its message; much longer than a try takes. */
export const LEASE_MINUTES = 3;

/**
 * Sends at most `limit` due messages, and returns how many it tried and how many are still due. Any number of workers may call
 * it at once, because each message is leased to one of them.
 */
export async function sendMail(
  db: Db,
  now: Date,
  limit: number,
  transport: Transport = configuredTransport(),
): Promise<{ done: number; remaining: number }> {
  let done = 0;
  while (done < limit) {
    const message = await claimMessage(db, now);
    if (!message) break;
    await recordDelivery(db, message, await tryMessage(db, message, now, transport), now);
    done += 1;
  }
  return { done, remaining: await db.$count(outboxMessages, isDue(now)) };
}

/** Selects due messages. A message never tried is due at once, whatever the database's clock said when it was written. */
const isDue = (now: Date) =>
  and(
    isNull(outboxMessages.sentAt),
    isNull(outboxMessages.failedAt),
    or(
      and(isNull(outboxMessages.leasedUntil), or(eq(outboxMessages.tries, 0), lte(outboxMessages.nextTryAt, now))),
      lte(outboxMessages.leasedUntil, now),
    ),
    // Messages of kinds unknown to this version wait for a newer one.
    inArray(outboxMessages.kind, MESSAGE_KINDS),
  );

/** Claims the message that has waited longest. The try is counted here, so a message that kills its workers fails in the end too. */
async function claimMessage(db: Db, now: Date): Promise<OutboxMessage | undefined> {
  const next = db
    .select({ id: outboxMessages.id })
    .from(outboxMessages)
    .where(isDue(now))
    .orderBy(asc(outboxMessages.nextTryAt), asc(outboxMessages.createdAt))
    .limit(1)
    .for("update", { skipLocked: true });
  const leasedUntil = new Date(now.getTime() + LEASE_MINUTES * 60_000);
  const [message] = await db
    .update(outboxMessages)
    .set({ tries: sql`${outboxMessages.tries} + 1`, leasedUntil })
    // "=" rather than "in", so the subquery runs only once.
    .where(sql`${outboxMessages.id} = (${next})`)
    .returning();
  return message;
}

async function tryMessage(db: Db, message: OutboxMessage, now: Date, transport: Transport): Promise<Delivery> {
  if (message.tries > RETRY_MINUTES.length + 1) return { ok: false, error: "workers_died", final: true };
  try {
    const saved = savedFacts(message);
    const facts = saved ?? (await currentFacts(db, message));
    const from = senderOf(facts);
    if (!from) return { ok: false, error: "sender_missing", final: false };
    await openOrderLink(db, message, now, saved === undefined);
    if (!saved) await saveFacts(db, message, facts);
    return await transport({ id: message.id, from, to: message.recipient, ...(await composeMail(db, message, facts)) });
  } catch (error) {
    log.error({ err: error, message: message.id, kind: message.kind }, "mail could not be composed");
    return { ok: false, error: "not_composed", final: false };
  }
}

function senderOf({ company, siteUrl }: MailFacts): Mail["from"] | undefined {
  const address = company.email || (isLoopback(siteUrl) ? "shop@localhost" : "");
  return address ? { name: company.name, address } : undefined;
}

async function saveFacts(db: Db, { id }: OutboxMessage, facts: MailFacts): Promise<void> {
  await db
    .update(outboxMessages)
    .set({ data: sql`${outboxMessages.data} || ${JSON.stringify({ facts })}::jsonb` })
    .where(eq(outboxMessages.id, id));
}

async function recordDelivery(db: Db, { id, kind, tries }: OutboxMessage, delivery: Delivery, now: Date): Promise<void> {
  if (delivery.ok) {
    await db
      .update(outboxMessages)
      .set({ sentAt: now, failedAt: null, leasedUntil: null, lastError: null })
      .where(eq(outboxMessages.id, id));
    return;
  }
  const pause = delivery.final ? undefined : RETRY_MINUTES[tries - 1];
  const next = pause === undefined ? { failedAt: now } : { nextTryAt: new Date(now.getTime() + pause * 60_000) };
  log.warn({ id, kind, tries, reason: delivery.error, ended: pause === undefined }, "mail was not sent");
  // If this worker outlived its lease, another one may have sent the message.
  await db
    .update(outboxMessages)
    .set({ ...next, leasedUntil: null, lastError: delivery.error })
    .where(and(eq(outboxMessages.id, id), isNull(outboxMessages.sentAt)));
}
