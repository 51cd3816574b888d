import { and, eq, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { payments } from "@/db/schema/payments";
import { transact } from "@/db/transaction";
import type { CommandContext } from "@/lib/core/actor";
import type { OrderId, PaymentId } from "@/lib/core/ids";
import type { Cents } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { findAmountDue } from "@/lib/orders/amount-due";
import { addEvent } from "@/lib/orders/events";
import { lockOrder } from "@/lib/orders/lock";
import type { Order } from "@/lib/orders/queries";
import { writeMessage } from "@/lib/outbox/write-message";
import { getMethod, termsOf } from "@/lib/payments/methods";
import { bankTransfer, cashOnDelivery } from "@/lib/payments/offline";
import { sumRefunds } from "@/lib/payments/open-refund";
import { endIfOpen } from "./end-payment";
import { type Payment, refundUnwanted, settleOrder } from "./settle-order";

/** `refunded`: the order is cancelled and the money did not cover its total, or it was already paid, so the money is refunded. */
export type ReceivedMoney = "paid" | "underpaid" | "overpaid" | "refunded";

/** How long an order that was paid in part waits for the rest, at least. */
const REST_DAYS = 3;

/**
 * Records a transfer to the shop's account; `entry` identifies it in the bank statement, so it can't be recorded twice. An
 * underpaid order waits for the rest, or is refunded if it is cancelled; an overpayment is accepted and staff are alerted.
 */
export async function recordTransfer(
  db: Db,
  orderId: OrderId,
  transfer: { amountCents: Cents; entry: string },
  context: CommandContext,
): Promise<Result<ReceivedMoney, "already_recorded" | "not_positive">> {
  const { amountCents, entry } = transfer;
  if (amountCents <= 0) return fail("not_positive");
  const recorded = await transact(db, async (tx) => {
    const order = await lockOrder(tx, orderId);
    return await receive(tx, order, { provider: bankTransfer.source, providerRef: entry, amountCents }, context);
  });
  // A payment begun before it asks for too much. One that can't be ended now is ended by reconciliation.
  if (recorded.ok) await endIfOpen(db, orderId, context.now);
  return recorded;
}

/**
 * Records the cash, in cents, that the courier collected for a cash-on-delivery order. Another amount corrects the one that was
 * recorded; `below_refunds`: some of it was refunded already.
 */
export async function recordCash(
  db: Db,
  orderId: OrderId,
  amountCents: Cents,
  context: CommandContext,
): Promise<Result<ReceivedMoney, "already_recorded" | "not_cash_on_delivery" | "not_positive" | "below_refunds">> {
  if (amountCents <= 0) return fail("not_positive");
  return await transact(db, async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (termsOf(getMethod(order)).kind !== "on_delivery") return fail("not_cash_on_delivery");
    const cash = { provider: cashOnDelivery.source, providerRef: order.reference, amountCents };
    const isRecorded = and(eq(payments.provider, cash.provider), eq(payments.providerRef, cash.providerRef));
    const [recorded] = await tx.select().from(payments).where(isRecorded);
    if (!recorded) return await receive(tx, order, cash, context);
    if (recorded.amountCents === amountCents) return fail("already_recorded");
    if (amountCents < (await sumRefunds(tx, recorded))) return fail("below_refunds");
    await tx.update(payments).set({ amountCents }).where(isRecorded);
    await addEvent(tx, orderId, { kind: "cash_corrected", data: { fromCents: recorded.amountCents, toCents: amountCents } }, context);
    return ok(await follow(tx, order, { ...recorded, amountCents }, context));
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
  return payment ? ok(await follow(tx, order, payment, context)) : fail("already_recorded");
}

/** Decides what money that was just recorded means for its order. */
async function follow(tx: Tx, order: Order, payment: Payment, context: CommandContext): Promise<ReceivedMoney> {
  const { now } = context;
  const { billedCents, payableCents, keptCents } = await findAmountDue(tx, order.id);
  if (keptCents < payableCents && order.status === "cancelled") {
    await refundUnwanted(tx, payment, "cancelled", now);
    return "refunded";
  }
  if (keptCents < payableCents) {
    await addEvent(tx, order.id, { kind: "underpaid", data: { amountCents: payment.amountCents } }, context);
    if (payment.provider === bankTransfer.source && order.status === "pending") await askForTheRest(tx, order, payment.id, now);
    return "underpaid";
  }
  if ((await settleOrder(tx, order, payment, context)) === "refunded") return "refunded";
  return keptCents > billedCents ? "overpaid" : "paid";
}

/** Asks for the rest, and gives the customer time to send it. */
async function askForTheRest(tx: Tx, order: Order, about: PaymentId, now: Date): Promise<void> {
  const until = new Date(now.getTime() + REST_DAYS * 86_400_000).toISOString();
  await tx
    .update(orders)
    .set({ expiresAt: sql`greatest(${orders.expiresAt}, ${until})` })
    .where(eq(orders.id, order.id));
  const { keptCents, dueCents } = await findAmountDue(tx, order.id);
  await writeMessage(tx, {
    kind: "payment_incomplete",
    recipient: order.email,
    orderId: order.id,
    dedupeKey: `payment_incomplete:${about}`,
    data: { receivedCents: keptCents, missingCents: dueCents },
  });
}
