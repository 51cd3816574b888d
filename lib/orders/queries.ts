import { and, asc, desc, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { orderAccessTokens, orderLines, orders } from "@/db/schema/orders";
import { ordersAwaitingPayment } from "@/lib/cart/orders-awaiting-payment";
import type { CartId } from "@/lib/core/ids";
import { hashesOfToken } from "./access";
import { listEvents, type TimelineEvent } from "./events";

export type Order = typeof orders.$inferSelect;
export type OrderLine = typeof orderLines.$inferSelect;
export type OrderDetails = { order: Order; lines: OrderLine[]; events: TimelineEvent[] };

/** Finds the order that a valid token shows. The token is part of the WHERE clause, so it can't show another order. */
export async function findOrderByAccessToken(db: Executor, reference: string, token: string, now: Date): Promise<OrderDetails | undefined> {
  return await findShown(db, token, now, eq(orders.reference, reference));
}

/** Finds the order that a valid link shows. */
export async function findOrderByLink(db: Executor, token: string, now: Date): Promise<OrderDetails | undefined> {
  return await findShown(db, token, now);
}

/** Finds an order for staff. */
export async function findOrder(db: Executor, reference: string): Promise<Order | undefined> {
  const [order] = await db.select().from(orders).where(eq(orders.reference, reference));
  return order;
}

/** Lists the orders placed last, the newest first. */
export async function listLatestOrders(db: Executor, most: number): Promise<Order[]> {
  return await db.select().from(orders).orderBy(desc(orders.placedAt), asc(orders.id)).limit(most);
}

/** Finds the order with this reference and email address; undefined if they don't belong together. */
export async function findBuyersOrder(db: Executor, reference: string, email: string): Promise<Order | undefined> {
  const [order] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.reference, reference), eq(sql`lower(${orders.email})`, email.toLowerCase())));
  return order;
}

async function findShown(db: Executor, token: string, now: Date, also?: SQL): Promise<OrderDetails | undefined> {
  const [row] = await db
    .select({ order: orders })
    .from(orders)
    .innerJoin(orderAccessTokens, eq(orderAccessTokens.orderId, orders.id))
    .where(and(inArray(orderAccessTokens.tokenHash, hashesOfToken(token)), gt(orderAccessTokens.expiresAt, now), also));
  if (!row) return undefined;
  const [lines, events] = await Promise.all([
    db.select().from(orderLines).where(eq(orderLines.orderId, row.order.id)).orderBy(asc(orderLines.position)),
    listEvents(db, row.order.id),
  ]);
  return { order: row.order, lines, events };
}

/** Finds a cart's latest order that awaits an online payment. */
export async function findWaitingOrder(db: Executor, cartId: CartId): Promise<Pick<Order, "reference" | "expiresAt"> | undefined> {
  const [order] = await db
    .select({ reference: orders.reference, expiresAt: orders.expiresAt })
    .from(orders)
    .where(sql`${orders.id} in (${ordersAwaitingPayment(cartId)})`)
    .orderBy(desc(orders.placedAt))
    .limit(1);
  return order;
}

/** Lists the slugs of the products whose pages a change to this order's stock may affect. */
export async function listOrderSlugs(db: Executor, orderId: string): Promise<string[]> {
  const rows = await db.selectDistinct({ slug: orderLines.productSlug }).from(orderLines).where(sql`${orderLines.orderId} = ${orderId}`);
  return rows.map((row) => row.slug);
}
