import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { returns } from "@/db/schema/returns";
import { transact } from "@/db/transaction";
import type { CommandContext } from "@/lib/core/actor";
import type { ReturnId } from "@/lib/core/ids";
import { ok, type Result } from "@/lib/core/result";
import { addEvent } from "@/lib/orders/events";
import { lockReturn, type ReturnError } from "./lock-return";

/** Records that the items of a return were received. */
export async function receiveReturn(db: Db, id: ReturnId, context: CommandContext): Promise<Result<undefined, ReturnError>> {
  return await transact(db, async (tx) => {
    const found = await lockReturn(tx, id, "received");
    if (!found.ok) return found;
    await tx.update(returns).set({ status: "received", receivedAt: context.now }).where(eq(returns.id, id));
    await addEvent(tx, found.value.order.id, { kind: "return_received", data: {} }, context);
    return ok(undefined);
  });
}
