import { and, asc, desc, eq, inArray, ne, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { orderLines, orders } from "@/db/schema/orders";
import { disputes, payments, refunds } from "@/db/schema/payments";
import { staff } from "@/db/schema/staff";
import type { OrderId, StaffId } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { listUnsent } from "@/lib/fulfilment/advance-fulfilment";
import { listIssuedDocuments } from "@/lib/invoices/queries";
import { findPictures } from "@/lib/media/queries";
import { listEvents } from "@/lib/orders/events";
import { findOrder, type Order } from "@/lib/orders/queries";
import { listShipments } from "@/lib/orders/shipments";
import { findOrderPayment } from "@/lib/payments/queries";
import { listReturns } from "@/lib/returns/queries";

export type OrderSheet = NonNullable<Awaited<ReturnType<typeof findOrderSheet>>>;

/** How many of the buyer's other orders are listed. */
const OTHERS = 5;

/** Reads everything that staff see of an order, in a constant number of statements; undefined if no order has this reference. */
export async function findOrderSheet(db: Executor, reference: string) {
  const order = await findOrder(db, reference);
  if (!order) return undefined;
  const { id } = order;
  const [lines, unsent, events, payment, movements, parcels, declared, documents, buyer] = await Promise.all([
    db.select().from(orderLines).where(eq(orderLines.orderId, id)).orderBy(asc(orderLines.position)),
    listUnsent(db, id),
    listEvents(db, id),
    findOrderPayment(db, id),
    listMoney(db, id),
    listShipments(db, id),
    listReturns(db, id),
    listIssuedDocuments(db, id),
    findBuyer(db, order),
  ]);
  const staffIds = events.flatMap(({ actor }) => (actor.kind === "staff" && actor.id ? [actor.id] : []));
  const [pictures, names] = await Promise.all([
    findPictures(
      db,
      lines.map(({ mediaKey }) => mediaKey),
    ),
    findStaffNames(db, staffIds),
  ]);
  return { order, lines, unsent, events, payment, ...movements, shipments: parcels, returns: declared, documents, buyer, pictures, names };
}

/** The order's payments, refunds and disputes, oldest first. */
async function listMoney(db: Executor, orderId: OrderId) {
  const [received, repaid, disputed] = await Promise.all([
    db.select().from(payments).where(eq(payments.orderId, orderId)).orderBy(asc(payments.createdAt), asc(payments.id)),
    db.select().from(refunds).where(eq(refunds.orderId, orderId)).orderBy(asc(refunds.createdAt), asc(refunds.id)),
    db.select().from(disputes).where(eq(disputes.orderId, orderId)).orderBy(asc(disputes.openedAt), asc(disputes.id)),
  ]);
  return { payments: received, refunds: repaid, disputes: disputed };
}

/** The buyer by the order's email: how many orders, what those that were not cancelled come to, and the latest others. */
async function findBuyer(db: Executor, { id, email }: Order) {
  const isTheirs = eq(sql`lower(${orders.email})`, email.toLowerCase());
  const [[sums], others] = await Promise.all([
    db
      .select({
        count: sql<number>`count(*)::int`,
        totalCents: sql<string>`coalesce(sum(${orders.totalCents}) filter (where ${orders.status} <> 'cancelled'), 0)`,
        firstAt: sql<string>`min(${orders.placedAt})`,
      })
      .from(orders)
      .where(isTheirs),
    db
      .select({ reference: orders.reference, placedAt: orders.placedAt, totalCents: orders.totalCents, status: orders.status })
      .from(orders)
      .where(and(isTheirs, ne(orders.id, id)))
      .orderBy(desc(orders.placedAt))
      .limit(OTHERS),
  ]);
  if (!sums) throw new Error("an aggregate has one row");
  return { count: sums.count, totalCents: cents(Number(sums.totalCents)), firstAt: new Date(sums.firstAt), others };
}

async function findStaffNames(db: Executor, ids: readonly StaffId[]): Promise<Map<StaffId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: staff.id, name: staff.name })
    .from(staff)
    .where(inArray(staff.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, row.name]));
}
