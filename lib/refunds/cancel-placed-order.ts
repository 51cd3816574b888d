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
import { closeAttempt, findOpenAttempt, type PaymentAttempt } from "@/lib/payments/attempts";
import { endPayment } from "@/lib/settlement/end-payment";
import { sendRefunds } from "@/lib/settlement/send-refunds";

/** A payment begun this long ago whose provider still can't be asked, as after a change of keys, doesn't stop staff. */
const LOST_AFTER_HOURS = 24;

/**
 * Cancels an order with nothing shipped yet: ends any open payment at its provider, then releases stock and coupon and
 * refunds the amount paid. Customers may cancel for an hour, staff at any time. `payment_open`: a payment is in progress or
 * its provider can't be reached, try again later; `too_late`: the hour is over, or the order was already sent or cancelled.
 * Money that comes after all is refunded.
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
  const lost = ended === "unreachable" && !byCustomer ? await findLostAttempt(db, orderId, now) : undefined;
  if (ended === "in_progress" || (ended === "unreachable" && !lost)) return fail("payment_open");
  const cancelled = await transact(db, async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (byCustomer && now > lastCancelTime(order)) return fail("too_late");
    // The customer may have started another payment in the meantime.
    const open = await findOpenAttempt(tx, orderId);
    if (open && open.id !== lost?.id) return fail("payment_open");
    if (open) await closeAttempt(tx, open.id, now);
    if (!(await cancelOrder(tx, orderId, cancellation, context))) return fail("too_late");
    return ok(undefined);
  });
  if (cancelled.ok) await sendRefunds(db, now, 5, orderId);
  return cancelled;
}

async function findLostAttempt(db: Db, orderId: OrderId, now: Date): Promise<PaymentAttempt | undefined> {
  const attempt = await findOpenAttempt(db, orderId);
  return attempt && now.getTime() - attempt.createdAt.getTime() >= LOST_AFTER_HOURS * 3_600_000 ? attempt : undefined;
}
