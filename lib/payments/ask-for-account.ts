import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { refunds } from "@/db/schema/payments";
import type { RefundId } from "@/lib/core/ids";
import { writeMessage } from "@/lib/outbox/write-message";

/**
 * Asks the customer for a bank account, once at a time, if the refund can't go through a provider; does nothing for other
 * refunds.
 */
export async function askForAccount(tx: Tx, refundId: RefundId, now: Date): Promise<void> {
  const [waiting] = await tx
    .select({ orderId: refunds.orderId, amountCents: refunds.amountCents, email: orders.email })
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .where(and(eq(refunds.id, refundId), eq(refunds.status, "to_transfer"), isNull(refunds.iban)));
  if (!waiting) return;
  const { orderId, amountCents, email } = waiting;
  await writeMessage(tx, {
    kind: "account_needed",
    recipient: email,
    orderId,
    dedupeKey: `account_needed:${refundId}:${now.toISOString()}`,
    data: { amountCents },
  });
}
