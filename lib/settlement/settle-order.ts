import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orderLines, orders } from "@/db/schema/orders";
import type { payments, RefundReason } from "@/db/schema/payments";
import { transact } from "@/db/transaction";
import { raiseAlert, resolveAlert } from "@/lib/alerts/raise-alert";
import { clearOrderedItems } from "@/lib/cart/clear-ordered-items";
import { revalidateTags } from "@/lib/catalog/revalidate-tags";
import { tags } from "@/lib/catalog/tags";
import { type CommandContext, SYSTEM } from "@/lib/core/actor";
import { fail, ok } from "@/lib/core/result";
import { confirmOrder } from "@/lib/fulfilment/confirm-order";
import { reserveStock } from "@/lib/inventory/move-stock";
import { notifyLowStock } from "@/lib/inventory/notify-low-stock";
import { issueInvoice } from "@/lib/invoices/issue-invoice";
import { findAmountDue } from "@/lib/orders/amount-due";
import { addEvent } from "@/lib/orders/events";
import { notifyStaffOfOrder } from "@/lib/orders/notify-staff-of-order";
import { listOrderSlugs, type Order } from "@/lib/orders/queries";
import { writeMessage } from "@/lib/outbox/write-message";
import { askForAccount } from "@/lib/payments/ask-for-account";
import { findOnlineMethod, methodColumns } from "@/lib/payments/methods";
import { openRefund } from "@/lib/payments/open-refund";
import { findCoupon } from "@/lib/promotions/queries";
import { redeemCoupon } from "@/lib/promotions/redeem-coupon";
import { getSettings } from "@/lib/settings/settings";

export type Payment = typeof payments.$inferSelect;

/**
 * Settles an order that this payment pays in full: confirms it and issues its invoice. An order whose hold expired is reopened if
 * its stock is still available; a duplicate payment, or one for an order that can't be reopened, is refunded.
 */
export async function settleOrder(tx: Tx, order: Order, payment: Payment, context: CommandContext): Promise<"settled" | "refunded"> {
  const system = { ...context, actor: SYSTEM };
  if (order.status === "cancelled" && order.cancelReason !== "expired") return await refundUnwanted(tx, payment, "cancelled", context.now);
  if (await isPaidOtherwise(tx, order, payment)) return await refundUnwanted(tx, payment, "duplicate", context.now);
  if (order.status !== "cancelled") await clearOrderedItems(tx, order);
  else if (await reserveAgain(tx, order, system)) await addEvent(tx, order.id, { kind: "reserved_again", data: {} }, system);
  else return await refundUnwanted(tx, payment, "sold_out", context.now);
  // Transfers and cash don't change the order's method.
  const method = findOnlineMethod(payment.provider);
  if (method && method !== order.paymentMethod) await tx.update(orders).set(methodColumns(method)).where(eq(orders.id, order.id));
  await addEvent(tx, order.id, { kind: "payment_received", data: { amountCents: payment.amountCents } }, context);
  await writeMessage(tx, {
    kind: "payment_received",
    recipient: order.email,
    orderId: order.id,
    dedupeKey: `payment_received:${payment.id}`,
    data: {},
  });
  await checkOverpaid(tx, order, payment, context.now);
  await settleUnpaidRest(tx, order, context);
  return "settled";
}

/**
 * Confirms an order with nothing left to pay and issues its invoice, if that has not happened yet; of an online order, staff are
 * notified only now. It takes the last lock.
 */
export async function settleUnpaidRest(tx: Tx, order: Order, context: CommandContext): Promise<void> {
  if (order.status === "cancelled" || order.status === "pending") await confirmOrder(tx, order.id, context);
  if (order.online) await notifyStaffOfOrder(tx, order, await getSettings(tx));
  await issueInvoice(tx, order.id, context.now);
}

async function isPaidOtherwise(tx: Tx, order: Order, payment: Payment): Promise<boolean> {
  const { payableCents, keptCents } = await findAmountDue(tx, order.id);
  return keptCents - payment.amountCents >= payableCents;
}

/** Alerts staff to money that the order doesn't need, until a correction shows that there is none. */
async function checkOverpaid(tx: Tx, order: Order, payment: Payment, now: Date): Promise<void> {
  const { billedCents, keptCents } = await findAmountDue(tx, order.id);
  const data = { expectedCents: billedCents, receivedCents: keptCents };
  if (keptCents > billedCents) await raiseAlert(tx, "overpaid", payment.id, { orderId: order.id, data }, now);
  else await resolveAlert(tx, "overpaid", payment.id, now);
}

/** Refunds a payment that no order needs, without waiting for staff, and alerts them. */
export async function refundUnwanted(tx: Tx, payment: Payment, reason: RefundReason, now: Date): Promise<"refunded"> {
  const refund = await openRefund(tx, payment, "rest", reason, { actor: SYSTEM, now });
  if (refund.ok) await askForAccount(tx, refund.value, now);
  const kind = reason === "duplicate" ? "paid_twice" : "paid_after_cancel";
  const { orderId, amountCents } = payment;
  await raiseAlert(tx, kind, payment.id, { orderId, data: { reason, amountCents } }, now);
  return "refunded";
}

/** Reserves the stock again, redeems the coupon again and takes the ordered items out of their cart, all or nothing. */
async function reserveAgain(tx: Tx, order: Order, context: CommandContext): Promise<boolean> {
  const lines = await tx
    .select({ variantId: orderLines.variantId, quantity: sql<number>`sum(${orderLines.quantity})::int` })
    .from(orderLines)
    .where(and(eq(orderLines.orderId, order.id), isNotNull(orderLines.variantId)))
    .groupBy(orderLines.variantId);
  const isComplete = (await tx.$count(orderLines, and(eq(orderLines.orderId, order.id), sql`${orderLines.variantId} is null`))) === 0;
  const wanted = lines.flatMap(({ variantId, quantity }) => (variantId ? [{ variantId, quantity }] : []));
  if (!isComplete) return false;
  const again = await transact(tx, async (savepoint) => {
    await clearOrderedItems(savepoint, order);
    const reserved = await reserveStock(savepoint, order.id, wanted, context);
    if (reserved.length !== wanted.length) return fail("sold_out");
    await redeemAgain(savepoint, order);
    await notifyLowStock(savepoint, order.id, reserved);
    return ok(undefined);
  });
  if (!again.ok) return false;
  const slugs = await listOrderSlugs(tx, order.id);
  await revalidateTags(tx, tags.listings, ...slugs.map((slug) => tags.product(slug)));
  return true;
}

/** The price was agreed, so a coupon that has since been used up or switched off is honoured; then it isn't counted. */
async function redeemAgain(tx: Tx, order: Order): Promise<void> {
  const coupon = order.couponCode ? await findCoupon(tx, order.couponCode) : undefined;
  if (coupon) await transact(tx, async (savepoint) => await redeemCoupon(savepoint, coupon, order));
}
