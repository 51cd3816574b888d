import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import type { OrderId } from "@/lib/core/ids";
import { type Cents, cents } from "@/lib/core/money";

/** An order's money, in cents. */
export type AmountDue = {
  /** The price of what the customer takes: the invoice less credit notes, or before it the total less returns that were closed. */
  billedCents: Cents;
  /** What the shop may keep: what is billed, less refunds under way, whose credit notes are issued once they have succeeded. */
  payableCents: Cents;
  /** Captured, less what was refunded or is being refunded, and less what a lost dispute took back. */
  keptCents: Cents;
  /** Like kept, but refunds that have yet to succeed don't count. */
  settledCents: Cents;
  /** What is still to be paid; negative if the shop has too much. A cancelled order costs nothing. */
  dueCents: Cents;
};

/**
 * `from orders o` with the columns `a.billed`, `a.payable`, `a.kept`, `a.settled` and `a.due`, for lists of orders. The
 * database's function `order_amounts` is the only place that subtracts money.
 */
export const ordersWithAmounts = sql`orders o cross join lateral order_amounts(o) a`;

/** An order's money now. One statement; call it under the order's lock where something is decided by it. */
export async function findAmountDue(db: Executor, orderId: OrderId): Promise<AmountDue> {
  const [row] = await db.execute<Record<"billed" | "payable" | "kept" | "settled" | "due", string>>(
    sql`select a.* from ${ordersWithAmounts} where o.id = ${orderId}`,
  );
  if (!row) throw new Error(`no order ${orderId}`);
  return {
    billedCents: cents(Number(row.billed)),
    payableCents: cents(Number(row.payable)),
    keptCents: cents(Number(row.kept)),
    settledCents: cents(Number(row.settled)),
    dueCents: cents(Number(row.due)),
  };
}
