import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type Cents, cents, ZERO } from "@/lib/core/money";
import type { Order } from "@/lib/orders/queries";
import type { Return } from "./lock-return";

/**
 * Returns the delivery cost that a return pays back, in cents. A withdrawal from the whole order, at once or in parts, pays back
 * standard delivery, as it cost when the order was placed, but not the extra cost of express (Directive 2011/83/EU, Art. 13(1)
 * and (2)); of several withdrawals the last one that is settled does.
 */
export async function returnedDeliveryCents(tx: Tx, order: Order, { id, kind }: Return): Promise<Cents> {
  if (kind !== "withdrawal" || !(await isAllWithdrawn(tx, order, id))) return ZERO;
  const standard = order.standardShippingCents ?? order.shippingCents;
  return cents(Math.min(standard, order.shippingCents));
}

/** Returns whether every item of an order was refunded or withdrawn from, with this return as the last. */
async function isAllWithdrawn(tx: Tx, order: Order, last: Return["id"]): Promise<boolean> {
  const [{ kept } = { kept: 1 }] = await tx.execute<{ kept: number }>(sql`
    with given_up as (
      select l.position, l.quantity from return_lines l join returns r on r.id = l.return_id
      where r.order_id = ${order.id} and r.kind = 'withdrawal' and (r.id = ${last} or r.status in ('refunded', 'closed'))
      union all
      select line.position, line.quantity from refunds, jsonb_to_recordset(refunds.lines) as line(position int, quantity int)
      where refunds.order_id = ${order.id} and refunds.status <> 'failed'
        and not exists (select from returns where returns.refund_id = refunds.id))
    select count(*)::int as kept from order_lines o
    where o.order_id = ${order.id}
      and o.quantity > (select coalesce(sum(g.quantity), 0) from given_up g where g.position = o.position)`);
  return kept === 0;
}
