import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { returns } from "@/db/schema/returns";
import { transact } from "@/db/transaction";
import type { CommandContext } from "@/lib/core/actor";
import type { OrderId, ReturnId } from "@/lib/core/ids";
import { ok, type Result } from "@/lib/core/result";
import { addEvent } from "@/lib/orders/events";
import { openRefunds, type RefundError } from "@/lib/refunds/refund-order";
import { sendRefunds } from "@/lib/settlement/send-refunds";
import { lockReturn, type ReturnError } from "./lock-return";
import { returnedDeliveryCents } from "./returned-delivery";

/**
 * Refunds the items of a return, less earlier refunds, and delivery where the law requires it. `restock` puts the items back
 * on sale.
 */
export async function refundReturn(
  db: Db,
  id: ReturnId,
  { restock, note }: { restock: boolean; note: string },
  context: CommandContext,
): Promise<Result<undefined, ReturnError | RefundError>> {
  const refunded = await transact(db, async (tx): Promise<Result<OrderId, ReturnError | RefundError>> => {
    const found = await lockReturn(tx, id, "refunded");
    if (!found.ok) return found;
    const { order, row, items } = found.value;
    const shippingCents = await returnedDeliveryCents(tx, order, row);
    const what = { kind: "returned", lines: items, shippingCents, received: row.receivedAt !== null } as const;
    const opened = await openRefunds(tx, order.id, { what, restock, note, iban: null }, context);
    if (!opened.ok) return opened;
    await tx.update(returns).set({ status: "refunded", refundId: opened.value[0] }).where(eq(returns.id, id));
    await addEvent(tx, order.id, { kind: "return_refunded", data: {} }, context);
    return ok(order.id);
  });
  if (!refunded.ok) return refunded;
  await sendRefunds(db, context.now, 5, refunded.value);
  return ok(undefined);
}
