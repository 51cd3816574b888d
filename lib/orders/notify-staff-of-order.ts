import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orderLines } from "@/db/schema/orders";
import { outboxMessages } from "@/db/schema/shop";
import { notifyStaff, type StaffMessage } from "@/lib/outbox/notify-staff";
import { getSettings, type ShopSettings } from "@/lib/settings/settings";
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

/** Notifies staff, who may be packing it, that its customer cancelled an order. They aren't if they never heard of it. */
export async function notifyStaffOfCancellation(tx: Tx, { id }: Pick<Order, "id">): Promise<void> {
  if ((await tx.$count(outboxMessages, eq(outboxMessages.dedupeKey, `staff_new_order:${id}`))) === 0) return;
  await notifyStaff(tx, await getSettings(tx), [{ kind: "staff_cancelled", orderId: id, about: id, data: {} }]);
}
