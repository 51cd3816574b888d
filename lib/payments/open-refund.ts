import { and, eq, ne, sum } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type payments, refunds } from "@/db/schema/payments";
import type { RefundId } from "@/lib/ids";
import { type Cents, cents, subtractCents } from "@/lib/money";
import { fail, ok, type Result } from "@/lib/result";
import { addEvent } from "./tell";
import type { RefundReason } from "./types";

/**
 * Writes down that money of a captured payment goes back: an amount, or the rest of it. `sendRefunds` takes it to the
 * provider. Call it under the order's lock: the refunds of a payment never pass what was captured.
 */
export async function openRefund(
  tx: Tx,
  payment: typeof payments.$inferSelect,
  amount: Cents | "rest",
  reason: RefundReason,
  now: Date,
): Promise<Result<RefundId, "more_than_captured">> {
  const left = subtractCents(payment.amountCents, await sumRefunds(tx, payment));
  const amountCents = amount === "rest" ? left : amount;
  if (amountCents <= 0 || amountCents > left) return fail("more_than_captured");
  const [refund] = await tx
    .insert(refunds)
    .values({ orderId: payment.orderId, paymentId: payment.id, amountCents, reason, createdAt: now, nextTryAt: now })
    .returning({ id: refunds.id });
  if (!refund) throw new Error("no refund was inserted");
  await addEvent(tx, payment.orderId, "refund_requested", now);
  return ok(refund.id);
}

async function sumRefunds(tx: Tx, payment: typeof payments.$inferSelect): Promise<Cents> {
  const [row] = await tx
    .select({ sum: sum(refunds.amountCents).mapWith(Number) })
    .from(refunds)
    .where(and(eq(refunds.paymentId, payment.id), ne(refunds.status, "failed")));
  return cents(row?.sum ?? 0);
}
