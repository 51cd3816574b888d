import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { outboxMessages } from "@/db/schema/shop";
import type { OrderId } from "@/lib/core/ids";
import { DEFAULT_LOCALE, type Locale } from "@/lib/core/locales";
import type { AuditHeadMessage, InvitationMessage, OrderMessage, ShopMessage } from "./kinds";

export type OutboxMessage = typeof outboxMessages.$inferSelect;

export type NewMessage = (
  | (OrderMessage & { orderId: OrderId })
  | ((ShopMessage | InvitationMessage | AuditHeadMessage) & { locale: Locale })
) & {
  recipient: string;
  /** Of two messages with the same key only the first is stored. */
  dedupeKey: string;
};

/**
 * Puts an email into the outbox, in the transaction of its cause: it is sent if and only if that commits. An email about an
 * order is in the order's language, one to staff in English. Returns false if it was already there.
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
