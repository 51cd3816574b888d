import { and, eq, ne, sql, sum } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { RefundReason } from "@/db/schema/payments";
import { payments, refunds } from "@/db/schema/payments";
import type { CommandContext } from "@/lib/core/actor";
import type { OrderId, RefundId } from "@/lib/core/ids";
import { type Cents, cents } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { addEvent } from "@/lib/orders/events";
import { findOnlineMethod } from "./methods";

type Payment = typeof payments.$inferSelect;
type RefundDetails = Partial<Pick<typeof refunds.$inferInsert, "lines" | "shippingCents" | "note" | "iban">>;

/**
 * Records a refund to be made from a captured payment, of an amount in cents or of all that is left; `sendRefunds` requests it
 * from the provider. Call it under the order's lock, so the payment's refunds never exceed its captured amount.
 */
export async function openRefund(
  tx: Tx,
  payment: Payment,
  amount: Cents | "rest",
  reason: RefundReason,
  context: CommandContext,
  details: RefundDetails = {},
): Promise<Result<RefundId, "more_than_captured">> {
  const left = await findRefundable(tx, payment);
  const amountCents = amount === "rest" ? left : amount;
  if (amountCents <= 0 || amountCents > left) return fail("more_than_captured");
  const [refund] = await tx
    .insert(refunds)
    .values({
      ...details,
      orderId: payment.orderId,
      paymentId: payment.id,
      amountCents,
      reason,
      // Transfers and cash have no provider to refund through: staff transfer the money to the customer's account.
      status: findOnlineMethod(payment.provider) ? "open" : "to_transfer",
      createdAt: context.now,
      nextTryAt: context.now,
    })
    .returning({ id: refunds.id });
  if (!refund) throw new Error("no refund was inserted");
  await addEvent(tx, payment.orderId, { kind: "refund_requested", data: { amountCents, reason } }, context);
  return ok(refund.id);
}

/** Opens a refund of the rest of each captured payment of an order. */
export async function refundCaptured(tx: Tx, orderId: OrderId, reason: RefundReason, context: CommandContext): Promise<RefundId[]> {
  const captured = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.orderId, orderId), eq(payments.status, "captured")));
  const refundIds: RefundId[] = [];
  for (const payment of captured) {
    const opened = await openRefund(tx, payment, "rest", reason, context);
    if (opened.ok) refundIds.push(opened.value);
  }
  return refundIds;
}

/** The part of a payment, in cents, that was neither refunded, is being refunded, nor was lost in a dispute. */
const left = sql<number>`payment_left(payments, '{open,pending,to_transfer,succeeded}')`.mapWith(Number);

/** Lists an order's captured payments of which something can be refunded, with that amount. */
export async function listRefundable(tx: Tx, orderId: OrderId): Promise<{ payment: Payment; leftCents: Cents }[]> {
  const rows = await tx
    .select({ payment: payments, left })
    .from(payments)
    .where(and(eq(payments.orderId, orderId), eq(payments.status, "captured")));
  return rows.map((row) => ({ payment: row.payment, leftCents: cents(row.left) })).filter(({ leftCents }) => leftCents > 0);
}

async function findRefundable(tx: Tx, { id }: Payment): Promise<Cents> {
  const [row] = await tx.select({ left }).from(payments).where(eq(payments.id, id));
  return cents(row?.left ?? 0);
}

/** The amount of a payment that was refunded or is being refunded, in cents. */
export async function sumRefunds(tx: Tx, payment: Payment): Promise<Cents> {
  const [row] = await tx
    .select({ sum: sum(refunds.amountCents).mapWith(Number) })
    .from(refunds)
    .where(and(eq(refunds.paymentId, payment.id), ne(refunds.status, "failed")));
  return cents(row?.sum ?? 0);
}
