import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { orderAccessTokens } from "@/db/schema/orders";
import { localePath } from "@/lib/core/locale-path";
import { linksOfMessage } from "@/lib/orders/access";
import type { Order } from "@/lib/orders/queries";
import type { OutboxMessage } from "@/lib/outbox/write-message";

const LINK_MS = 30 * 86_400_000;
/** How long a link requested on /track works, counted from the request. */
export const TRACKING_LINK_MINUTES = 60;

/** Returns the address of the order's page for an email. It shows the order directly only if the email goes to the buyer's address. */
export async function orderUrl(db: Db, siteUrl: string, message: OutboxMessage, order: Pick<Order, "email">): Promise<string> {
  const own = message.recipient.toLowerCase() === order.email.toLowerCase();
  return siteUrl + localePath(message.locale, own ? `/track/${await tokenOf(db, message)}` : "/track");
}

/** Returns the token opened at the mail's first try, even if APP_SECRET has changed since. */
async function tokenOf(db: Db, message: OutboxMessage): Promise<string> {
  const [current, previous] = linksOfMessage(message.id);
  const opened = previous && (await db.$count(orderAccessTokens, eq(orderAccessTokens.tokenHash, previous.tokenHash)));
  return previous && opened ? previous.token : current.token;
}

/**
 * Opens a mail's link for 30 days from `now`, or for an hour from the request on /track. A link opened at an earlier try is
 * not extended unless `renew` is set, and a mail to an address other than the buyer's gets no link.
 */
export async function openOrderLink(db: Db, message: OutboxMessage, now: Date, renew: boolean): Promise<void> {
  const { id, kind, orderId, recipient, createdAt } = message;
  if (!orderId) return;
  const expiresAt = new Date(
    kind === "tracking_link" ? createdAt.getTime() + TRACKING_LINK_MINUTES * 60_000 : now.getTime() + LINK_MS,
  ).toISOString();
  const [current, ...others] = linksOfMessage(id).map(({ tokenHash }) => sql`decode(${tokenHash.toString("hex")}, 'hex')`);
  await db.execute(sql`
    with opened as (
      update order_access_tokens set expires_at = case when ${renew}::boolean then ${expiresAt}::timestamptz else expires_at end
      where token_hash in (${sql.join([current, ...others], sql`, `)}) returning 1)
    insert into order_access_tokens (token_hash, order_id, expires_at)
    select ${current}, id, ${expiresAt}::timestamptz from orders
    where id = ${orderId} and lower(email) = ${recipient.toLowerCase()} and not exists (select from opened)
    on conflict do nothing`);
}
