import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { paymentAttempts, paymentEvents, payments } from "@/db/schema/payments";
import { transact } from "@/db/transaction";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { nextTryAfter } from "@/lib/core/backoff";
import type { OrderId, PaymentEventId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import { findAttempt, type PaymentAttempt } from "@/lib/payments/attempts";
import {
  type OnlineProvider,
  type ProviderDispute,
  type ProviderEvent,
  type ProviderPayment,
  ProviderRejected,
  ProviderUnreachable,
} from "@/lib/payments/port/online-provider";
import { findOnlineProvider } from "@/lib/payments/providers";
import { captureIfApproved } from "./capture";
import { recordPayment, retryOnStaleAnswer } from "./record-payment";
import { sendRefunds } from "./send-refunds";

type StoredEvent = typeof paymentEvents.$inferSelect;

/** After this many failed tries, staff are alerted to an event. It is still retried. */
const STUCK_TRIES = 5;

/** Stores an event in the inbox; an event received before keeps its row. The sender may be answered "received" after this. */
export async function storeEvent(
  db: Db,
  provider: string,
  event: ProviderEvent,
  now: Date,
): Promise<{ id: PaymentEventId; isNew: boolean }> {
  const { eventId, type, kind, attemptRef, paymentRef, disputeRef } = event;
  const [stored] = await db
    .insert(paymentEvents)
    .values({ provider, eventId, type, kind, attemptRef, paymentRef, disputeRef, receivedAt: now, nextTryAt: now })
    .onConflictDoUpdate({ target: [paymentEvents.provider, paymentEvents.eventId], set: { type } })
    .returning({ id: paymentEvents.id, isNew: sql<boolean>`xmax = 0` });
  if (!stored) throw new Error("no event was stored");
  return stored;
}

/**
 * Applies an event from the inbox: asks the provider for the current state, then records the event as applied, with all its
 * effects, in one transaction. A failure is never thrown; the event stays in the inbox for a later try.
 */
export async function applyEvent(db: Db, id: PaymentEventId, now: Date): Promise<"applied" | "waiting"> {
  const [event] = await db
    .select()
    .from(paymentEvents)
    .where(and(eq(paymentEvents.id, id), isNull(paymentEvents.appliedAt)));
  if (!event) return "applied";
  try {
    const orderId = await retryOnStaleAnswer(() => recordEvent(db, event, now));
    if (orderId) await sendRefunds(db, now, 5, orderId);
    return "applied";
  } catch (error) {
    await postpone(db, event, error, now);
    return "waiting";
  }
}

/** Returns the order that the event is about; null if the order is not this shop's. */
async function recordEvent(db: Db, event: StoredEvent, now: Date): Promise<OrderId | null> {
  const subject = await findSubject(db, event, now);
  await transact(db, async (tx) => {
    const [waiting] = await tx
      .update(paymentEvents)
      .set({ appliedAt: now, lastError: subject ? null : "unknown" })
      .where(and(eq(paymentEvents.id, event.id), isNull(paymentEvents.appliedAt)))
      .returning({ id: paymentEvents.id });
    if (!waiting || !subject) return;
    await recordPayment(tx, subject.attempt, subject, now);
    if (event.kind === "reversed") await alertReversal(tx, event, subject, now);
  });
  return subject?.attempt.orderId ?? null;
}

/** Alerts staff to a reversal by the provider, as after a chargeback, recorded as a refund that the shop did not decide on. */
async function alertReversal(tx: Tx, { eventId }: StoredEvent, { attempt, seen }: Subject, now: Date): Promise<void> {
  const about = seen.paymentRef ?? eventId;
  await raiseAlert(tx, "payment_reversed", about, { orderId: attempt.orderId, data: { payment: about } }, now);
}

/** Applies the inbox's waiting events, the most overdue first. */
export async function applyInbox(db: Db, now: Date, limit: number): Promise<{ done: number; remaining: number }> {
  const due = and(isNull(paymentEvents.appliedAt), lte(paymentEvents.nextTryAt, now));
  const batch = await db.select({ id: paymentEvents.id }).from(paymentEvents).where(due).orderBy(asc(paymentEvents.nextTryAt)).limit(limit);
  let done = 0;
  for (const { id } of batch) if ((await applyEvent(db, id, now)) === "applied") done += 1;
  return { done, remaining: await db.$count(paymentEvents, due) };
}

type Subject = { attempt: PaymentAttempt; seen: ProviderPayment; dispute: ProviderDispute | null };

/** Finds the attempt that an event is about and its state at the provider; null if the attempt is not this shop's. */
async function findSubject(db: Db, event: StoredEvent, now: Date): Promise<Subject | null> {
  const provider = await findOnlineProvider(event.provider);
  if (!provider) throw new ProviderUnreachable(`${event.provider} has no keys`);
  const known = await findKnownAttempt(db, event);
  const found = await ask(provider, event, known);
  if (!found) return null;
  const attempt = known ?? (found.attemptId ? await findAttempt(db, found.attemptId) : undefined);
  if (!attempt) {
    // The account may serve other shops too, so only a payment that names an unknown attempt is suspicious.
    if (found.attemptId) await raiseAlert(db, "unknown_payment", found.ref, { data: { provider: event.provider, ref: found.ref } }, now);
    return null;
  }
  // An attempt found only through the provider's answer was read after that answer, so its state is fetched again.
  const seen = await captureIfApproved(db, provider, attempt, known ? found : await provider.find(found.ref), now);
  return { attempt, seen, dispute: event.disputeRef ? await provider.findDispute(event.disputeRef) : null };
}

async function findKnownAttempt(db: Db, event: StoredEvent): Promise<PaymentAttempt | undefined> {
  if (event.attemptRef) {
    const [attempt] = await db
      .select()
      .from(paymentAttempts)
      .where(and(eq(paymentAttempts.provider, event.provider), eq(paymentAttempts.providerRef, event.attemptRef)));
    if (attempt) return attempt;
  }
  if (!event.paymentRef) return undefined;
  const [payment] = await db
    .select({ attemptId: payments.attemptId })
    .from(payments)
    .where(and(eq(payments.provider, event.provider), eq(payments.providerRef, event.paymentRef)));
  return payment?.attemptId ? await findAttempt(db, payment.attemptId) : undefined;
}

async function ask(provider: OnlineProvider, event: StoredEvent, known: PaymentAttempt | undefined): Promise<ProviderPayment | null> {
  const ref = known?.providerRef ?? event.attemptRef;
  try {
    if (ref) return await provider.find(ref);
    return event.paymentRef ? await provider.findByPayment(event.paymentRef) : null;
  } catch (error) {
    // An attempt of this shop that its provider does not know was made with other keys, which may come back.
    if (error instanceof ProviderRejected && error.code === "not_found" && !known) return null;
    throw error;
  }
}

async function postpone(db: Db, event: StoredEvent, error: unknown, now: Date): Promise<void> {
  const expected = error instanceof ProviderUnreachable || error instanceof ProviderRejected;
  log[expected ? "warn" : "error"]({ err: error, eventId: event.eventId, kind: event.type }, "an event could not be applied yet");
  // Another copy of the event may have been applied in the meantime.
  const [waiting] = await db
    .update(paymentEvents)
    .set({
      tries: sql`${paymentEvents.tries} + 1`,
      nextTryAt: nextTryAfter(event.tries, now),
      lastError: error instanceof Error ? error.name : "unknown",
    })
    .where(and(eq(paymentEvents.id, event.id), isNull(paymentEvents.appliedAt)))
    .returning({ tries: paymentEvents.tries });
  if (!waiting || waiting.tries < STUCK_TRIES) return;
  await raiseAlert(db, "event_stuck", event.id, { data: { provider: event.provider, type: event.type } }, now);
}
