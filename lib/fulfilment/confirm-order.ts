import { eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { transact } from "@/db/transaction";
import type { CommandContext } from "@/lib/core/actor";
import type { OrderId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { issueInvoice } from "@/lib/invoices/issue-invoice";
import { addEvent } from "@/lib/orders/events";
import { lockOrder } from "@/lib/orders/lock";

/**
 * Obliges the shop to deliver: the order can be packed and gets its invoice. Call it under the lock of an order that is
 * pending or comes back, after all other locks were taken.
 */
export async function confirmOrder(tx: Tx, orderId: OrderId, context: CommandContext): Promise<void> {
  const { now } = context;
  await tx
    .update(orders)
    .set({ status: "confirmed", confirmedAt: now, expiresAt: null, cancelledAt: null, cancelReason: null })
    .where(eq(orders.id, orderId));
  await addEvent(tx, orderId, { kind: "confirmed", data: {} }, context);
  await issueInvoice(tx, orderId, now);
}

/** Staff confirm an order before its money is here. */
export async function confirmUnpaid(db: Db, orderId: OrderId, context: CommandContext): Promise<Result<undefined, "not_pending">> {
  return await transact(db, async (tx) => {
    if ((await lockOrder(tx, orderId)).status !== "pending") return fail("not_pending");
    await confirmOrder(tx, orderId, context);
    return ok(undefined);
  });
}
