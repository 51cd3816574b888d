import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { variants } from "@/db/schema/catalog";
import { orderLines } from "@/db/schema/orders";
import type { OrderId } from "@/lib/core/ids";
import { type Cents, cents, subtractCents, ZERO } from "@/lib/core/money";
import type { Order } from "@/lib/orders/queries";
import { getSettings } from "@/lib/settings/settings";
import { shippingOptions } from "@/lib/shipping/rates";
import type { Return } from "./lock-return";

/**
 * Returns the delivery cost that a return refunds, in cents. A withdrawal from the whole order, at once or in parts, refunds
 * standard delivery but not the extra cost of express (Directive 2011/83/EU, Art. 13(1) and (2)).
 */
export async function returnedDeliveryCents(tx: Tx, order: Order, { kind }: Return): Promise<Cents> {
  return kind === "withdrawal" && (await isAllWithdrawn(tx, order)) ? await standardDelivery(tx, order) : ZERO;
}

/** Returns whether every item of an order was withdrawn from or refunded. */
async function isAllWithdrawn(tx: Tx, order: Order): Promise<boolean> {
  const [{ kept } = { kept: 1 }] = await tx.execute<{ kept: number }>(sql`
    with given_up as (
      select l.position, l.quantity from return_lines l join returns r on r.id = l.return_id
      where r.order_id = ${order.id} and r.kind = 'withdrawal' and r.status <> 'rejected'
      union all
      select line.position, line.quantity from refunds, jsonb_to_recordset(refunds.lines) as line(position int, quantity int)
      where refunds.order_id = ${order.id} and refunds.status <> 'failed'
        and not exists (select from returns where returns.refund_id = refunds.id))
    select count(*)::int as kept from order_lines o
    where o.order_id = ${order.id}
      and o.quantity > (select coalesce(sum(g.quantity), 0) from given_up g where g.position = o.position)`);
  return kept === 0;
}

/** Returns the cost of standard delivery at today's rates, at most the delivery cost paid. */
async function standardDelivery(tx: Tx, order: Order): Promise<Cents> {
  if (order.shippingMethod === "standard") return order.shippingCents;
  const { shipping } = await getSettings(tx);
  const weightGrams = await sumWeight(tx, order.id);
  const goodsCents = subtractCents(order.subtotalCents, order.discountCents);
  const options = shippingOptions(shipping, { country: order.shippingAddress.country, weightGrams, goodsCents });
  const standard = options.find(({ method }) => method === "standard")?.cents ?? order.shippingCents;
  return cents(Math.min(standard, order.shippingCents));
}

async function sumWeight(tx: Tx, orderId: OrderId): Promise<number> {
  const lines = await tx
    .select({ quantity: orderLines.quantity, weightGrams: variants.weightGrams })
    .from(orderLines)
    .innerJoin(variants, eq(variants.id, orderLines.variantId))
    .where(eq(orderLines.orderId, orderId));
  return lines.reduce((sum, line) => sum + line.quantity * line.weightGrams, 0);
}
