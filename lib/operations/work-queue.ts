import { and, asc, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { refunds } from "@/db/schema/payments";
import { returns } from "@/db/schema/returns";
import { cents, ZERO } from "@/lib/core/money";
import { ordersWithAmounts } from "@/lib/orders/amount-due";
import { methodsOfKind } from "@/lib/payments/methods";

/** The first rows of a list, and its length. */
export type Waiting<Row> = { total: number; first: Omit<Row, "total">[] };

export type WorkQueue = Awaited<ReturnType<typeof readWorkQueue>>;

/** The orders waiting for staff or for a customer's bank, oldest first, at most `most` of each kind. */
export async function readWorkQueue(db: Db, most: number) {
  return {
    toPack: await listToPack(db, most),
    owed: await listOwed(db, most),
    returns: await listReturns(db, most),
    toTransfer: await listToTransfer(db, most),
    underpaid: await listTransfers(db, most, sql`a.kept > 0`),
    transfers: await listTransfers(db, most, sql`a.kept <= 0`),
  };
}

/** The number of rows without the limit. */
export const total = sql<number>`count(*) over ()`.mapWith(Number);

async function listToPack(db: Db, most: number) {
  const partlySent = sql<boolean>`exists (select from shipments where shipments.order_id = orders.id)`;
  const disputed = sql<boolean>`exists (select from disputes where disputes.order_id = orders.id and disputes.status <> 'won')`;
  const rows = await db
    .select({ total, reference: orders.reference, confirmedAt: orders.confirmedAt, partlySent, disputed })
    .from(orders)
    .where(eq(orders.status, "confirmed"))
    .orderBy(asc(orders.confirmedAt))
    .limit(most);
  return waiting(rows);
}

/** Lists orders that the customer has to pay although they are confirmed: cash that is not recorded, and money lost in disputes. */
async function listOwed(db: Db, most: number) {
  const { reference, paymentMethod, status, dueCents, confirmedAt } = orders;
  const rows = await db
    .select({ total, reference, paymentMethod, status, dueCents, confirmedAt })
    .from(orders)
    .where(and(gt(dueCents, ZERO), inArray(status, ["confirmed", "shipped", "delivered"])))
    .orderBy(asc(confirmedAt))
    .limit(most);
  return waiting(rows);
}

async function listReturns(db: Db, most: number) {
  const rows = await db
    .select({ total, reference: orders.reference, kind: returns.kind, status: returns.status, requestedAt: returns.requestedAt })
    .from(returns)
    .innerJoin(orders, eq(orders.id, returns.orderId))
    .where(inArray(returns.status, ["requested", "approved", "received"]))
    .orderBy(asc(returns.requestedAt))
    .limit(most);
  return waiting(rows);
}

async function listToTransfer(db: Db, most: number) {
  const { amountCents, iban, transferFrom, createdAt } = refunds;
  const rows = await db
    .select({ total, reference: orders.reference, amountCents, iban, transferFrom, createdAt })
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .where(eq(refunds.status, "to_transfer"))
    .orderBy(asc(createdAt))
    .limit(most);
  return waiting(rows);
}

async function listTransfers(db: Db, most: number, received: SQL) {
  const methods = sql.join(
    methodsOfKind("transfer").map((method) => sql`${method}`),
    sql`, `,
  );
  const rows = await db.execute<{ total: number; reference: string; billed: string; kept: string; expiresAt: string | null }>(sql`
    select (count(*) over ())::int as total, o.reference, a.billed, a.kept, o.expires_at as "expiresAt"
    from ${ordersWithAmounts}
    where o.status = 'pending' and o.payment_method in (${methods}) and ${received}
    order by o.expires_at limit ${most}`);
  return waiting(
    rows.map(({ billed, kept, expiresAt, ...row }) => ({
      ...row,
      totalCents: cents(Number(billed)),
      receivedCents: cents(Number(kept)),
      expiresAt: expiresAt === null ? null : new Date(expiresAt),
    })),
  );
}

export function waiting<Row extends { total: number }>(rows: readonly Row[]): Waiting<Row> {
  return { total: rows[0]?.total ?? 0, first: rows.map(({ total: _, ...row }) => row) };
}
