import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { orderAccessTokens } from "@/db/schema/orders";
import { localePath } from "@/lib/core/locale-path";
import { linksOfMessage } from "@/lib/orders/access";
import type { Order } from "@/lib/orders/queries";
import type { OutboxMessage } from "@/lib/outbox/write-message";

const LINK_MS = 30 * 86_400_000;
/** How long a link asked for on /track works, counted from when it was asked for. */
export const TRACKING_LINK_MINUTES = 60;

/** The address where an email's reader sees the order. It shows the order directly only if the email goes to the buyer's address. */
export async function orderUrl(db: Db, siteUrl: string, message: OutboxMessage, order: Pick<Order, "email">): Promise<string> {
  const own = message.recipient.toLowerCase() === order.email.toLowerCase();
  return siteUrl + localePath(message.locale, own ? `/track/${await tokenOf(db, message)}` : "/track");
}

/** The token that was opened at the mail's first try, though APP_SECRET may have changed since. */
async function tokenOf(db: Db, message: OutboxMessage): Promise<string> {
  const [current, previous] = linksOfMessage(message.id);
  const opened = previous && (await db.$count(orderAccessTokens, eq(orderAccessTokens.tokenHash, previous.tokenHash)));
  return previous && opened ? previous.token : current.token;
}

/**
 * Opens a mail's link: for 30 days from `now`, or for its hour where it was asked for on /track. A link opened at an earlier
 * try stays as it is, unless `renew` says that the mail is sent afresh. Nothing for a mail that goes to another address.
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
