import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { returns } from "@/db/schema/returns";
import { transact } from "@/db/transaction";
import type { CommandContext } from "@/lib/core/actor";
import type { ReturnId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { addEvent } from "@/lib/orders/events";
import { lockReturn, type ReturnError } from "./lock-return";
import { notifyReturn } from "./notify-return";

/** Rejects a return. The customer reads `rejection`, so an empty one is an error. */
export async function rejectReturn(
  db: Db,
  id: ReturnId,
  rejection: string,
  context: CommandContext,
): Promise<Result<undefined, ReturnError | "no_reason">> {
  if (rejection.trim() === "") return fail("no_reason");
  return await transact(db, async (tx) => {
    const found = await lockReturn(tx, id, "rejected");
    if (!found.ok) return found;
    const { order, row, items } = found.value;
    await tx.update(returns).set({ status: "rejected", rejection, rejectedAt: context.now }).where(eq(returns.id, id));
    await addEvent(tx, order.id, { kind: "return_rejected", data: { rejection } }, context);
    await notifyReturn(tx, row, { kind: "return_rejected", data: { kind: row.kind, items, rejection } });
    return ok(undefined);
  });
}
