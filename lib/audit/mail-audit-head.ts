import { and, asc, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { staff } from "@/db/schema/staff";
import { transact } from "@/db/transaction";
import { DEFAULT_LOCALE } from "@/lib/core/locales";
import { writeMessage } from "@/lib/outbox/write-message";
import { findAuditHead } from "./verify-audit";

const MAX_OWNERS = 100;

/**
 * Mails the end of the chain to every owner, unless nothing was added since the last email. Whoever then changes the log in the
 * database can't change what is in the owners' mailboxes.
 */
export async function mailAuditHead(db: Db, now: Date): Promise<{ done: number; remaining: number }> {
  const done = await transact(db, async (tx) => {
    const head = await findAuditHead(tx);
    if (!head) return 0;
    const owners = await tx
      .select({ id: staff.id, email: staff.email })
      .from(staff)
      .where(and(eq(staff.role, "owner"), isNull(staff.disabledAt)))
      .orderBy(asc(staff.createdAt))
      .limit(MAX_OWNERS);
    let written = 0;
    for (const { id, email } of owners) {
      const message = { kind: "staff_audit_head", data: { ...head, at: now.toISOString() }, locale: DEFAULT_LOCALE } as const;
      const isNew = await writeMessage(tx, { ...message, recipient: email, dedupeKey: `staff_audit_head:${head.position}:${id}` });
      if (isNew) written += 1;
    }
    return written;
  });
  return { done, remaining: 0 };
}
