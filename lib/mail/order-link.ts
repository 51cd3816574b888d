import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { hashToken, tokenForMessage } from "@/lib/orders/access";
import type { Order } from "@/lib/orders/queries";
import type { OutboxMessage } from "@/lib/outbox/write-message";

const LINK_DAYS = 30;

/** Where a mail's reader sees its order: by a link that shows it, if the mail goes to the address that ordered. */
export function orderUrl(siteUrl: string, message: OutboxMessage, order: Pick<Order, "email">): string {
  const own = message.recipient.toLowerCase() === order.email.toLowerCase();
  return own ? `${siteUrl}/track/${tokenForMessage(message.id)}` : `${siteUrl}/track`;
}

/**
 * Makes a mail's link hold from now for 30 days. Nothing for a mail that goes to another address, and for one that was
 * asked for on /track: its link holds from then on, for an hour.
 */
export async function openOrderLink(db: Db, { id, kind, orderId, recipient }: OutboxMessage, now: Date): Promise<void> {
  if (!orderId || kind === "tracking_link") return;
  const expiresAt = new Date(now.getTime() + LINK_DAYS * 86_400_000).toISOString();
  await db.execute(sql`
    insert into order_access_tokens (token_hash, order_id, expires_at)
    select decode(${hashToken(tokenForMessage(id)).toString("hex")}, 'hex'), id, ${expiresAt}
    from orders where id = ${orderId} and lower(email) = ${recipient.toLowerCase()}
    on conflict (token_hash) do update set expires_at = excluded.expires_at`);
}
