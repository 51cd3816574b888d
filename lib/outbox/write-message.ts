import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { outboxMessages } from "@/db/schema/shop";
import type { OrderId } from "@/lib/core/ids";
import { DEFAULT_LOCALE, type Locale } from "@/lib/core/locales";
import type { OrderMessage, ShopMessage } from "./kinds";

export type OutboxMessage = typeof outboxMessages.$inferSelect;

export type NewMessage = ((OrderMessage & { orderId: OrderId }) | (ShopMessage & { locale: Locale })) & {
  recipient: string;
  /** Two messages with one key are one message: the first is kept. */
  dedupeKey: string;
};

/**
 * Puts an email into the outbox, in the transaction that causes it: it leaves if and only if that commits. An email about an
 * order has the order's language, one to staff is English. Returns whether it was not there yet.
 */
export async function writeMessage(tx: Tx, message: NewMessage): Promise<boolean> {
  const written = await tx
    .insert(outboxMessages)
    .values({ ...message, locale: localeOf(message) })
    .onConflictDoNothing({ target: outboxMessages.dedupeKey })
    .returning({ id: outboxMessages.id });
  return written.length > 0;
}

function localeOf(message: NewMessage) {
  if ("locale" in message) return message.locale;
  if (message.kind.startsWith("staff_")) return DEFAULT_LOCALE;
  return sql`(select ${orders.locale} from ${orders} where ${orders.id} = ${message.orderId})`;
}
