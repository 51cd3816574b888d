import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { outboxMessages } from "@/db/schema/shop";
import type { MessageId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";

/**
 * Queues a failed message to be sent again, with the shop's current settings. The id stays the same, so for 24 hours Resend
 * still recognises a mail that it received after all.
 */
export async function resendMessage(db: Db, id: MessageId, now: Date): Promise<Result<undefined, "not_failed">> {
  const reset = await db
    .update(outboxMessages)
    .set({ failedAt: null, tries: 0, nextTryAt: now, lastError: null, data: sql`${outboxMessages.data} - 'facts'` })
    .where(and(eq(outboxMessages.id, id), isNotNull(outboxMessages.failedAt)))
    .returning({ id: outboxMessages.id });
  return reset.length > 0 ? ok(undefined) : fail("not_failed");
}
