import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { returns } from "@/db/schema/returns";
import { transact } from "@/db/transaction";
import type { CommandContext } from "@/lib/core/actor";
import type { ReturnId } from "@/lib/core/ids";
import { ok, type Result } from "@/lib/core/result";
import { findAmountDue } from "@/lib/orders/amount-due";
import { addEvent } from "@/lib/orders/events";
import { lockReturn, type ReturnError } from "./lock-return";
import { notifyReturn } from "./notify-return";

/** Approves a return and asks the customer to send the items. */
export async function approveReturn(db: Db, id: ReturnId, context: CommandContext): Promise<Result<undefined, ReturnError>> {
  return await transact(db, async (tx) => {
    const found = await lockReturn(tx, id, "approved");
    if (!found.ok) return found;
    const { order, row, items } = found.value;
    await tx.update(returns).set({ status: "approved", approvedAt: context.now }).where(eq(returns.id, id));
    await addEvent(tx, order.id, { kind: "return_approved", data: {} }, context);
    const paid = (await findAmountDue(tx, order.id)).keptCents > 0;
    await notifyReturn(tx, row, { kind: "return_approved", data: { kind: row.kind, items, paid } });
    return ok(undefined);
  });
}
