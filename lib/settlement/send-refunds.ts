import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { payments, refunds } from "@/db/schema/payments";
import { transact } from "@/db/transaction";
import { nextTryAfter } from "@/lib/core/backoff";
import type { OrderId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import { lockOrder } from "@/lib/orders/lock";
import { type OnlineProvider, type ProviderRefund, ProviderRejected, ProviderUnreachable } from "@/lib/payments/port/online-provider";
import { findOnlineProvider } from "@/lib/payments/providers";
import { notifyRefundFailed, recordRefund } from "./record-refund";

/** A refund opened less than this long ago can't have been requested before. */
const FRESH_MS = 60_000;

/**
 * Requests due refunds from providers and asks for the state of pending ones, of one order only if given. After a crash at
 * any point the next call finishes the row, because the row's id is the idempotency key.
 */
export async function sendRefunds(db: Db, now: Date, limit: number, orderId?: OrderId): Promise<{ done: number; remaining: number }> {
  const due = and(
    inArray(refunds.status, ["open", "pending"]),
    lte(refunds.nextTryAt, now),
    orderId ? eq(refunds.orderId, orderId) : undefined,
  );
  const batch = await db
    .select({ refund: refunds, payment: payments })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(due)
    .orderBy(asc(refunds.nextTryAt))
    .limit(limit);
  let done = 0;
  for (const row of batch) if (await sendRefund(db, row, now)) done += 1;
  return { done, remaining: await db.$count(refunds, due) };
}

type Row = { refund: typeof refunds.$inferSelect; payment: typeof payments.$inferSelect };

/** Returns whether the provider's answer was recorded. */
async function sendRefund(db: Db, { refund, payment }: Row, now: Date): Promise<boolean> {
  const provider = await findOnlineProvider(payment.provider);
  try {
    if (!provider) throw new ProviderUnreachable(`${payment.provider} has no keys`);
    const { providerRef } = refund;
    const seen = providerRef ? await lookUp(() => provider.findRefund(providerRef)) : await makeRefund(provider, refund, payment, now);
    await transact(db, async (tx) => {
      await lockOrder(tx, refund.orderId);
      await recordRefund(tx, payment, { ...seen, refundId: refund.id }, now);
      await tx
        .update(refunds)
        .set({ tries: sql`${refunds.tries} + 1`, nextTryAt: nextTryAfter(refund.tries, now) })
        .where(eq(refunds.id, refund.id));
    });
    return true;
  } catch (error) {
    if (error instanceof ProviderRejected) return await giveUp(db, refund, error.code, now);
    // One refund's failure must not block the others.
    const expected = error instanceof ProviderUnreachable;
    log[expected ? "warn" : "error"]({ err: error, refundId: refund.id }, "a refund could not be sent yet");
    await db
      .update(refunds)
      .set({ tries: sql`${refunds.tries} + 1`, nextTryAt: nextTryAfter(refund.tries, now), lastError: expected ? "unreachable" : "broken" })
      .where(eq(refunds.id, refund.id));
    return false;
  }
}

/**
 * Makes a refund, after looking up one that may have been requested before: providers forget a key after a day, and some
 * even repeat their own failure under it.
 */
async function makeRefund(provider: OnlineProvider, refund: Row["refund"], payment: Row["payment"], now: Date): Promise<ProviderRefund> {
  if (now.getTime() - refund.createdAt.getTime() > FRESH_MS) {
    const { refunds: known } = await lookUp(() => provider.findByPayment(payment.providerRef));
    const existing = known.find(({ refundId }) => refundId === refund.id);
    if (existing) return existing;
  }
  const { id, amountCents } = refund;
  return await provider.refund({ id, paymentRef: payment.providerRef, amountCents, currency: payment.currency });
}

/** Treats a rejected lookup as unreachable: only a rejected refund call says anything about the money. */
async function lookUp<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ProviderRejected) throw new ProviderUnreachable("a refund could not be looked up", { cause: error });
    throw error;
  }
}

/** Records that the provider rejected the refund, which staff must then resolve. */
async function giveUp(db: Db, refund: Row["refund"], code: string, now: Date): Promise<boolean> {
  log.error({ refundId: refund.id, code }, "a refund was refused");
  await transact(db, async (tx) => {
    await lockOrder(tx, refund.orderId);
    const [failed] = await tx
      .update(refunds)
      .set({ status: "failed", lastError: code, closedAt: now })
      .where(and(eq(refunds.id, refund.id), inArray(refunds.status, ["open", "pending"])))
      .returning({ id: refunds.id });
    if (failed) await notifyRefundFailed(tx, refund, now);
  });
  return true;
}
