import { and, asc, eq, ne } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { orderLines, orders } from "@/db/schema/orders";
import { returnLines, returns } from "@/db/schema/returns";
import { shipments } from "@/db/schema/shipments";
import type { OrderId } from "@/lib/ids";
import type { OrderStatus } from "@/lib/orders/status";
import { isReturnOpen, lastReturnDay } from "./withdrawal-period";

export type ReturnableLine = {
  position: number;
  name: string;
  options: readonly { name: string; value: string }[];
  /** Pieces that are in no return yet. */
  left: number;
  ordered: number;
  /** False for sealed hygiene goods and what was made to order: they can be returned when something is wrong with them, not withdrawn from. */
  returnable: boolean;
};

export type Returnability = {
  open: boolean;
  /** ISO date; null while something is still to arrive. */
  lastDay: string | null;
  lines: ReturnableLine[];
};

/** What of an order can still be withdrawn from or returned, and until when. */
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
