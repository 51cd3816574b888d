import { and, eq, like, type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { orderLines, orders } from "@/db/schema/orders";
import { shipments } from "@/db/schema/shipments";
import { TIME_ZONE } from "@/lib/core/format";
import type { OrderId } from "@/lib/core/ids";
import type { OrderFilter } from "./list-input";
import { readReference } from "./reference";

const PAGE_ROWS = 50;
/** Orders are counted up to here, so that a count costs the same however many there are. */
export const MAX_COUNTED = 10_000;

/** Where a page begins: behind an order (`before` it in time) or ahead of it. */
type Places = { before?: OrderId | undefined; after?: OrderId | undefined };

export type ListedOrder = Awaited<ReturnType<typeof orderQuery>>[number];
type OrderPage = { rows: ListedOrder[]; newer: OrderId | undefined; older: OrderId | undefined };

/** A page of orders, the newest first, which begins at an order, so that it costs the same however far back it is. */
export async function listOrders(db: Executor, filter: OrderFilter, { before, after }: Places): Promise<OrderPage> {
  const found = await orderQuery(db, filter, { before, after: before ? undefined : after }, PAGE_ROWS + 1);
  const isBackwards = before === undefined && after !== undefined;
  const hasMore = found.length > PAGE_ROWS;
  const rows = isBackwards ? found.slice(0, PAGE_ROWS).toReversed() : found.slice(0, PAGE_ROWS);
  const hasNewer = isBackwards ? hasMore : before !== undefined;
  const hasOlder = isBackwards || hasMore;
  return { rows, newer: hasNewer ? rows[0]?.id : undefined, older: hasOlder ? rows.at(-1)?.id : undefined };
}

/** The number of orders that match; one more than MAX_COUNTED stands for any larger number. */
export async function countOrders(db: Executor, filter: OrderFilter): Promise<number> {
  const matching = db
    .select({ id: orders.id })
    .from(orders)
    .where(and(...conditionsOf(filter)))
    .limit(MAX_COUNTED + 1)
    .as("matching");
  return await db.$count(matching);
}

/** The orders beyond a place, the nearest first, as one statement. */
export function orderQuery(db: Executor, filter: OrderFilter, { before, after }: Places, limit: number) {
  // As the index is sorted, which puts nulls last, and backwards.
  const order = after
    ? [sql`${orders.placedAt} asc nulls first`, sql`${orders.id} desc`]
    : [sql`${orders.placedAt} desc nulls last`, orders.id];
  return db
    .select({
      id: orders.id,
      reference: orders.reference,
      placedAt: orders.placedAt,
      status: orders.status,
      isPartlySent: sql<boolean>`${orders.status} = 'confirmed' and exists (select 1 from ${shipments} where ${shipments.orderId} = ${orders}.id)`,
      paymentMethod: orders.paymentMethod,
      email: orders.email,
      address: orders.shippingAddress,
      dueCents: orders.dueCents,
      totalCents: orders.totalCents,
      items: sql<number>`(select sum(${orderLines.quantity})::int from ${orderLines} where ${orderLines.orderId} = ${orders}.id)`,
    })
    .from(orders)
    .where(and(...conditionsOf(filter), before && beyond(before, "<", ">"), after && beyond(after, ">", "<")))
    .orderBy(...order)
    .limit(limit);
}

function conditionsOf({ q, status, method, from, to }: OrderFilter): (SQL | undefined)[] {
  return [
    q === undefined ? undefined : isFoundBy(q),
    status && eq(orders.status, status),
    method === undefined ? undefined : eq(orders.paymentMethod, method),
    from === undefined ? undefined : sql`${orders.placedAt} >= ${startOf(sql`${from}::date`)}`,
    to === undefined ? undefined : sql`${orders.placedAt} < ${startOf(sql`${to}::date + 1`)}`,
  ];
}

function isFoundBy(typed: string): SQL {
  const reference = readReference(typed);
  if (reference) return eq(orders.reference, reference);
  const beginning = `${typed.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return /^ord-/i.test(typed)
    ? like(orders.reference, beginning.toUpperCase())
    : like(sql`lower(${orders.email})`, beginning.toLowerCase());
}

const startOf = (day: SQL) => sql`(${day})::timestamp at time zone ${TIME_ZONE}`;

/** The first comparison alone is the one that the index answers, because its columns are sorted in opposite directions. */
function beyond(place: OrderId, time: "<" | ">", id: "<" | ">"): SQL {
  const placedAt = sql`(select placed_at from ${orders} as place where place.id = ${place})`;
  const [later, behind] = [sql.raw(time), sql.raw(id)];
  return sql`${orders.placedAt} ${later}= ${placedAt} and (${orders.placedAt} ${later} ${placedAt} or ${orders.id} ${behind} ${place}::uuid)`;
}
