import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { returns } from "@/db/schema/returns";
import { transact } from "@/db/transaction";
import type { CommandContext } from "@/lib/core/actor";
import type { ReturnId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { restockReturned, writeOffUnsent } from "@/lib/fulfilment/restock-returned";
import { creditUnpaid } from "@/lib/invoices/issue-credit-note";
import { addEvent } from "@/lib/orders/events";
import { ACTIVE_REFUND_STATUSES, netCapturedCents } from "@/lib/payments/net-captured";
import { lockReturn, type ReturnError } from "./lock-return";
import { notifyReturn } from "./notify-return";
import { returnedDeliveryCents } from "./returned-delivery";

/**
 * Closes a return of an unpaid order, such as a parcel whose buyer did not pay the courier, without a refund. Its items are
 * credited, with the delivery that `refundReturn` would refund; `paid`: the return must be refunded instead.
 */
export async function closeReturn(
  db: Db,
  id: ReturnId,
  { restock }: { restock: boolean },
  context: CommandContext,
): Promise<Result<undefined, ReturnError | "paid" | "not_restockable">> {
  return await transact(db, async (tx) => {
    const found = await lockReturn(tx, id, "closed");
    if (!found.ok) return found;
    const { order, row, items } = found.value;
    if (order.status === "pending") return fail("illegal_status");
    if ((await netCapturedCents(tx, order.id, ACTIVE_REFUND_STATUSES)) > 0) return fail("paid");
    const shippingCents = await returnedDeliveryCents(tx, order, row);
    await tx.update(returns).set({ status: "closed" }).where(eq(returns.id, id));
    await addEvent(tx, order.id, { kind: "return_closed", data: {} }, context);
    await notifyReturn(tx, row, { kind: "return_closed", data: { kind: row.kind, items } });
    const stock = { items, first: row.receivedAt === null ? "held" : "sent" } as const;
    if (!restock) await writeOffUnsent(tx, order, stock, context);
    else if (!(await restockReturned(tx, order, stock, context))) return fail("not_restockable");
    // This comes last because it takes an invoice number. An order cancelled with these items is fully credited by now.
    await creditUnpaid(tx, order.id, items, shippingCents, context.now);
    return ok(undefined);
  });
}
