import { and, eq, isNull, or } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { type payments, refunds } from "@/db/schema/payments";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { issueCreditNote } from "@/lib/invoices/issue-credit-note";
import { addEvent } from "@/lib/orders/events";
import { writeMessage } from "@/lib/outbox/write-message";
import type { ProviderRefund } from "@/lib/payments/port/online-provider";

/**
 * Writes down what a provider says of a refund, under the order's lock. One that was made in the provider's own pages
 * gets its row here. It moves forward only: open, pending, succeeded; and failed, from any of them. One that failed without
 * a name at the provider was given up here, and follows what the provider says after all.
 */
export async function recordRefund(tx: Tx, payment: typeof payments.$inferSelect, seen: ProviderRefund, now: Date): Promise<void> {
  const known = await findRefund(tx, payment, seen);
  if (!known && seen.state === "failed") return;
  const refund = known ?? (await insertForeign(tx, payment, seen, now));
  const { status, providerRef } = refund;
  if ((status === "failed" && (providerRef || seen.state === "failed")) || (status === "succeeded" && seen.state !== "failed")) return;
  await tx
    .update(refunds)
    .set({ status: seen.state, providerRef: seen.ref, lastError: null, closedAt: seen.state === "pending" ? null : now })
    .where(eq(refunds.id, refund.id));
  if (seen.state === "succeeded") await completeRefund(tx, refund, now);
  if (seen.state === "failed") await notifyRefundFailed(tx, refund, now);
}

type Refund = typeof refunds.$inferSelect;

async function findRefund(tx: Tx, payment: { id: Refund["paymentId"] }, seen: ProviderRefund): Promise<Refund | undefined> {
  const [refund] = await tx
    .select()
    .from(refunds)
    .where(
      and(
        eq(refunds.paymentId, payment.id),
        or(eq(refunds.providerRef, seen.ref), seen.refundId ? and(eq(refunds.id, seen.refundId), isNull(refunds.providerRef)) : undefined),
      ),
    );
  return refund;
}

async function insertForeign(tx: Tx, payment: typeof payments.$inferSelect, seen: ProviderRefund, now: Date): Promise<Refund> {
  const [refund] = await tx
    .insert(refunds)
    .values({
      orderId: payment.orderId,
      paymentId: payment.id,
      amountCents: seen.amountCents,
      reason: "made_at_provider",
      status: "pending",
      providerRef: seen.ref,
      createdAt: now,
      nextTryAt: now,
    })
    .returning();
  if (!refund) throw new Error("no refund was inserted");
  return refund;
}

export async function completeRefund(tx: Tx, refund: Refund, now: Date, by?: string): Promise<void> {
  const [order] = await tx.select({ email: orders.email }).from(orders).where(eq(orders.id, refund.orderId));
  if (!order) throw new Error(`no order ${refund.orderId}`);
  await issueCreditNote(tx, refund.id, now);
  await addEvent(tx, refund.orderId, "refunded", now, by);
  await writeMessage(tx, {
    kind: "refunded",
    recipient: order.email,
    orderId: refund.orderId,
    dedupeKey: `refunded:${refund.id}`,
    data: { amountCents: refund.amountCents, reason: refund.reason, accountEnd: refund.iban?.slice(-4) ?? null },
  });
}

/** The money stays where it is until staff decide: the order's page and the customer are not told a thing that isn't so. */
export async function notifyRefundFailed(tx: Tx, refund: Pick<Refund, "id" | "orderId" | "amountCents">, now: Date): Promise<void> {
  await addEvent(tx, refund.orderId, "refund_failed", now);
  await raiseAlert(tx, "refund_failed", refund.id, { orderId: refund.orderId, data: { amountCents: refund.amountCents } }, now);
}
