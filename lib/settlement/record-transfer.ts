import type { Db, Tx } from "@/db/client";
import { payments } from "@/db/schema/payments";
import { transact } from "@/db/transaction";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import type { CommandContext } from "@/lib/core/actor";
import type { OrderId, PaymentId } from "@/lib/core/ids";
import { type Cents, subtractCents } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { addEvent } from "@/lib/orders/events";
import { lockOrder } from "@/lib/orders/lock";
import type { Order } from "@/lib/orders/queries";
import { writeMessage } from "@/lib/outbox/write-message";
import { getMethod, termsOf } from "@/lib/payments/methods";
import { ACTIVE_REFUND_STATUSES, netCapturedCents } from "@/lib/payments/net-captured";
import { bankTransfer, cashOnDelivery } from "@/lib/payments/offline";
import { refundUnwanted, settleOrder } from "./settle-order";

/** `refunded`: the order is cancelled and the money did not cover its total, so it is refunded. */
export type ReceivedMoney = "paid" | "underpaid" | "overpaid" | "refunded";

/**
 * Records a transfer to the shop's account; `entry` identifies it in the bank statement, so it can't be recorded twice. An
 * underpaid order waits for the rest, or is refunded if it is cancelled; an overpayment is accepted and staff are alerted.
 */
export async function recordTransfer(
  db: Db,
  orderId: OrderId,
  transfer: { amountCents: Cents; entry: string },
  context: CommandContext,
): Promise<Result<ReceivedMoney, "already_recorded">> {
  return await transact(db, async (tx) => {
    const order = await lockOrder(tx, orderId);
    const { amountCents, entry } = transfer;
    return await receive(tx, order, { provider: bankTransfer.source, providerRef: entry, amountCents }, context);
  });
}

/** Records the cash, in cents, that the courier collected for a cash-on-delivery order. */
export async function recordCash(
  db: Db,
  orderId: OrderId,
  amountCents: Cents,
  context: CommandContext,
): Promise<Result<ReceivedMoney, "already_recorded" | "not_cash_on_delivery">> {
  return await transact(db, async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (termsOf(getMethod(order)).kind !== "on_delivery") return fail("not_cash_on_delivery");
    return await receive(tx, order, { provider: cashOnDelivery.source, providerRef: order.reference, amountCents }, context);
  });
}

type Money = { provider: string; providerRef: string; amountCents: Cents };

async function receive(tx: Tx, order: Order, money: Money, context: CommandContext): Promise<Result<ReceivedMoney, "already_recorded">> {
  const { now } = context;
  const [payment] = await tx
    .insert(payments)
    .values({ ...money, orderId: order.id, currency: order.currency, status: "captured", createdAt: now, capturedAt: now })
    .onConflictDoNothing({ target: [payments.provider, payments.providerRef] })
    .returning();
  if (!payment) return fail("already_recorded");
  const received = await netCapturedCents(tx, order.id, ACTIVE_REFUND_STATUSES);
  if (received < order.totalCents && order.status === "cancelled") {
    await refundUnwanted(tx, payment, "cancelled", now);
    return ok("refunded");
  }
  if (received < order.totalCents) {
    await addEvent(tx, order.id, { kind: "underpaid", data: { amountCents: money.amountCents } }, context);
    if (money.provider === bankTransfer.source && order.status === "pending") await askForTheRest(tx, order, payment.id, received);
    return ok("underpaid");
  }
  await settleOrder(tx, order, payment, context);
  if (received === order.totalCents) return ok("paid");
  const data = { expectedCents: order.totalCents, receivedCents: received };
  await raiseAlert(tx, "overpaid", payment.id, { orderId: order.id, data }, now);
  return ok("overpaid");
}

async function askForTheRest(tx: Tx, order: Order, about: PaymentId, receivedCents: Cents): Promise<void> {
  await writeMessage(tx, {
    kind: "payment_incomplete",
    recipient: order.email,
    orderId: order.id,
    dedupeKey: `payment_incomplete:${about}`,
    data: { receivedCents, missingCents: subtractCents(order.totalCents, receivedCents) },
  });
}
