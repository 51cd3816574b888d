import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { returns } from "@/db/schema/returns";
import { transact } from "@/db/transaction";
import type { CommandContext } from "@/lib/core/actor";
import type { OrderId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { addEvent } from "@/lib/orders/events";
import { lockOrder } from "@/lib/orders/lock";

/**
 * Confirms an order, which obliges the shop to deliver. Call it under the lock of an order that is pending or being reopened; the
 * returns that its cancelling closed are open again, as the customer still wants to give those items back.
 */
export async function confirmOrder(tx: Tx, orderId: OrderId, context: CommandContext): Promise<void> {
  const { now } = context;
  await tx
    .update(orders)
    .set({ status: "confirmed", confirmedAt: now, expiresAt: null, cancelledAt: null, cancelReason: null })
    .where(eq(orders.id, orderId));
  await tx
    .update(returns)
    .set({
      status: sql`(case when ${returns.receivedAt} is not null then 'received'
        when ${returns.approvedAt} is not null then 'approved' else 'requested' end)::return_status`,
    })
    .where(and(eq(returns.orderId, orderId), eq(returns.status, "closed"), isNull(returns.waivedCents)));
  await addEvent(tx, orderId, { kind: "confirmed", data: {} }, context);
}

/** Confirms a pending order for staff before its payment is received. */
export async function confirmUnpaid(db: Db, orderId: OrderId, context: CommandContext): Promise<Result<undefined, "not_pending">> {
  return await transact(db, async (tx) => {
    if ((await lockOrder(tx, orderId)).status !== "pending") return fail("not_pending");
    await confirmOrder(tx, orderId, context);
    return ok(undefined);
  });
}
