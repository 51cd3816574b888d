import { asc, eq, sql } from "drizzle-orm";
import type { Executor, Tx } from "@/db/client";
import { orderLines, orders } from "@/db/schema/orders";
import { shipments } from "@/db/schema/shipments";
import type { OrderId, VariantId } from "@/lib/core/ids";
import type { Order } from "@/lib/orders/queries";
import { lastReturnDay } from "@/lib/orders/return-period";
import { writeMessage } from "@/lib/outbox/write-message";

/** `withdrawn`: unsent items in a withdrawal that staff have not yet received or decided about. */
export type Unsent = { position: number; variantId: VariantId | null; quantity: number; withdrawn: number };

/** Lists the items of each line still to be sent, which excludes items refunded before they were sent. */
export async function listUnsent(tx: Executor, orderId: OrderId): Promise<Unsent[]> {
  return await tx
    .select({
      position: orderLines.position,
      variantId: orderLines.variantId,
      quantity: sql<number>`least(order_lines.quantity - (
          select coalesce(sum(s.quantity), 0) from shipment_lines s
          where s.order_id = order_lines.order_id and s.position = order_lines.position),
        case when order_lines.variant_id is null then order_lines.quantity else (
          select coalesce(sum(case m.kind when 'reserve' then m.quantity else -m.quantity end), 0) from stock_movements m
          where m.order_id = order_lines.order_id and m.variant_id = order_lines.variant_id and m.kind in ('reserve', 'release', 'ship'))
        end)::int`,
      withdrawn: sql<number>`(
        select coalesce(sum(l.quantity - l.sent_quantity), 0)::int from return_lines l join returns r on r.id = l.return_id
        where l.order_id = order_lines.order_id and l.position = order_lines.position
          and r.kind = 'withdrawal' and r.status in ('requested', 'approved'))`,
    })
    .from(orderLines)
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(orderLines.position));
}

/**
 * Sets an order with nothing left to send to shipped or, once every parcel has arrived, to delivered, which is mailed to the
 * customer. Call it under the order's lock, after shipping, delivering or restocking; `nothing_to_send`: nothing was sent and
 * nothing will be.
 */
export async function advanceFulfilment(tx: Tx, { id, status, email }: Order): Promise<"nothing_to_send" | undefined> {
  if (status !== "pending" && status !== "confirmed" && status !== "shipped") return;
  if ((await listUnsent(tx, id)).some(({ quantity }) => quantity > 0)) return;
  const parcels = await tx.select({ deliveredAt: shipments.deliveredAt }).from(shipments).where(eq(shipments.orderId, id));
  if (parcels.length === 0) return "nothing_to_send";
  if (status === "pending") return;
  const lastDay = lastReturnDay(parcels, true);
  const next = lastDay ? "delivered" : "shipped";
  if (next === status) return;
  await tx.update(orders).set({ status: next }).where(eq(orders.id, id));
  if (!lastDay) return;
  const data = { lastReturnDay: lastDay };
  await writeMessage(tx, { kind: "delivered", recipient: email, orderId: id, dedupeKey: `delivered:${id}`, data });
}
