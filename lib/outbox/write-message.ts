import type { Tx } from "@/db/client";
import { outboxMessages } from "@/db/schema/shop";
import type { OrderId } from "@/lib/core/ids";
import type { OrderMessage, ShopMessage } from "./kinds";

export type OutboxMessage = typeof outboxMessages.$inferSelect;

export type NewMessage = ((OrderMessage & { orderId: OrderId }) | ShopMessage) & {
  recipient: string;
  /** Two messages with one key are one message: the first is kept. */
  dedupeKey: string;
};

/** Puts a mail into the outbox, in the transaction that causes it: it leaves if and only if that commits. Whether it was not there yet. */
export async function writeMessage(tx: Tx, message: NewMessage): Promise<boolean> {
  const written = await tx
    .insert(outboxMessages)
    .values(message)
    .onConflictDoNothing({ target: outboxMessages.dedupeKey })
    .returning({ id: outboxMessages.id });
  return written.length > 0;
}
