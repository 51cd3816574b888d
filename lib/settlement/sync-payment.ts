import type { Db } from "@/db/client";
import { transact } from "@/db/transaction";
import type { OrderId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import { lockOrder } from "@/lib/orders/lock";
import { closeAttempt, findAttempt, findOpenAttempt, type PaymentAttempt } from "@/lib/payments/attempts";
import { ProviderRejected, ProviderUnreachable } from "@/lib/payments/port/online-provider";
import { findOnlineProvider } from "@/lib/payments/providers";
import { captureIfApproved } from "./capture";
import { recordPayment, retryOnStaleAnswer } from "./record-payment";
import { sendRefunds } from "./send-refunds";

/**
 * Asks the provider about the order's open payment and records the answer, capturing a payment that the customer approved.
 * Safe to call any number of times.
 */
export async function syncOrder(db: Db, orderId: OrderId, now: Date): Promise<"synced" | "unreachable"> {
  const attempt = await findOpenAttempt(db, orderId);
  return attempt ? await syncAttempt(db, attempt, now) : "synced";
}

/** Without an answer from the provider, the browser received nothing to pay with: only a pending order may still use the attempt. */
async function closeUnanswered(db: Db, { id, orderId }: PaymentAttempt, now: Date): Promise<void> {
  await transact(db, async (tx) => {
    if ((await lockOrder(tx, orderId)).status !== "pending") await closeAttempt(tx, id, now);
  });
}

export async function syncAttempt(db: Db, attempt: PaymentAttempt, now: Date): Promise<"synced" | "unreachable"> {
  const provider = await findOnlineProvider(attempt.provider);
  if (!provider) return "unreachable";
  try {
    await retryOnStaleAnswer(async () => {
      const current = await findAttempt(db, attempt.id);
      if (!current) return;
      if (!current.providerRef) return await closeUnanswered(db, current, now);
      const seen = await captureIfApproved(db, provider, current, await provider.find(current.providerRef), now);
      await transact(db, async (tx) => await recordPayment(tx, current, { seen }, now));
    });
  } catch (error) {
    // A rejected lookup, as with a revoked key, says nothing about the money either.
    if (!(error instanceof ProviderUnreachable || error instanceof ProviderRejected)) throw error;
    log.warn({ err: error, provider: attempt.provider, attemptId: attempt.id }, "a provider could not be asked");
    return "unreachable";
  }
  await sendRefunds(db, now, 5, attempt.orderId);
  return "synced";
}
