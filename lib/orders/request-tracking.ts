import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";

/**
 * Writes a mail with a link to the order, valid for an hour from `now`, if there is an order with this reference and address.
 * The statement is the same either way; call it after the response is sent, so its time can't be measured.
 */
export async function requestTracking(db: Db, buyer: { reference: string; email: string }, now: Date): Promise<void> {
  const id = crypto.randomUUID();
  await db.execute(sql`
    insert into outbox_messages (id, kind, recipient, locale, order_id, dedupe_key, created_at)
    select ${id}::uuid, 'tracking_link', email, locale, id, ${`tracking_link:${id}`}, ${now.toISOString()}
    from orders where reference = ${buyer.reference} and lower(email) = ${buyer.email.toLowerCase()}`);
}
