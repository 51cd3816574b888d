import { isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { auditLog } from "@/db/schema/audit";

/**
 * Gives at most `limit` rows of the audit log their positions in the chain, in the order of their ids, each with the hash of the row
 * before it and its own content. Actions of staff never wait for it.
 */
export async function chainAudit(db: Db, _now: Date, limit: number): Promise<{ done: number; remaining: number }> {
  const [chained] = await db.execute<{ rows: number }>(sql`select extend_audit_chain(${limit}::integer) as rows`);
  return { done: chained?.rows ?? 0, remaining: await db.$count(auditLog, isNull(auditLog.position)) };
}
