import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { revalidations } from "@/db/schema/shop";

/** How long a change is remembered, in hours: a server that heard nothing for longer drops everything. */
export const REMEMBERED_HOURS = 24;
/** A transaction's changes carry the time it began, and it may commit this much later, in minutes. */
const LONGEST_TRANSACTION = 5;

/** Makes every running server drop its cache entries with these tags when the caller's transaction commits. One statement. */
export async function revalidateTags(tx: Executor, ...changed: readonly string[]): Promise<void> {
  if (changed.length === 0) return;
  const rows = sql.join(
    changed.map((tag) => sql`(${tag})`),
    sql`, `,
  );
  await tx.execute(sql`
    with changed (tag) as (values ${rows}), remembered as (insert into ${revalidations} (tag) select tag from changed)
    select pg_notify('revalidate', tag) from changed`);
}

/** Precedes the database's time in the payload of a heartbeat. */
export const HEARTBEAT = "heard until ";

/** Tells every listening server until when it has missed nothing. */
export async function sendHeartbeat(db: Executor): Promise<void> {
  await db.execute(sql`select pg_notify('revalidate', ${HEARTBEAT} || now()::text)`);
}

/** The tags that were revalidated since a time, at most `limit` of them. Time is the database's, in ISO 8601. */
export async function listRevalidated(db: Executor, since: string, limit: number): Promise<string[]> {
  const rows = await db.execute<{ tag: string }>(sql`
    select distinct tag from ${revalidations}
    where ${revalidations.changedAt} > ${since}::timestamptz - ${LONGEST_TRANSACTION} * interval '1 minute' limit ${limit}`);
  return rows.map(({ tag }) => tag);
}

/** Deletes at most `limit` changes that are remembered for long enough. */
export async function forgetRevalidations(db: Executor, now: Date, limit: number): Promise<{ done: number; remaining: number }> {
  const old = sql`select id from ${revalidations} where changed_at < ${now.toISOString()}::timestamptz - ${REMEMBERED_HOURS} * interval '1 hour'`;
  const deleted = await db.execute(sql`delete from ${revalidations} where id = any(array(${old} order by changed_at limit ${limit}))`);
  const [left] = await db.execute<{ count: number }>(sql`select count(*)::int as count from (${old} limit ${limit}) as old`);
  return { done: deleted.count, remaining: left?.count ?? 0 };
}
