import type { Tx } from "@/db/client";
import { orderEvents } from "@/db/schema/orders";
import type { OrderId } from "@/lib/core/ids";

/** A line of the order's timeline. */
export async function addEvent(tx: Tx, orderId: OrderId, kind: string, now: Date, by = "system", note = ""): Promise<void> {
  await tx.insert(orderEvents).values({ orderId, kind, actor: by, note, createdAt: now });
}
