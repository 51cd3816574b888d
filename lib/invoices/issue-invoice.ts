import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { invoices } from "@/db/schema/invoices";
import { orders } from "@/db/schema/orders";
import type { OrderId } from "@/lib/core/ids";
import { getSettings } from "@/lib/settings/settings";
import { takeNumber } from "./numbers";
import { readOrderContent } from "./order-content";

/**
 * Issues the order's invoice, only once however often it is called. Call it under the order's lock and after taking all other
 * locks, because every other transaction that issues a document waits for this one.
 */
export async function issueInvoice(tx: Tx, orderId: OrderId, now: Date): Promise<void> {
  const issued = await tx.$count(invoices, and(eq(invoices.orderId, orderId), eq(invoices.kind, "invoice")));
  if (issued > 0) return;
  const settings = await getSettings(tx);
  const content = await readOrderContent(tx, orderId, settings, now);
  const number = await takeNumber(tx, settings.invoices, now);
  const locale = sql`(select ${orders.locale} from ${orders} where ${orders.id} = ${orderId})`;
  await tx.insert(invoices).values({ orderId, locale, kind: "invoice", ...number, content });
}
