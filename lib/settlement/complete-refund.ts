import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orders } from "@/db/schema/orders";
import type { refunds } from "@/db/schema/payments";
import type { CommandContext } from "@/lib/core/actor";
import { issueCreditNote } from "@/lib/invoices/issue-credit-note";
import { addEvent } from "@/lib/orders/events";
import { writeMessage } from "@/lib/outbox/write-message";

/** Records a succeeded refund in the timeline, writes the customer a mail and issues a credit note. Call it under the order's lock. */
export async function completeRefund(tx: Tx, refund: typeof refunds.$inferSelect, context: CommandContext): Promise<void> {
  const { id, orderId, amountCents, reason, iban } = refund;
  const [order] = await tx.select({ email: orders.email }).from(orders).where(eq(orders.id, orderId));
  if (!order) throw new Error(`no order ${orderId}`);
  await addEvent(tx, orderId, { kind: "refunded", data: { amountCents } }, context);
  await writeMessage(tx, {
    kind: "refunded",
    recipient: order.email,
    orderId,
    dedupeKey: `refunded:${id}`,
    data: { amountCents, reason, accountEnd: iban?.slice(-4) ?? null },
  });
  await issueCreditNote(tx, id, context.now);
}
