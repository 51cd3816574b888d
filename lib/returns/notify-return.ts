import type { Tx } from "@/db/client";
import type { OrderMessage } from "@/lib/outbox/kinds";
import { writeMessage } from "@/lib/outbox/write-message";
import type { Return } from "./lock-return";

/** Writes a mail to the person who declared the return, once for each kind of message. */
export async function notifyReturn(tx: Tx, { id, email, orderId }: Return, message: OrderMessage): Promise<void> {
  await writeMessage(tx, { ...message, recipient: email, orderId, dedupeKey: `${message.kind}:${id}` });
}
