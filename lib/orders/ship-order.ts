import { asc, eq, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { orderLines } from "@/db/schema/orders";
import { shipmentLines, shipments } from "@/db/schema/shipments";
import type { OrderId, ShipmentId, VariantId } from "@/lib/ids";
import { shipStock } from "@/lib/inventory/move-stock";
import { writeMessage } from "@/lib/mail/write-message";
import { fail, ok, type Result } from "@/lib/result";
import { addEvent } from "./add-event";
import { lockOrder } from "./lock-order";

export type Parcel = {
  carrier: string;
  trackingNumber: string;
  /** Lines of the order by their position; left out: all that is left. */
  lines?: readonly { position: number; quantity: number }[];
};

export type ShipError = "not_confirmed" | "nothing_left" | "more_than_left";

/** Sends a parcel with some or all of what is left of a confirmed order. With the last one the order is shipped. */
export async function shipOrder(db: Db, orderId: OrderId, parcel: Parcel, by: string, now: Date): Promise<Result<ShipmentId, ShipError>> {
  return await db.transaction(async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order.status !== "confirmed") return fail("not_confirmed");
    const left = (await listUnsent(tx, orderId)).filter(({ quantity }) => quantity > 0);
    if (left.length === 0) return fail("nothing_left");
    const lines = chosen(left, parcel.lines);
    if (!lines) return fail("more_than_left");
    const [shipment] = await tx
      .insert(shipments)
      .values({ orderId, carrier: parcel.carrier, trackingNumber: parcel.trackingNumber, shippedAt: now, createdAt: now })
      .returning({ id: shipments.id });
    if (!shipment) throw new Error("no shipment was inserted");
    await tx
      .insert(shipmentLines)
      .values(lines.map(({ position, quantity }) => ({ shipmentId: shipment.id, orderId, position, quantity })));
    await shipStock(tx, orderId, goodsOf(lines), by);
    await addEvent(tx, orderId, "shipped", now, by, [parcel.carrier, parcel.trackingNumber].filter(Boolean).join(" "));
    await writeMessage(tx, {
      kind: "shipped",
      recipient: order.email,
      orderId,
      dedupeKey: `shipped:${shipment.id}`,
      data: {
        carrier: parcel.carrier,
        trackingNumber: parcel.trackingNumber,
        pieces: lines.map(({ position, quantity }) => ({ position, quantity })),
        more: countPieces(lines) < countPieces(left),
      },
    });
    await closeWhenSent(tx, orderId);
    return ok(shipment.id);
  });
}

type Unsent = { position: number; variantId: VariantId | null; quantity: number };

/** What of each line has not been sent and is still wanted: a line that was refunded before it left is not. */
async function listUnsent(tx: Tx, orderId: OrderId): Promise<Unsent[]> {
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
    })
    .from(orderLines)
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(orderLines.position));
}

/** The lines asked for, where each is left and none is named twice. */
function chosen(left: readonly Unsent[], wanted: Parcel["lines"]): readonly Unsent[] | null {
  if (!wanted) return left;
  const lines = wanted.flatMap(({ position, quantity }) => {
    const line = left.find((one) => one.position === position);
    return line && Number.isInteger(quantity) && quantity > 0 && quantity <= line.quantity ? [{ ...line, quantity }] : [];
  });
  const whole = lines.length === wanted.length && new Set(lines.map(({ position }) => position)).size === lines.length;
  return whole && lines.length > 0 ? lines : null;
}

function countPieces(lines: readonly Unsent[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

function goodsOf(lines: readonly Unsent[]) {
  return lines.flatMap(({ variantId, quantity }) => (variantId ? [{ variantId, quantity }] : []));
}

/** A confirmed order of which something was sent and nothing is left is shipped; delivered, where all that was sent has arrived. */
export async function closeWhenSent(tx: Tx, orderId: OrderId): Promise<void> {
  const left = await listUnsent(tx, orderId);
  if (left.some(({ quantity }) => quantity > 0)) return;
  await tx.execute(sql`
    update orders set status = sent.status
    from (
      select case when bool_and(delivered_at is not null) then 'delivered' else 'shipped' end::order_status as status
      from shipments where order_id = ${orderId} having count(*) > 0) as sent
    where id = ${orderId} and orders.status = 'confirmed'`);
}
