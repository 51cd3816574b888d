import { asc, count, inArray, sql } from "drizzle-orm";
import type { Db, Executor } from "@/db/client";
import { trackingRequests } from "@/db/schema/shop";
import { transact } from "@/db/transaction";
import { consume } from "@/lib/auth/rate-limits";
import { findBuyersOrder } from "./queries";
import { readReference } from "./reference";

/**
 * Stores a request for the link to an order before it is accepted, so an accepted request is never lost. The statement is the
 * same whether or not there is such an order, and so is its time.
 */
export async function acceptTrackingRequest(db: Db, request: { reference: string; email: string }, now: Date): Promise<void> {
  await db.insert(trackingRequests).values({ ...request, requestedAt: now });
}

/** Answers the oldest requests: writes a mail where an order fits, and deletes them either way. Call it after the response. */
export async function answerTrackingRequests(db: Db, now: Date, limit: number): Promise<{ done: number; remaining: number }> {
  const done = await transact(db, async (tx) => {
    const oldest = tx
      .select({ id: trackingRequests.id })
      .from(trackingRequests)
      .orderBy(asc(trackingRequests.id))
      .limit(limit)
      .for("update", { skipLocked: true });
    const requests = await tx.delete(trackingRequests).where(inArray(trackingRequests.id, oldest)).returning();
    for (const { reference, email } of requests) {
      const order = await findBuyersOrder(tx, readReference(reference) ?? "", email);
      // Limits the mails per inbox; requests without the right reference don't count.
      if (order && (await consume(db, "trackEmail", order.email.toLowerCase())).ok) await writeTrackingLink(tx, order, now);
    }
    return requests.length;
  });
  const [left] = await db.select({ remaining: count() }).from(trackingRequests);
  return { done, remaining: left?.remaining ?? 0 };
}

/** Writes a mail with a link to the order, valid for an hour from `now`, if there is an order with this reference and address. */
export async function writeTrackingLink(db: Executor, buyer: { reference: string; email: string }, now: Date): Promise<void> {
  const id = crypto.randomUUID();
  await db.execute(sql`
    insert into outbox_messages (id, kind, recipient, locale, order_id, dedupe_key, created_at)
    select ${id}::uuid, 'tracking_link', email, locale, id, ${`tracking_link:${id}`}, ${now.toISOString()}
    from orders where reference = ${buyer.reference} and lower(email) = ${buyer.email.toLowerCase()}`);
}
