import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orderLines, orders } from "@/db/schema/orders";
import type { payments, RefundReason } from "@/db/schema/payments";
import { transact } from "@/db/transaction";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { clearOrderedItems } from "@/lib/cart/clear-ordered-items";
import { revalidateTags } from "@/lib/catalog/revalidate-tags";
import { tags } from "@/lib/catalog/tags";
import { type CommandContext, SYSTEM } from "@/lib/core/actor";
import { fail, ok } from "@/lib/core/result";
import { confirmOrder } from "@/lib/fulfilment/confirm-order";
import { reserveStock } from "@/lib/inventory/move-stock";
import { notifyLowStock } from "@/lib/inventory/notify-low-stock";
import { addEvent } from "@/lib/orders/events";
import { listOrderSlugs, type Order } from "@/lib/orders/queries";
import { writeMessage } from "@/lib/outbox/write-message";
import { askForAccount } from "@/lib/payments/ask-for-account";
import { findOnlineMethod, methodColumns } from "@/lib/payments/methods";
import { ACTIVE_REFUND_STATUSES, netCapturedCents } from "@/lib/payments/net-captured";
import { openRefund } from "@/lib/payments/open-refund";
import { findCoupon } from "@/lib/promotions/queries";
import { redeemCoupon } from "@/lib/promotions/redeem-coupon";

type Payment = typeof payments.$inferSelect;

/**
 * Settles an order that this payment pays in full, by confirming it. An order whose hold expired is reopened if its stock is
 * still available; a duplicate payment, or one for an order that can't be reopened, is refunded.
 */
export async function settleOrder(tx: Tx, order: Order, payment: Payment, context: CommandContext): Promise<void> {
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
    dedupeKey: `payment_received:${order.id}`,
    data: {},
  });
  if (order.status === "cancelled" || order.status === "pending") await confirmOrder(tx, order.id, context);
}

async function isPaidOtherwise(tx: Tx, order: Order, payment: Payment): Promise<boolean> {
  return (await netCapturedCents(tx, order.id, ACTIVE_REFUND_STATUSES)) - payment.amountCents >= order.totalCents;
}

/** Refunds a payment that no order needs, without waiting for staff, and alerts them. */
export async function refundUnwanted(tx: Tx, payment: Payment, reason: RefundReason, now: Date): Promise<void> {
  const refund = await openRefund(tx, payment, "rest", reason, { actor: SYSTEM, now });
  if (refund.ok) await askForAccount(tx, refund.value, now);
  const kind = reason === "duplicate" ? "paid_twice" : "paid_after_cancel";
  const { orderId, amountCents } = payment;
  await raiseAlert(tx, kind, payment.id, { orderId, data: { reason, amountCents } }, now);
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
    const coupon = order.couponCode ? await findCoupon(savepoint, order.couponCode) : undefined;
    if (order.couponCode && !(coupon && (await redeemCoupon(savepoint, coupon, order)).ok)) return fail("coupon_used_up");
    await notifyLowStock(savepoint, order.id, reserved);
    return ok(undefined);
  });
  if (!again.ok) return false;
  const slugs = await listOrderSlugs(tx, order.id);
  await revalidateTags(tx, tags.listings, ...slugs.map((slug) => tags.product(slug)));
  return true;
}
