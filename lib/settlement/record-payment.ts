import { and, eq, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { paymentAttempts, payments } from "@/db/schema/payments";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { clearOrderedItems } from "@/lib/cart/clear-ordered-items";
import { SYSTEM } from "@/lib/core/actor";
import { findAmountDue } from "@/lib/orders/amount-due";
import { addEvent } from "@/lib/orders/events";
import { lockOrder } from "@/lib/orders/lock";
import type { Order } from "@/lib/orders/queries";
import { notifyStaff } from "@/lib/outbox/notify-staff";
import { writeMessage } from "@/lib/outbox/write-message";
import { closeAttempt, type PaymentAttempt } from "@/lib/payments/attempts";
import { type ProviderDispute, type ProviderPayment, ProviderUnreachable } from "@/lib/payments/port/online-provider";
import { getSettings } from "@/lib/settings/settings";
import { recordDispute } from "./record-dispute";
import { recordRefund } from "./record-refund";
import { settleOrder } from "./settle-order";

/** How long the customer has to pay again after a payment under way has failed. */
const GRACE_MINUTES = 30;

/** Another answer was recorded after this one was requested, so which of the two is newer is unknown. */
class StaleAnswer extends ProviderUnreachable {}

const ROUNDS = 4;

/** Asks and records again if another answer was recorded first. `ask` must read the attempt before it asks the provider. */
export async function retryOnStaleAnswer<T>(ask: () => Promise<T>): Promise<T> {
  for (let round = 1; ; round += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof StaleAnswer) || round === ROUNDS) throw error;
    }
  }
}

/**
 * Records a provider's answer about an attempt (payment, order, stock, refunds, timeline and mail), and about a dispute of its
 * payment, in the caller's transaction, under the order's lock; recording it twice changes nothing. `attempt` is its row as read before the provider
 * was asked: an answer that may be older than the last one throws `StaleAnswer`.
 */
export async function recordPayment(
  tx: Tx,
  attempt: PaymentAttempt,
  { seen, dispute }: { seen: ProviderPayment; dispute?: ProviderDispute | null },
  now: Date,
): Promise<void> {
  const order = await lockOrder(tx, attempt.orderId);
  const [current] = await tx
    .update(paymentAttempts)
    .set({
      providerRef: sql`coalesce(${paymentAttempts.providerRef}, ${seen.ref})`,
      version: attempt.version + 1,
      syncedAt: now,
    })
    .where(and(eq(paymentAttempts.id, attempt.id), eq(paymentAttempts.version, attempt.version)))
    .returning({ id: paymentAttempts.id });
  if (!current) throw new StaleAnswer("another answer was recorded meanwhile");
  switch (seen.state) {
    case "open":
    case "approved":
      await recordOpen(tx, order, attempt, seen, now);
      break;
    case "processing":
      await recordProcessing(tx, order, attempt, seen, now);
      break;
    case "paid":
      await recordCaptured(tx, order, attempt, seen, now);
      break;
    case "failed":
      await recordFailed(tx, order, attempt, now);
      await closeAttempt(tx, attempt.id, now);
      break;
    case "unknown":
      if (await mayHaveMoved(tx, attempt))
        throw new ProviderUnreachable("a captured payment is unknown to its provider, as with other keys");
      await closeAttempt(tx, attempt.id, now);
      break;
    case "cancelled":
      // The payment may have been processing until now.
      await failProcessing(tx, attempt);
      await closeAttempt(tx, attempt.id, now);
      break;
  }
  const paid = seen.paymentRef ? await findPayment(tx, attempt, seen.paymentRef) : undefined;
  if (!paid) return;
  for (const refund of seen.refunds) await recordRefund(tx, paid, refund, now);
  if (dispute) await recordDispute(tx, paid, dispute, now);
}

/** Whether the shop has begun to capture the attempt, or the provider has ever said that money moves. */
async function mayHaveMoved(tx: Tx, { id, captureStartedAt }: PaymentAttempt): Promise<boolean> {
  return captureStartedAt !== null || (await tx.$count(payments, and(eq(payments.attemptId, id), ne(payments.status, "failed")))) > 0;
}

async function findPayment(tx: Tx, { provider }: PaymentAttempt, providerRef: string) {
  const [payment] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.provider, provider), eq(payments.providerRef, providerRef)));
  return payment;
}

async function recordProcessing(tx: Tx, order: Order, attempt: PaymentAttempt, seen: ProviderPayment, now: Date): Promise<void> {
  // A failed payment can be tried again under the same reference.
  const [started] = await tx
    .insert(payments)
    .values({ ...rowOf(attempt, seen), status: "processing", createdAt: now })
    .onConflictDoUpdate({
      target: [payments.provider, payments.providerRef],
      set: { status: "processing", createdAt: now },
      setWhere: eq(payments.status, "failed"),
    })
    .returning({ id: payments.id });
  if (!started) return;
  await clearOrderedItems(tx, order);
  await addEvent(tx, order.id, { kind: "payment_processing", data: {} }, { actor: SYSTEM, now });
}

async function recordCaptured(tx: Tx, order: Order, attempt: PaymentAttempt, seen: ProviderPayment, now: Date): Promise<void> {
  const { billedCents, payableCents, keptCents } = await findAmountDue(tx, order.id);
  const isComplete = order.status === "cancelled" || keptCents + seen.amountCents >= payableCents;
  const right = isComplete && seen.amountCents === attempt.amountCents && seen.currency === attempt.currency;
  const captured = { ...rowOf(attempt, seen), status: right ? ("captured" as const) : ("review" as const), capturedAt: now };
  // The reference may have changed since the payment was processing: a charge exists only once money has moved.
  const [begun] = await tx
    .update(payments)
    .set(captured)
    .where(and(eq(payments.attemptId, attempt.id), eq(payments.status, "processing")))
    .returning();
  const payment = begun ?? (await insertPayment(tx, { ...captured, createdAt: now }));
  await closeAttempt(tx, attempt.id, now);
  if (!payment) return;
  if (right) {
    await settleOrder(tx, order, payment, { actor: SYSTEM, now });
    return;
  }
  await addEvent(tx, order.id, { kind: "payment_review", data: {} }, { actor: SYSTEM, now });
  await raiseAlert(
    tx,
    "amount_mismatch",
    seen.ref,
    {
      orderId: order.id,
      data: { expected: `${billedCents - keptCents} ${order.currency}`, received: `${seen.amountCents} ${seen.currency}` },
    },
    now,
  );
}

/** Returns undefined if the payment was recorded before. One that had failed is taken over: its provider has the money after all. */
async function insertPayment(tx: Tx, values: typeof payments.$inferInsert) {
  const { status, capturedAt } = values;
  const [payment] = await tx
    .insert(payments)
    .values(values)
    .onConflictDoUpdate({
      target: [payments.provider, payments.providerRef],
      set: { status, capturedAt },
      setWhere: eq(payments.status, "failed"),
    })
    .returning();
  return payment;
}

function rowOf(attempt: PaymentAttempt, seen: ProviderPayment) {
  return {
    orderId: attempt.orderId,
    attemptId: attempt.id,
    provider: attempt.provider,
    providerRef: seen.paymentRef ?? seen.ref,
    amountCents: seen.amountCents,
    currency: seen.currency,
  };
}

/** Records that the customer can pay, for the first time or again after a declined card or a failed payment. */
async function recordOpen(tx: Tx, order: Order, attempt: PaymentAttempt, seen: ProviderPayment, now: Date): Promise<void> {
  const begun = await tx.$count(payments, and(eq(payments.attemptId, attempt.id), eq(payments.status, "processing")));
  if (begun > 0) await recordFailed(tx, order, attempt, now);
  else if (seen.declined && order.status === "pending") await notifyPaymentFailed(tx, order, order.id, now);
}

async function recordFailed(tx: Tx, order: Order, attempt: PaymentAttempt, now: Date): Promise<void> {
  const failedPayment = await failProcessing(tx, attempt);
  if (order.status !== "pending") return;
  await tx
    .update(orders)
    .set({ expiresAt: sql`greatest(${orders.expiresAt}, ${new Date(now.getTime() + GRACE_MINUTES * 60_000).toISOString()})` })
    .where(eq(orders.id, order.id));
  await notifyPaymentFailed(tx, order, failedPayment ? `${failedPayment.id}:${failedPayment.createdAt.toISOString()}` : order.id, now);
}

/** Marks the attempt's processing payment as failed and returns it, if there was one. */
async function failProcessing(tx: Tx, attempt: PaymentAttempt) {
  const [failedPayment] = await tx
    .update(payments)
    .set({ status: "failed" })
    .where(and(eq(payments.attemptId, attempt.id), eq(payments.status, "processing")))
    .returning({ id: payments.id, createdAt: payments.createdAt });
  return failedPayment;
}

/** Writes one mail and one event per order for declined cards, however many, and one per processing payment that failed. */
async function notifyPaymentFailed(tx: Tx, order: Order, about: string, now: Date): Promise<void> {
  const written = await writeMessage(tx, {
    kind: "payment_failed",
    recipient: order.email,
    orderId: order.id,
    dedupeKey: `payment_failed:${about}`,
    data: {},
  });
  if (!written) return;
  await addEvent(tx, order.id, { kind: "payment_failed", data: {} }, { actor: SYSTEM, now });
  await notifyStaff(tx, await getSettings(tx), [{ kind: "staff_payment_failed", orderId: order.id, about, data: {} }]);
}
