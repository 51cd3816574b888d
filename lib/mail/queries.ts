import { desc, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { outboxMessages } from "@/db/schema/shop";
import type { MessageId } from "@/lib/core/ids";
import { MESSAGE_KINDS } from "@/lib/outbox/kinds";
import type { OutboxMessage } from "@/lib/outbox/write-message";
import { composeMail, currentFacts, savedFacts } from "./compose-mail";
import type { RenderedMail } from "./render";
import { showPictures } from "./transports/pictures";

export type WrittenMail = RenderedMail & {
  message: Pick<OutboxMessage, "id" | "recipient" | "createdAt" | "tries" | "nextTryAt" | "lastError" | "sentAt" | "failedAt">;
};

/** Lists the newest `limit` emails as they were or will be sent; their HTML contains the pictures. */
export async function listMail(db: Db, limit: number): Promise<WrittenMail[]> {
  const messages = await db
    .select()
    .from(outboxMessages)
    .where(inArray(outboxMessages.kind, MESSAGE_KINDS))
    .orderBy(desc(outboxMessages.createdAt), desc(outboxMessages.id))
    .limit(limit);
  return await Promise.all(messages.map((message) => readMail(db, message)));
}

export async function findMail(db: Db, id: MessageId): Promise<WrittenMail | undefined> {
  const [message] = await db.select().from(outboxMessages).where(eq(outboxMessages.id, id));
  return message && (await readMail(db, message));
}

async function readMail(db: Db, message: OutboxMessage): Promise<WrittenMail> {
  const mail = await composeMail(db, message, savedFacts(message) ?? (await currentFacts(db, message)));
  return { message, ...mail, html: showPictures(mail) };
}
