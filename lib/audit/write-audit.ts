import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { auditLog, auditValues } from "@/db/schema/audit";
import type { StaffId } from "@/lib/core/ids";
import type { AuditAction, SubjectKind } from "./actions";
import { boundedJson } from "./bounded-value";

export type AuditEntry = {
  what: AuditAction;
  /** `id` is an id, a reference or a code, never a name or an email: it outlives the erasure of personal data. */
  subject: { kind: SubjectKind; id: string };
  /** Null at the server's command line. */
  staffId: StaffId | null;
  /** The sender's address or network, as limits count it; empty at the command line. */
  from: string;
  now: Date;
};

/** What the action changed: plain objects or texts of the domain without secrets, of which at most 64 KiB each are stored. */
export type AuditedValues = { before?: unknown; after?: unknown };

const SALT_BYTES = 16;

/** Writes who did what to what, in the transaction that does it: the row is there if and only if that commits. */
export async function writeAudit(tx: Tx, entry: AuditEntry, values: AuditedValues = {}): Promise<void> {
  const [before, after] = [boundedJson(values.before), boundedJson(values.after)];
  const hasValues = before !== null || after !== null;
  const salt = hasValues ? randomBytes(SALT_BYTES).toString("hex") : null;
  await tx.execute(sql`
    with given as (select decode(${salt}::text, 'hex') as salt, ${before}::text::jsonb as before, ${after}::text::jsonb as after),
    written as (
      insert into ${auditLog} (at, staff_id, "from", what, subject_kind, subject_id, values_digest)
      select ${entry.now.toISOString()}::timestamptz, ${entry.staffId}::uuid, ${entry.from}, ${entry.what}, ${entry.subject.kind},
        ${entry.subject.id}, audit_values_digest(salt, before, after)
      from given returning id)
    insert into ${auditValues} (audit_id, salt, before, after) select id, salt, before, after from given, written where salt is not null`);
}
