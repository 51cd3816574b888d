import { eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { transact } from "@/db/transaction";
import type { OrderId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { issueInvoice } from "@/lib/invoices/issue-invoice";
import { addEvent } from "@/lib/orders/events";
import { lockOrder } from "@/lib/orders/lock";

/** Makes an order the shop's duty: it can be packed, and it has its invoice. Call it under the order's lock, for one that is pending or comes back. */
export async function confirmOrder(tx: Tx, orderId: OrderId, by: string, now: Date): Promise<void> {
  await tx
    .update(orders)
    .set({ status: "confirmed", confirmedAt: now, expiresAt: null, cancelledAt: null, cancelReason: null })
    .where(eq(orders.id, orderId));
  await issueInvoice(tx, orderId, now);
  await addEvent(tx, orderId, "confirmed", now, by);
}

/** Staff confirm an order that waits for its money, because they know better. */
export async function confirmUnpaid(db: Db, orderId: OrderId, by: string, now: Date): Promise<Result<undefined, "not_pending">> {
  return await transact(db, async (tx) => {
    if ((await lockOrder(tx, orderId)).status !== "pending") return fail("not_pending");
    await confirmOrder(tx, orderId, by, now);
    return ok(undefined);
  });
}
