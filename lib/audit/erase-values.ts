import { and, eq, inArray, or } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { auditLog, auditValues } from "@/db/schema/audit";
import type { AuditEntry } from "./write-audit";

/**
 * Deletes what was recorded as changed of these things, for the erasure of personal data, and returns of how many actions. The
 * actions themselves stay, and so does the chain, which holds only a salted digest of what is deleted.
 */
export async function eraseAuditValues(tx: Tx, subjects: readonly AuditEntry["subject"][]): Promise<number> {
  if (subjects.length === 0) return 0;
  const ofSubjects = or(...subjects.map(({ kind, id }) => and(eq(auditLog.subjectKind, kind), eq(auditLog.subjectId, id))));
  const erased = await tx
    .delete(auditValues)
    .where(inArray(auditValues.auditId, tx.select({ id: auditLog.id }).from(auditLog).where(ofSubjects)))
    .returning({ id: auditValues.auditId });
  return erased.length;
}
