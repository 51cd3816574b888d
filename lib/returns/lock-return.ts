import { asc, eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { returnLines, returns } from "@/db/schema/returns";
import type { ReturnId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import type { ReturnedItem } from "@/lib/fulfilment/restock-returned";
import { lockOrder } from "@/lib/orders/lock";
import type { Order } from "@/lib/orders/queries";
import { endIfOpen } from "@/lib/settlement/end-payment";
import { canBecome, type ReturnStatus } from "./status";

export type Return = typeof returns.$inferSelect;
export type ReturnError = "unknown_return" | "illegal_status";

/** Of its items, the customer has `sent`: all that were received, or those that had been sent when it was declared. */
export type LockedReturn = { order: Order; row: Return; items: readonly ReturnedItem[] };

/** Ends an open payment of the return's order, as settling the return may leave nothing to pay; false if it can't be ended now. */
export async function endOpenPayment(db: Db, id: ReturnId, now: Date): Promise<boolean> {
  const [known] = await db.select({ orderId: returns.orderId }).from(returns).where(eq(returns.id, id));
  return known === undefined || (await endIfOpen(db, known.orderId, now));
}

/** Reads a return whose status may become `next`, under its order's lock, which protects all returns of the order. */
export async function lockReturn(tx: Tx, id: ReturnId, next: ReturnStatus): Promise<Result<LockedReturn, ReturnError>> {
  const [known] = await tx.select({ orderId: returns.orderId }).from(returns).where(eq(returns.id, id));
  if (!known) return fail("unknown_return");
  const order = await lockOrder(tx, known.orderId);
  const [row] = await tx.select().from(returns).where(eq(returns.id, id));
  if (!row) return fail("unknown_return");
  if (!canBecome(row.status, next)) return fail("illegal_status");
  const items = await tx
    .select({ position: returnLines.position, quantity: returnLines.quantity, sent: returnLines.sentQuantity })
    .from(returnLines)
    .where(eq(returnLines.returnId, id))
    .orderBy(asc(returnLines.position));
  return ok({ order, row, items: row.receivedAt ? items.map((item) => ({ ...item, sent: item.quantity })) : items });
}
