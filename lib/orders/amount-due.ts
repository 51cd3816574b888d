import { type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import type { OrderId } from "@/lib/core/ids";
import { type Cents, cents } from "@/lib/core/money";

/** An order's money, in cents. */
export type AmountDue = {
  /** The price of what the customer takes: the invoice less credit notes, or before it the total less returns that were closed. */
  billedCents: Cents;
  /** Captured, less what was refunded or is being refunded. */
  keptCents: Cents;
  /** Captured, less what was refunded: refunds that have yet to succeed don't count. */
  settledCents: Cents;
  /** What is still to be paid; negative if the shop has too much. A cancelled order costs nothing. */
  dueCents: Cents;
};

const captured = sql`select p.id, p.amount_cents from payments p where p.order_id = o.id and p.status = 'captured'`;
const refunded = (statuses: SQL) => sql`coalesce((
  select sum(r.amount_cents) from refunds r where r.payment_id in (select id from captured) and r.status in (${statuses})), 0)`;

/**
 * The only place that subtracts money: `billed`, `kept` and `due` of the order `o`, as a lateral subquery. A refund of an
 * invoiced order lowers its price, but its credit note is issued only once the refund has succeeded.
 */
const amounts = sql`(
  with captured as (${captured}),
  documents as (
    select sum(case i.kind when 'invoice' then 1 else -1 end * (i.content ->> 'totalCents')::bigint) as billed
    from invoices i where i.order_id = o.id),
  sums as (
    select coalesce(billed, o.total_cents - coalesce((select sum(w.waived_cents) from returns w where w.order_id = o.id), 0)) as billed,
      coalesce((select sum(amount_cents) from captured), 0) - ${refunded(sql`'open', 'pending', 'to_transfer', 'succeeded'`)} as kept,
      coalesce((select sum(amount_cents) from captured), 0) - ${refunded(sql`'succeeded'`)} as settled,
      case when billed is null then 0 else ${refunded(sql`'open', 'pending', 'to_transfer'`)} end as uncredited
    from documents)
  select billed::bigint, kept::bigint, settled::bigint,
    (case when o.status = 'cancelled' then -kept else least(billed - kept, greatest(billed - kept - uncredited, 0)) end)::bigint as due
  from sums)`;

/** `from orders o` with the columns `a.billed`, `a.kept` and `a.due`, for lists of orders. */
export const ordersWithAmounts = sql`orders o cross join lateral ${amounts} a`;

/** An order's money now. One statement; call it under the order's lock where something is decided by it. */
export async function findAmountDue(db: Executor, orderId: OrderId): Promise<AmountDue> {
  const [row] = await db.execute<Record<"billed" | "kept" | "settled" | "due", string>>(
    sql`select a.billed, a.kept, a.settled, a.due from ${ordersWithAmounts} where o.id = ${orderId}`,
  );
  if (!row) throw new Error(`no order ${orderId}`);
  return {
    billedCents: cents(Number(row.billed)),
    keptCents: cents(Number(row.kept)),
    settledCents: cents(Number(row.settled)),
    dueCents: cents(Number(row.due)),
  };
}
