import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { hashToken, tokenForMessage } from "./access";

const MINUTES = 60;

/**
 * Writes a mail with a link to the order, good for an hour, where there is one of this reference and address. The same
 * statement either way; run it after the answer is out, so that nothing of it can be timed.
 */
export async function requestTracking(db: Db, asked: { reference: string; email: string }, now: Date): Promise<void> {
  const id = crypto.randomUUID();
  const token = hashToken(tokenForMessage(id)).toString("hex");
  const until = new Date(now.getTime() + MINUTES * 60_000).toISOString();
  await db.execute(sql`
    with found as (
      select id, email from orders where reference = ${asked.reference} and lower(email) = ${asked.email.toLowerCase()}),
    opened as (
      insert into order_access_tokens (token_hash, order_id, expires_at) select decode(${token}, 'hex'), id, ${until} from found)
    insert into outbox_messages (id, kind, recipient, order_id, dedupe_key)
    select ${id}::uuid, 'tracking_link', email, id, ${`tracking_link:${id}`} from found`);
}
