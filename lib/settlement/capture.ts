import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { paymentAttempts } from "@/db/schema/payments";
import { transact } from "@/db/transaction";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import type { OrderId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import { findAmountDue } from "@/lib/orders/amount-due";
import { lockOrder } from "@/lib/orders/lock";
import { findAttempt, type PaymentAttempt } from "@/lib/payments/attempts";
import { type OnlineProvider, type ProviderPayment, ProviderRejected } from "@/lib/payments/port/online-provider";

/**
 * Captures an approved attempt if its order still awaits payment, and cancels it at the provider if not; an attempt in any
 * other state is returned unchanged. The start of the capture is recorded first, so the attempt is never dropped while money
 * may be moving.
 */
export async function captureIfApproved(
  db: Db,
  provider: OnlineProvider,
  attempt: PaymentAttempt,
  seen: ProviderPayment,
  now: Date,
): Promise<ProviderPayment> {
  if (seen.state === "open" && !(await isWanted(db, attempt.orderId))) return await provider.cancel(seen.ref);
  if (seen.state !== "approved") return seen;
  const startedAt = await beginCapture(db, attempt, seen, now);
  if (!startedAt) return await provider.cancel(seen.ref);
  const outcome = await capture(provider, attempt, seen, startedAt);
  if (outcome.state === "open" || outcome.state === "approved") {
    // After a definite refusal the customer may approve again, and the next capture needs a new key.
    await db
      .update(paymentAttempts)
      .set({ captureStartedAt: null })
      .where(and(eq(paymentAttempts.id, attempt.id), eq(paymentAttempts.captureStartedAt, startedAt)));
  }
  return outcome;
}

/** Needs no lock: an order that is no longer pending never becomes pending again. */
async function isWanted(db: Db, orderId: OrderId): Promise<boolean> {
  return (await db.$count(orders, and(eq(orders.id, orderId), eq(orders.status, "pending")))) > 0;
}

async function capture(provider: OnlineProvider, { id }: PaymentAttempt, seen: ProviderPayment, startedAt: Date): Promise<ProviderPayment> {
  try {
    return await provider.capture(seen.ref, `${id}:${startedAt.getTime()}`);
  } catch (error) {
    if (!(error instanceof ProviderRejected)) throw error;
    log.warn({ provider: provider.name, attemptId: id, code: error.code }, "a capture was refused");
    return await provider.find(seen.ref);
  }
}

/** Returns when the capture began, now or in an earlier try; null where the attempt must not be captured. */
async function beginCapture(db: Db, { id, orderId }: PaymentAttempt, seen: ProviderPayment, now: Date): Promise<Date | null> {
  return await transact(db, async (tx) => {
    const order = await lockOrder(tx, orderId);
    const attempt = await findAttempt(tx, id);
    if (!attempt || seen.amountCents !== attempt.amountCents || seen.currency !== attempt.currency) {
      const expected = attempt ? `${attempt.amountCents} ${attempt.currency}` : "nothing";
      const data = { expected, received: `${seen.amountCents} ${seen.currency}` };
      await raiseAlert(tx, "amount_mismatch", seen.ref, { orderId, data }, now);
      return null;
    }
    if (order.status !== "pending" || attempt.status !== "open") return null;
    // Another payment may have arrived since: the customer pays the rest by a new attempt.
    if ((await findAmountDue(tx, orderId)).dueCents !== attempt.amountCents) return null;
    const [begun] = await tx
      .update(paymentAttempts)
      .set({ captureStartedAt: sql`coalesce(${paymentAttempts.captureStartedAt}, ${now.toISOString()})` })
      .where(eq(paymentAttempts.id, id))
      .returning({ startedAt: paymentAttempts.captureStartedAt });
    return begun?.startedAt ?? null;
  });
}
