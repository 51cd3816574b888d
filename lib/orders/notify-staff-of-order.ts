import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orderLines } from "@/db/schema/orders";
import { notifyStaff, type StaffMessage } from "@/lib/outbox/notify-staff";
import type { ShopSettings } from "@/lib/settings/settings";
import type { Order } from "./queries";

/**
 * Notifies staff of an order once, and again if it is high in value or in items. Call it when there is work to do for them: when an
 * order without online payment is placed, any other when it is paid.
 */
export async function notifyStaffOfOrder(tx: Tx, order: Pick<Order, "id" | "totalCents">, settings: ShopSettings): Promise<void> {
  const { highValueCents, bulkUnits } = settings.notifications;
  const [sum] = await tx
    .select({ units: sql<number>`sum(${orderLines.quantity})::int` })
    .from(orderLines)
    .where(eq(orderLines.orderId, order.id));
  const units = sum?.units ?? 0;
  const about = { orderId: order.id, about: order.id };
  const messages: StaffMessage[] = [{ kind: "staff_new_order", data: {}, ...about }];
  if (order.totalCents > highValueCents) messages.push({ kind: "staff_high_value", data: { overCents: highValueCents }, ...about });
  if (units >= bulkUnits) messages.push({ kind: "staff_bulk_order", data: { units }, ...about });
  await notifyStaff(tx, settings, messages);
}
