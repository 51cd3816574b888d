import { and, eq, isNull } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { shipments } from "@/db/schema/shipments";
import type { ShipmentId } from "@/lib/ids";
import { writeMessage } from "@/lib/mail/write-message";
import { fail, ok, type Result } from "@/lib/result";
import { lastReturnDay } from "@/lib/returns/withdrawal-period";
import { addEvent } from "./add-event";
import { lockOrder } from "./lock-order";
import type { Order } from "./queries";

/** Notes that a parcel arrived. With the last one of a shipped order the order is delivered. */
export async function deliverShipment(
  db: Db,
  shipmentId: ShipmentId,
  by: string,
  now: Date,
): Promise<Result<undefined, "unknown_shipment" | "already_delivered">> {
  const [shipment] = await db.select({ orderId: shipments.orderId }).from(shipments).where(eq(shipments.id, shipmentId));
  if (!shipment) return fail("unknown_shipment");
  const { orderId } = shipment;
  return await db.transaction(async (tx) => {
    const order = await lockOrder(tx, orderId);
    const [arrived] = await tx
      .update(shipments)
      .set({ deliveredAt: now })
      .where(and(eq(shipments.id, shipmentId), isNull(shipments.deliveredAt)))
      .returning({ id: shipments.id });
    if (!arrived) return fail("already_delivered");
    await addEvent(tx, orderId, "delivered", now, by);
    const underway = await tx.$count(shipments, and(eq(shipments.orderId, orderId), isNull(shipments.deliveredAt)));
    if (order.status === "shipped" && underway === 0) {
      await tx.update(orders).set({ status: "delivered" }).where(eq(orders.id, orderId));
      await tellOfDelivery(tx, order);
    }
    return ok(undefined);
  });
}

async function tellOfDelivery(tx: Tx, { id, email }: Order): Promise<void> {
  const parcels = await tx.select({ deliveredAt: shipments.deliveredAt }).from(shipments).where(eq(shipments.orderId, id));
  const lastDay = lastReturnDay(parcels, true);
  if (!lastDay) throw new Error(`order ${id} was delivered without its parcels`);
  await writeMessage(tx, {
    kind: "delivered",
    recipient: email,
    orderId: id,
    dedupeKey: `delivered:${id}`,
    data: { lastReturnDay: lastDay },
  });
}
