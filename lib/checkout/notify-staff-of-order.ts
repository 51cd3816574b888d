import type { Tx } from "@/db/client";
import type { OrderId } from "@/lib/core/ids";
import { notifyStaff, type StaffMessage } from "@/lib/outbox/notify-staff";
import type { CartQuote } from "./quote-cart";

/** Notifies staff of a new order, and again if it is high in value or in items. */
export async function notifyStaffOfOrder(tx: Tx, orderId: OrderId, { goods, quote, settings }: CartQuote): Promise<void> {
  const { highValueCents, bulkUnits } = settings.notifications;
  const units = goods.reduce((sum, { quantity }) => sum + quantity, 0);
  const about = { orderId, about: orderId };
  const messages: StaffMessage[] = [{ kind: "staff_new_order", data: {}, ...about }];
  if (quote.totalCents > highValueCents) messages.push({ kind: "staff_high_value", data: { overCents: highValueCents }, ...about });
  if (units >= bulkUnits) messages.push({ kind: "staff_bulk_order", data: { units }, ...about });
  await notifyStaff(tx, settings, messages);
}
