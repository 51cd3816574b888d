import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { disputes, type payments } from "@/db/schema/payments";
import { raiseAlert, resolveAlert } from "@/lib/alerts/raise-alert";
import { SYSTEM } from "@/lib/core/actor";
import { stopUnsent } from "@/lib/fulfilment/restock-returned";
import { findAmountDue } from "@/lib/orders/amount-due";
import { addEvent } from "@/lib/orders/events";
import type { ProviderDispute } from "@/lib/payments/port/online-provider";

type Payment = Pick<typeof payments.$inferSelect, "id" | "orderId" | "providerRef">;

/**
 * Records a provider's answer about a dispute, under the order's lock. A lost dispute that leaves nothing paid stops what was
 * not sent; its invoice keeps its amount, which the customer then owes.
 */
export async function recordDispute(tx: Tx, payment: Payment, { ref, amountCents, state }: ProviderDispute, now: Date): Promise<void> {
  const { id: paymentId, orderId } = payment;
  const isThis = and(eq(disputes.paymentId, paymentId), eq(disputes.providerRef, ref));
  const [known] = await tx.select({ status: disputes.status }).from(disputes).where(isThis);
  if (known?.status === state) return;
  const found = { amountCents, status: state, closedAt: state === "open" ? null : now };
  if (known) await tx.update(disputes).set(found).where(isThis);
  else await tx.insert(disputes).values({ ...found, orderId, paymentId, providerRef: ref, openedAt: now });
  const context = { actor: SYSTEM, now };
  if (!known || state === "open") await addEvent(tx, orderId, { kind: "disputed", data: {} }, context);
  const details = { orderId, data: { payment: payment.providerRef, amountCents } };
  if (state === "open") {
    await raiseAlert(tx, "disputed", ref, details, now);
    return;
  }
  await resolveAlert(tx, "disputed", ref, now);
  await addEvent(tx, orderId, { kind: "dispute_closed", data: { outcome: state } }, context);
  await raiseAlert(tx, state === "won" ? "dispute_won" : "dispute_lost", ref, details, now);
  if (state === "lost" && (await findAmountDue(tx, orderId)).keptCents <= 0) await stopUnsent(tx, orderId, context);
}
