import { and, eq } from "drizzle-orm";
import type { Executor, Tx } from "@/db/client";
import { paymentAttempts } from "@/db/schema/payments";
import type { OrderId, PaymentAttemptId } from "@/lib/core/ids";

export type PaymentAttempt = typeof paymentAttempts.$inferSelect;

/** Finds the order's open attempt; an order has one at most. */
export async function findOpenAttempt(db: Executor, orderId: OrderId): Promise<PaymentAttempt | undefined> {
  const [attempt] = await db
    .select()
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.orderId, orderId), eq(paymentAttempts.status, "open")));
  return attempt;
}

export async function findAttempt(db: Executor, id: PaymentAttemptId): Promise<PaymentAttempt | undefined> {
  const [attempt] = await db.select().from(paymentAttempts).where(eq(paymentAttempts.id, id));
  return attempt;
}

/** Call it under the order's lock. */
export async function closeAttempt(tx: Tx, id: PaymentAttemptId, now: Date): Promise<void> {
  await tx
    .update(paymentAttempts)
    .set({ status: "closed", closedAt: now })
    .where(and(eq(paymentAttempts.id, id), eq(paymentAttempts.status, "open")));
}
