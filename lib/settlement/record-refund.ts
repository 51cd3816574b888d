import { and, eq, isNull, or } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type payments, refunds } from "@/db/schema/payments";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { SYSTEM } from "@/lib/core/actor";
import { stopUnsent } from "@/lib/fulfilment/restock-returned";
import { findAmountDue } from "@/lib/orders/amount-due";
import { addEvent } from "@/lib/orders/events";
import type { ProviderRefund } from "@/lib/payments/port/online-provider";
import { completeRefund } from "./complete-refund";

/**
 * Records a provider's answer about a refund, under the order's lock; a refund made in the provider's dashboard gets its row
 * here. The status only moves forward (open, pending, succeeded; from any of them to failed), except that a refund the shop
 * gave up on, failed without a provider reference, still follows a later answer.
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
  if (!known) await followForeign(tx, refund, now);
  if (seen.state === "succeeded") await completeRefund(tx, refund, { actor: SYSTEM, now });
  if (seen.state === "failed") await notifyRefundFailed(tx, refund, now);
}

type Refund = typeof refunds.$inferSelect;

/** A refund made at the provider that leaves nothing paid stops what was not sent; staff who made it may not know that. */
async function followForeign(tx: Tx, { id, orderId, amountCents }: Refund, now: Date): Promise<void> {
  if ((await findAmountDue(tx, orderId)).keptCents > 0) return;
  if (!(await stopUnsent(tx, orderId, { actor: SYSTEM, now }))) return;
  await raiseAlert(tx, "refunded_at_provider", id, { orderId, data: { amountCents } }, now);
}

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

/** Alerts staff, who must decide about the money. The customer gets no mail, as nothing is settled yet. */
export async function notifyRefundFailed(
  tx: Tx,
  { id, orderId, amountCents }: Pick<Refund, "id" | "orderId" | "amountCents">,
  now: Date,
): Promise<void> {
  await addEvent(tx, orderId, { kind: "refund_failed", data: { amountCents } }, { actor: SYSTEM, now });
  await raiseAlert(tx, "refund_failed", id, { orderId, data: { amountCents } }, now);
}
