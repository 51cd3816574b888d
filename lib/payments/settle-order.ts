import { and, eq, isNotNull, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orderLines, orders } from "@/db/schema/orders";
import { payments } from "@/db/schema/payments";
import { clearOrderedGoods } from "@/lib/cart/clear-ordered-goods";
import { notifyChanged } from "@/lib/catalog/notify-changed";
import { tags } from "@/lib/catalog/tags";
import type { OrderId, PaymentId } from "@/lib/ids";
import { reserveStock } from "@/lib/inventory/move-stock";
import { writeMessage } from "@/lib/mail/write-message";
import { listOrderSlugs, type Order } from "@/lib/orders/queries";
import { findCoupon } from "@/lib/promotions/queries";
import { redeemCoupon } from "@/lib/promotions/redeem-coupon";
import { openRefund } from "./open-refund";
import { addEvent, raiseAlert } from "./tell";
import type { RefundReason } from "./types";

type Payment = typeof payments.$inferSelect;

/**
 * What the order's whole amount, captured, means for the order: it is confirmed; one whose hold ran out comes back where
 * its goods are still there; what should not have been paid goes back by itself.
 */
export async function settleOrder(tx: Tx, order: Order, payment: Payment, now: Date): Promise<void> {
  if (order.status === "cancelled" && order.cancelReason !== "expired") return await giveBack(tx, order, payment, "cancelled", now);
  if (await isPaidOtherwise(tx, order.id, payment.id)) return await giveBack(tx, order, payment, "duplicate", now);
  if (order.status === "cancelled") {
    if (!(await reserveAgain(tx, order))) return await giveBack(tx, order, payment, "sold_out", now);
    await addEvent(tx, order.id, "reserved_again", now);
  }
  if (order.status === "cancelled" || order.status === "pending") {
    await tx
      .update(orders)
      .set({
        status: "confirmed",
        paymentMethod: payment.provider === "stripe" ? "card" : "paypal",
        confirmedAt: now,
        expiresAt: null,
        cancelledAt: null,
        cancelReason: null,
      })
      .where(eq(orders.id, order.id));
  }
  await clearOrderedGoods(tx, order);
  await addEvent(tx, order.id, "payment_received", now);
  await writeMessage(tx, {
    kind: "payment_received",
    recipient: order.email,
    orderId: order.id,
    dedupeKey: `payment_received:${order.id}`,
    data: {},
  });
}

async function isPaidOtherwise(tx: Tx, orderId: OrderId, paymentId: PaymentId): Promise<boolean> {
  const others = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.orderId, orderId), ne(payments.id, paymentId), eq(payments.status, "captured")))
    .limit(1);
  return others.length > 0;
}

async function giveBack(tx: Tx, order: Order, payment: Payment, reason: RefundReason, now: Date): Promise<void> {
  await openRefund(tx, payment, "rest", reason, now);
  const kind = reason === "duplicate" ? "paid_twice" : "paid_after_cancel";
  await raiseAlert(tx, kind, payment.id, { orderId: order.id, data: { reason, amountCents: payment.amountCents } }, now);
}

/** Undoes the savepoint: some of it is gone. */
class GoneMeanwhile extends Error {}

/** Takes stock and coupon once more, all of it or nothing. */
async function reserveAgain(tx: Tx, order: Order): Promise<boolean> {
  const lines = await tx
    .select({ variantId: orderLines.variantId, quantity: sql<number>`sum(${orderLines.quantity})::int` })
    .from(orderLines)
    .where(and(eq(orderLines.orderId, order.id), isNotNull(orderLines.variantId)))
    .groupBy(orderLines.variantId);
  const whole = (await tx.$count(orderLines, and(eq(orderLines.orderId, order.id), sql`${orderLines.variantId} is null`))) === 0;
  const wanted = lines.flatMap(({ variantId, quantity }) => (variantId ? [{ variantId, quantity }] : []));
  if (!whole) return false;
  try {
    await tx.transaction(async (savepoint) => {
      const reserved = await reserveStock(savepoint, order.id, wanted, "system");
      if (reserved.length !== wanted.length) throw new GoneMeanwhile();
      const coupon = order.couponCode ? await findCoupon(savepoint, order.couponCode) : undefined;
      if (order.couponCode && !(coupon && (await redeemCoupon(savepoint, coupon, order)))) throw new GoneMeanwhile();
    });
  } catch (error) {
    if (error instanceof GoneMeanwhile) return false;
    throw error;
  }
  const slugs = await listOrderSlugs(tx, order.id);
  await notifyChanged(tx, tags.listings, ...slugs.map((slug) => tags.product(slug)));
  return true;
}
