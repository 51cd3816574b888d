import { and, eq, or } from "drizzle-orm";
import type { Db, Executor } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { inReview, payments } from "@/db/schema/payments";
import { transact } from "@/db/transaction";
import type { OrderId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import { lockOrder } from "@/lib/orders/lock";
import { closeAttempt, findOpenAttempt } from "@/lib/payments/attempts";
import { ProviderRejected, ProviderUnreachable } from "@/lib/payments/port/online-provider";
import { findOnlineProvider } from "@/lib/payments/providers";
import { recordPayment, retryOnStaleAnswer } from "./record-payment";
import { syncAttempt } from "./sync-payment";

/**
 * `ended`: nothing is open at a provider, so the order may be cancelled; `paid`: the order is no longer pending;
 * `in_progress`: money may still arrive; `unreachable`: the state is unknown.
 */
export type EndedPayment = "ended" | "paid" | "in_progress" | "unreachable";

/** Ends an unpaid order's open payment at its provider. The order may be released only after `ended`. */
export async function endPayment(db: Db, orderId: OrderId, now: Date): Promise<EndedPayment> {
  const attempt = await findOpenAttempt(db, orderId);
  if (!attempt) return await outcomeOf(db, orderId);
  // Money may be moving: the outcome of the capture must be known before anything else.
  if (attempt.captureStartedAt && (await syncAttempt(db, attempt, now)) === "unreachable") return "unreachable";
  try {
    return await retryOnStaleAnswer(() => cancelOpenAttempt(db, orderId, now));
  } catch (error) {
    if (!(error instanceof ProviderUnreachable || error instanceof ProviderRejected)) throw error;
    log.warn({ err: error, provider: attempt.provider, attemptId: attempt.id }, "a payment could not be ended");
    return "unreachable";
  }
}

/** Ends the order's open payment, if there is one; false if its provider can't be asked or its money is under way. */
export async function endIfOpen(db: Db, orderId: OrderId, now: Date): Promise<boolean> {
  if (!(await findOpenAttempt(db, orderId))) return true;
  await endPayment(db, orderId, now);
  return !(await findOpenAttempt(db, orderId));
}

async function cancelOpenAttempt(db: Db, orderId: OrderId, now: Date): Promise<EndedPayment> {
  const attempt = await findOpenAttempt(db, orderId);
  if (!attempt) return await outcomeOf(db, orderId);
  // Without an answer from the provider, the browser received nothing to pay with.
  const provider = await findOnlineProvider(attempt.provider);
  const seen = attempt.providerRef ? await provider?.cancel(attempt.providerRef) : null;
  if (seen === undefined) return "unreachable";
  return await transact(db, async (tx) => {
    await lockOrder(tx, orderId);
    const open = await findOpenAttempt(tx, orderId);
    // A capture began, or the provider's first answer was saved, during the call above: the next call ends the attempt.
    if (open?.id === attempt.id && (open.captureStartedAt || open.providerRef !== attempt.providerRef)) return "in_progress";
    if (seen) await recordPayment(tx, attempt, { seen }, now);
    else await closeAttempt(tx, attempt.id, now);
    return await outcomeOf(tx, orderId);
  });
}

/** Derives the outcome from the order's rows after the provider has answered. A payment in review counts as in progress. */
async function outcomeOf(db: Executor, orderId: OrderId): Promise<EndedPayment> {
  if (await findOpenAttempt(db, orderId)) return "in_progress";
  const [order] = await db.select({ status: orders.status }).from(orders).where(eq(orders.id, orderId));
  if (order?.status !== "pending") return "paid";
  const begun = await db.$count(payments, and(eq(payments.orderId, orderId), or(eq(payments.status, "processing"), inReview)));
  return begun > 0 ? "in_progress" : "ended";
}
