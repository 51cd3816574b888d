import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { CancelReason } from "@/db/schema/orders";
import { orders } from "@/db/schema/orders";
import { transact } from "@/db/transaction";
import type { CommandContext } from "@/lib/core/actor";
import type { OrderId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { cancelOrder } from "@/lib/fulfilment/cancel-order";
import { lastCancelTime } from "@/lib/orders/cancel-period";
import { lockOrder } from "@/lib/orders/lock";
import { findOpenAttempt } from "@/lib/payments/attempts";
import { endPayment } from "@/lib/settlement/end-payment";
import { sendRefunds } from "@/lib/settlement/send-refunds";

/**
 * Cancels an order with nothing shipped yet: ends any open payment at its provider, then releases stock and coupon and
 * refunds the amount paid. Customers may cancel for an hour, staff at any time. `payment_open`: a payment is in progress or
 * its provider can't be reached, try again later; `too_late`: the hour is over, or the order was already sent or cancelled.
 */
export async function cancelPlacedOrder(
  db: Db,
  orderId: OrderId,
  cancellation: { reason: Exclude<CancelReason, "expired" | "replaced">; note: string },
  context: CommandContext,
): Promise<Result<undefined, "payment_open" | "too_late">> {
  const { now } = context;
  const byCustomer = cancellation.reason === "customer";
  const [order] = await db.select({ placedAt: orders.placedAt }).from(orders).where(eq(orders.id, orderId));
  if (!order || (byCustomer && now > lastCancelTime(order))) return fail("too_late");
  const ended = await endPayment(db, orderId, now);
  if (ended === "in_progress" || ended === "unreachable") return fail("payment_open");
  const cancelled = await transact(db, async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (byCustomer && now > lastCancelTime(order)) return fail("too_late");
    // The customer may have started another payment in the meantime.
    if (await findOpenAttempt(tx, orderId)) return fail("payment_open");
    if (!(await cancelOrder(tx, orderId, cancellation, context))) return fail("too_late");
    return ok(undefined);
  });
  if (cancelled.ok) await sendRefunds(db, now, 5, orderId);
  return cancelled;
}
