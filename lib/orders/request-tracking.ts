import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";

/**
 * Writes a mail with a link to the order where there is one of this reference and address; the link lasts an hour from
 * `now`. The same statement either way; run it after the answer is out, so that nothing of it can be timed.
 */
export async function requestTracking(db: Db, asked: { reference: string; email: string }, now: Date): Promise<void> {
  const id = crypto.randomUUID();
  await db.execute(sql`
    insert into outbox_messages (id, kind, recipient, locale, order_id, dedupe_key, created_at)
    select ${id}::uuid, 'tracking_link', email, locale, id, ${`tracking_link:${id}`}, ${now.toISOString()}
    from orders where reference = ${asked.reference} and lower(email) = ${asked.email.toLowerCase()}`);
}
