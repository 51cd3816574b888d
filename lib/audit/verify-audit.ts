import { and, eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { auditChain, auditLog } from "@/db/schema/audit";

/** How much earlier than its neighbour a row may be dated: a transaction may commit, and be chained, after later ones. */
const TOLERANCE = "1 hour";

const chained = sql`
  select l as entry, l.id, l.position, l.chain_hash, l.at,
    lag(l.position, 1, 0::bigint) over by_position as previous_position,
    lag(l.chain_hash, 1, decode(repeat('00', 32), 'hex')) over by_position as previous_hash,
    lag(l.at) over by_position as previous_at
  from audit_log l where l.position is not null window by_position as (order by l.position)`;

/**
 * The audit log is as its actions wrote it: the positions have no gap, each hash is that of its row and the one before, no row is
 * dated long before its neighbour, and the heads that were kept and mailed are still there. Selects what differs.
 */
export const AUDIT_CHAIN = sql`
  select c.position, c.id, case
    when c.position <> c.previous_position + 1 then 'rows before it are missing'
    when c.chain_hash <> audit_row_hash(c.previous_hash, c.position, c.entry) then 'it was changed or moved'
    else 'it was added later' end as problem
  from (${chained}) c
  where c.position <> c.previous_position + 1
    or c.chain_hash <> audit_row_hash(c.previous_hash, c.position, c.entry)
    or c.at < c.previous_at - interval '${sql.raw(TOLERANCE)}'
  union all
  select n.position, n.id, 'it was added later, with an old id'
  from (select l.position, l.id, l.at, lead(l.at) over (order by l.id) as next_at from audit_log l) n
  where n.at > n.next_at + interval '${sql.raw(TOLERANCE)}'
  union all
  select h.position, null, 'the last rows are missing'
  from ${auditChain} h
  where h.position > 0 and not exists (select from audit_log l where l.position = h.position and l.chain_hash = h.hash)
  union all
  select l.position, l.id, 'it is not in the chain that was kept' from audit_log l, ${auditChain} h where l.position > h.position
  union all
  select (m.data ->> 'position')::bigint, null, 'it differs from what was mailed'
  from outbox_messages m
  where m.kind = 'staff_audit_head' and not exists (
    select from audit_log l where l.position = (m.data ->> 'position')::bigint and encode(l.chain_hash, 'hex') = m.data ->> 'hash')`;

/** The values that are not erased are those that the chained digests were made of. */
export const AUDIT_VALUES = sql`
  select l.id, l.position from audit_values v join audit_log l on l.id = v.audit_id
  where l.values_digest is distinct from audit_values_digest(v.salt, v.before, v.after)`;

/** A place in the chain and its hash, in hexadecimal, which vouch for every row up to it. */
export type AuditHead = { position: number; hash: string };

/** Finds the head of the chain; undefined if no row is in it. */
export async function findAuditHead(db: Executor): Promise<AuditHead | undefined> {
  const [head] = await db.select({ position: auditChain.position, hash: auditChain.hash }).from(auditChain);
  return head && head.position > 0 ? { position: head.position, hash: head.hash.toString("hex") } : undefined;
}

/** Whether the chain still has a head that was mailed. */
export async function hasAuditHead(db: Executor, { position, hash }: AuditHead): Promise<boolean> {
  return (await db.$count(auditLog, and(eq(auditLog.position, position), eq(auditLog.chainHash, Buffer.from(hash, "hex"))))) > 0;
}
