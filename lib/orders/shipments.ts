import { and, asc, eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { orderLines } from "@/db/schema/orders";
import { shipmentLines, shipments } from "@/db/schema/shipments";
import type { OrderId } from "@/lib/core/ids";

export type Shipment = typeof shipments.$inferSelect & { lines: { position: number; name: string; quantity: number }[] };

/** Lists an order's shipments with their lines, in the order in which they were sent. Uses two statements. */
export async function listShipments(db: Executor, orderId: OrderId): Promise<Shipment[]> {
  const [parcels, lines] = await Promise.all([
    db.select().from(shipments).where(eq(shipments.orderId, orderId)).orderBy(asc(shipments.shippedAt), asc(shipments.id)),
    db
      .select({
        shipmentId: shipmentLines.shipmentId,
        position: shipmentLines.position,
        name: orderLines.name,
        quantity: shipmentLines.quantity,
      })
      .from(shipmentLines)
      .innerJoin(orderLines, and(eq(orderLines.orderId, shipmentLines.orderId), eq(orderLines.position, shipmentLines.position)))
      .where(eq(shipmentLines.orderId, orderId))
      .orderBy(asc(shipmentLines.position)),
  ]);
  return parcels.map((parcel) => ({ ...parcel, lines: lines.filter(({ shipmentId }) => shipmentId === parcel.id) }));
}
