import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { shipments } from "@/db/schema/shipments";
import { transact } from "@/db/transaction";
import type { CommandContext } from "@/lib/core/actor";
import type { ShipmentId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { addEvent } from "@/lib/orders/events";
import { lockOrder } from "@/lib/orders/lock";
import { advanceFulfilment } from "./advance-fulfilment";

/** Records that a parcel arrived; the last one sets the order to delivered. */
export async function deliverShipment(
  db: Db,
  shipmentId: ShipmentId,
  context: CommandContext,
): Promise<Result<undefined, "unknown_shipment" | "already_delivered">> {
  const [shipment] = await db.select({ orderId: shipments.orderId }).from(shipments).where(eq(shipments.id, shipmentId));
  if (!shipment) return fail("unknown_shipment");
  const { orderId } = shipment;
  return await transact(db, async (tx) => {
    const order = await lockOrder(tx, orderId);
    const [arrived] = await tx
      .update(shipments)
      .set({ deliveredAt: context.now })
      .where(and(eq(shipments.id, shipmentId), isNull(shipments.deliveredAt)))
      .returning({ id: shipments.id });
    if (!arrived) return fail("already_delivered");
    await addEvent(tx, orderId, { kind: "delivered", data: {} }, context);
    await advanceFulfilment(tx, order);
    return ok(undefined);
  });
}
