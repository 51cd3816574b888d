import { and, asc, eq, ne } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { orderLines, orders } from "@/db/schema/orders";
import { returnLines, returns } from "@/db/schema/returns";
import { shipments } from "@/db/schema/shipments";
import type { OrderId } from "@/lib/core/ids";
import { isReturnOpen, lastReturnDay } from "@/lib/orders/return-period";
import type { OrderStatus } from "@/lib/orders/status";

export type ReturnableLine = {
  position: number;
  name: string;
  options: readonly { name: string; value: string }[];
  /** The number of items not in any return yet. */
  left: number;
  ordered: number;
  /** False for sealed hygiene goods and goods made to order, which can be returned if faulty but not withdrawn from. */
  returnable: boolean;
};

export type OrderReturn = Pick<typeof returns.$inferSelect, "id" | "kind" | "status" | "name" | "reason" | "rejection" | "requestedAt"> & {
  lines: { position: number; name: string; options: ReturnableLine["options"]; quantity: number }[];
};

/** Lists an order's returns and withdrawals with their items, oldest first. Uses two statements. */
export async function listReturns(db: Executor, orderId: OrderId): Promise<OrderReturn[]> {
  const { id, kind, status, name, reason, rejection, requestedAt } = returns;
  const [declared, lines] = await Promise.all([
    db
      .select({ id, kind, status, name, reason, rejection, requestedAt })
      .from(returns)
      .where(eq(returns.orderId, orderId))
      .orderBy(asc(returns.requestedAt), asc(returns.id)),
    db
      .select({
        returnId: returnLines.returnId,
        position: returnLines.position,
        name: orderLines.name,
        options: orderLines.options,
        quantity: returnLines.quantity,
      })
      .from(returnLines)
      .innerJoin(orderLines, and(eq(orderLines.orderId, returnLines.orderId), eq(orderLines.position, returnLines.position)))
      .where(eq(returnLines.orderId, orderId))
      .orderBy(asc(returnLines.position)),
  ]);
  return declared.map((one) => ({ ...one, lines: lines.filter(({ returnId }) => returnId === one.id) }));
}

export type Returnability = {
  open: boolean;
  /** An ISO date; null until everything has arrived. */
  lastDay: string | null;
  lines: ReturnableLine[];
};

/** Finds the items of an order that can still be withdrawn from or returned, and the last day. Uses four statements. */
export async function findReturnability(db: Executor, orderId: OrderId, now: Date): Promise<Returnability> {
  const [order, lines, parcels, earlier] = await Promise.all([
    db.select({ status: orders.status }).from(orders).where(eq(orders.id, orderId)),
    db.select().from(orderLines).where(eq(orderLines.orderId, orderId)).orderBy(asc(orderLines.position)),
    db.select({ deliveredAt: shipments.deliveredAt }).from(shipments).where(eq(shipments.orderId, orderId)),
    db
      .select({ position: returnLines.position, quantity: returnLines.quantity })
      .from(returnLines)
      .innerJoin(returns, eq(returns.id, returnLines.returnId))
      .where(and(eq(returns.orderId, orderId), ne(returns.status, "rejected"))),
  ]);
  const status: OrderStatus = order[0]?.status ?? "cancelled";
  const lastDay = lastReturnDay(parcels, status === "shipped" || status === "delivered");
  const sum = (rows: readonly { position: number; quantity: number }[], position: number) =>
    rows.filter((row) => row.position === position).reduce((total, row) => total + row.quantity, 0);
  return {
    open: status !== "cancelled" && isReturnOpen(lastDay, now),
    lastDay,
    lines: lines.map(({ position, name, options, quantity, returnable }) => ({
      position,
      name,
      options,
      ordered: quantity,
      left: quantity - sum(earlier, position),
      returnable,
    })),
  };
}
