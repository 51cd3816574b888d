import { and, eq, inArray, or } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CancelReason } from "@/db/schema/orders";
import { orders } from "@/db/schema/orders";
import { disputes, inReview, payments, refunds } from "@/db/schema/payments";
import { returns } from "@/db/schema/returns";
import { shipments } from "@/db/schema/shipments";
import { revalidateTags } from "@/lib/catalog/revalidate-tags";
import { tags } from "@/lib/catalog/tags";
import type { CommandContext } from "@/lib/core/actor";
import type { OrderId } from "@/lib/core/ids";
import { addCents } from "@/lib/core/money";
import { releaseStock } from "@/lib/inventory/move-stock";
import { creditCancelled } from "@/lib/invoices/issue-credit-note";
import { addEvent } from "@/lib/orders/events";
import { lockOrder } from "@/lib/orders/lock";
import { notifyStaffOfCancellation } from "@/lib/orders/notify-staff-of-order";
import { listOrderSlugs, type Order } from "@/lib/orders/queries";
import { canBecome } from "@/lib/orders/status";
import { writeMessage } from "@/lib/outbox/write-message";
import { refundCaptured } from "@/lib/payments/open-refund";
import { returnCoupon } from "@/lib/promotions/redeem-coupon";

/**
 * Cancels an order with nothing shipped yet: releases stock and coupon, opens refunds, credits the invoice, closes open returns
 * and notifies the customer unless another order replaces it, and staff if the customer did it. Returns false, without any change, if the order can't be
 * cancelled. The caller must first end any open payment at its provider, and call `sendRefunds` afterwards.
 */
export async function cancelOrder(
  tx: Tx,
  orderId: OrderId,
  { reason, note }: { reason: CancelReason; note: string },
  context: CommandContext,
): Promise<boolean> {
  const { now } = context;
  const order = await lockOrder(tx, orderId);
  if (!canBecome(order.status, "cancelled") || (await tx.$count(shipments, eq(shipments.orderId, orderId))) > 0) return false;
  await tx
    .update(orders)
    .set({ status: "cancelled", cancelledAt: now, cancelReason: reason, expiresAt: null })
    .where(eq(orders.id, orderId));
  await tx
    .update(returns)
    .set({ status: "closed" })
    .where(and(eq(returns.orderId, orderId), inArray(returns.status, ["requested", "approved", "received"])));
  await releaseStock(tx, orderId, context);
  await returnCoupon(tx, orderId);
  await addEvent(tx, orderId, { kind: "cancelled", data: { reason, note } }, context);
  await refundCaptured(tx, orderId, "cancelled", context);
  if (reason !== "replaced") await notifyCancelled(tx, order, reason, now);
  // Staff who settle a customer's withdrawal may cancel the order by it.
  if (reason === "customer" && context.actor.kind === "customer") await notifyStaffOfCancellation(tx, order);
  const slugs = await listOrderSlugs(tx, orderId);
  await revalidateTags(tx, tags.listings, ...slugs.map((slug) => tags.product(slug)));
  await creditCancelled(tx, orderId, now);
  return true;
}

async function notifyCancelled(tx: Tx, order: Order, reason: Exclude<CancelReason, "replaced">, now: Date): Promise<void> {
  const refunded = await tx
    .select({ status: refunds.status, amountCents: refunds.amountCents })
    .from(refunds)
    .where(eq(refunds.orderId, order.id));
  const lost = await tx
    .select({ amountCents: disputes.amountCents })
    .from(disputes)
    .where(and(eq(disputes.orderId, order.id), eq(disputes.status, "lost")));
  const sum = (...statuses: (typeof refunds.$inferSelect)["status"][]) =>
    addCents(...refunded.filter(({ status }) => statuses.includes(status)).map(({ amountCents }) => amountCents));
  const unclear = and(eq(payments.orderId, order.id), or(eq(payments.status, "processing"), inReview));
  await writeMessage(tx, {
    kind: "cancelled",
    recipient: order.email,
    orderId: order.id,
    // An order that is paid late is reopened, and can be cancelled again.
    dedupeKey: `cancelled:${order.id}:${now.toISOString()}`,
    data: {
      reason,
      givenBackCents: sum("succeeded"),
      backCents: sum("open", "pending"),
      toTransferCents: sum("to_transfer"),
      takenBackCents: addCents(...lost.map(({ amountCents }) => amountCents)),
      paymentOpen: (await tx.$count(payments, unclear)) > 0,
    },
  });
}
