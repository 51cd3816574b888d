import { and, asc, eq, ne } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { orderLines, orders } from "@/db/schema/orders";
import { returnLines, returns } from "@/db/schema/returns";
import { shipmentLines, shipments } from "@/db/schema/shipments";
import type { OrderId } from "@/lib/core/ids";
import { listUnsent } from "@/lib/fulfilment/advance-fulfilment";
import { isReturnOpen, lastReturnDay } from "@/lib/orders/return-period";
import type { OrderStatus } from "@/lib/orders/status";

export type ReturnableLine = {
  position: number;
  name: string;
  options: readonly { name: string; value: string }[];
  /** The number of items not in any return yet, nor refunded without one before they were sent. */
  left: number;
  /** The number of items that were sent and are in no return yet. */
  had: number;
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

/** Finds the items of an order that can still be withdrawn from or returned, and the last day. Uses six statements. */
export async function findReturnability(db: Executor, orderId: OrderId, now: Date): Promise<Returnability> {
  const { position, quantity } = returnLines;
  const [order, lines, parcels, sent, unsent, earlier] = await Promise.all([
    db.select({ status: orders.status }).from(orders).where(eq(orders.id, orderId)),
    db.select().from(orderLines).where(eq(orderLines.orderId, orderId)).orderBy(asc(orderLines.position)),
    db.select({ deliveredAt: shipments.deliveredAt }).from(shipments).where(eq(shipments.orderId, orderId)),
    db
      .select({ position: shipmentLines.position, quantity: shipmentLines.quantity })
      .from(shipmentLines)
      .where(eq(shipmentLines.orderId, orderId)),
    listUnsent(db, orderId),
    db
      .select({ position, quantity, sentQuantity: returnLines.sentQuantity, status: returns.status, receivedAt: returns.receivedAt })
      .from(returnLines)
      .innerJoin(returns, eq(returns.id, returnLines.returnId))
      .where(and(eq(returns.orderId, orderId), ne(returns.status, "rejected"))),
  ]);
  const status: OrderStatus = order[0]?.status ?? "cancelled";
  const lastDay = lastReturnDay(parcels, status === "shipped" || status === "delivered");
  const given = earlier.map((line) => {
    const had = line.receivedAt ? line.quantity : line.sentQuantity;
    // Unsent items of a settled return are no longer to be sent.
    const isSettled = line.status === "refunded" || line.status === "closed";
    return { position: line.position, had, waiting: isSettled ? 0 : line.quantity - had };
  });
  return {
    open: status !== "cancelled" && isReturnOpen(lastDay, now),
    lastDay,
    lines: lines.map((line) => {
      const sum = <Row extends { position: number }>(rows: readonly Row[], count: (row: Row) => number) =>
        rows.filter((row) => row.position === line.position).reduce((total, row) => total + count(row), 0);
      const had = sum(sent, (row) => row.quantity) - sum(given, (row) => row.had);
      const left = had + sum(unsent, (row) => row.quantity) - sum(given, (row) => row.waiting);
      const { name, options, returnable } = line;
      return { position: line.position, name, options, ordered: line.quantity, left: Math.max(0, left), had: Math.max(0, had), returnable };
    }),
  };
}
