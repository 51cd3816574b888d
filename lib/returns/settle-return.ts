import { asc, eq, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { variants } from "@/db/schema/catalog";
import { orderLines } from "@/db/schema/orders";
import { returnLines, returns } from "@/db/schema/returns";
import { transact } from "@/db/transaction";
import type { OrderId, ReturnId } from "@/lib/core/ids";
import { type Cents, cents, subtractCents, ZERO } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { takeBack } from "@/lib/fulfilment/restock-returned";
import { creditUnpaid } from "@/lib/invoices/issue-credit-note";
import { addEvent } from "@/lib/orders/events";
import { lockOrder } from "@/lib/orders/lock";
import type { Order } from "@/lib/orders/queries";
import type { OrderMessage } from "@/lib/outbox/kinds";
import { writeMessage } from "@/lib/outbox/write-message";
import { ACTIVE_REFUND_STATUSES, netCapturedCents } from "@/lib/payments/net-captured";
import type { LineQuantity } from "@/lib/pricing/line-refund";
import { openRefunds, type RefundError } from "@/lib/refunds/refund-order";
import { getSettings } from "@/lib/settings/settings";
import { sendRefunds } from "@/lib/settlement/send-refunds";
import { shippingOptions } from "@/lib/shipping/rates";
import { canBecome, type ReturnStatus } from "./status";

type Return = typeof returns.$inferSelect;
type ReturnError = "unknown_return" | "illegal_status";
type Step<E extends string = never> = Promise<Result<undefined, ReturnError | E>>;

export async function approveReturn(db: Db, id: ReturnId, by: string, now: Date): Step {
  return await transact(db, async (tx) => await move(tx, id, "approved", { approvedAt: now }, by, now));
}

/** The goods are back. */
export async function receiveReturn(db: Db, id: ReturnId, by: string, now: Date): Step {
  return await transact(db, async (tx) => await move(tx, id, "received", { receivedAt: now }, by, now));
}

/** `rejection` is told to the customer: without one nothing is rejected. */
export async function rejectReturn(db: Db, id: ReturnId, rejection: string, by: string, now: Date): Step<"no_reason"> {
  if (rejection.trim() === "") return fail("no_reason");
  return await transact(db, async (tx) => await move(tx, id, "rejected", { rejection, rejectedAt: now }, by, now));
}

/**
 * Pays back what of a return was not paid back before; who withdrew from all of an order, at once or bit by bit, gets the
 * standard delivery too (Directive 2011/83/EU, Art. 13(1) and (2): what express cost more stays). `restock` puts the pieces back on sale.
 */
export async function refundReturn(
  db: Db,
  id: ReturnId,
  { restock, note }: { restock: boolean; note: string },
  by: string,
  now: Date,
): Step<RefundError> {
  const refunded = await transact(db, async (tx): Promise<Result<OrderId, ReturnError | RefundError>> => {
    const found = await lockReturn(tx, id);
    if (!found) return fail("unknown_return");
    const { order, row } = found;
    if (!canBecome(row.status, "refunded")) return fail("illegal_status");
    const lines = await listPieces(tx, id);
    const whole = row.kind === "withdrawal" && (await isAllWithdrawn(tx, order));
    const shippingCents = whole ? await standardDelivery(tx, order) : ZERO;
    const what = { kind: "returned", lines, shippingCents, received: row.receivedAt !== null } as const;
    const opened = await openRefunds(tx, order.id, { what, restock, note, iban: null }, by, now);
    if (!opened.ok) return opened;
    await tx.update(returns).set({ status: "refunded", refundId: opened.value[0] }).where(eq(returns.id, id));
    await addEvent(tx, order.id, "return_refunded", now, by);
    return ok(order.id);
  });
  if (!refunded.ok) return refunded;
  await sendRefunds(db, now, 5, refunded.value);
  return ok(undefined);
}

/**
 * Ends a return for which no money is kept, as of a parcel that its buyer did not pay to the courier: its pieces are
 * credited, with delivery as `refundReturn` pays it back, and no money moves. `paid`: then it is refunded instead.
 */
export async function closeReturn(
  db: Db,
  id: ReturnId,
  goods: { restock: boolean },
  by: string,
  now: Date,
): Step<"paid" | "not_restockable"> {
  return await transact(db, async (tx) => {
    const found = await lockReturn(tx, id);
    if (!found) return fail("unknown_return");
    const { order, row } = found;
    if (!canBecome(row.status, "closed") || order.status === "pending") return fail("illegal_status");
    if ((await netCapturedCents(tx, order.id, ACTIVE_REFUND_STATUSES)) > 0) return fail("paid");
    const pieces = await listPieces(tx, id);
    const whole = row.kind === "withdrawal" && (await isAllWithdrawn(tx, order));
    await creditUnpaid(tx, order.id, pieces, whole ? await standardDelivery(tx, order) : ZERO, now);
    await tx.update(returns).set({ status: "closed" }).where(eq(returns.id, id));
    await addEvent(tx, order.id, "return_closed", now, by);
    await tell(tx, row, { kind: "return_closed", data: { kind: row.kind, pieces } });
    const lines = await tx.select().from(orderLines).where(eq(orderLines.orderId, order.id));
    const how = { ...goods, pieces, came: row.receivedAt !== null };
    return (await takeBack(tx, order, lines, how, by, now)) ? ok(undefined) : fail("not_restockable");
  });
}

async function move(
  tx: Tx,
  id: ReturnId,
  status: Exclude<ReturnStatus, "requested" | "refunded" | "closed">,
  values: Partial<Return>,
  by: string,
  now: Date,
): Step {
  const found = await lockReturn(tx, id);
  if (!found) return fail("unknown_return");
  if (!canBecome(found.row.status, status)) return fail("illegal_status");
  await tx
    .update(returns)
    .set({ ...values, status })
    .where(eq(returns.id, id));
  await addEvent(tx, found.order.id, `return_${status}`, now, by, values.rejection);
  if (status === "received") return ok(undefined);
  const about = { kind: found.row.kind, pieces: await listPieces(tx, id) };
  const paid = (await netCapturedCents(tx, found.order.id, ACTIVE_REFUND_STATUSES)) > 0;
  if (status === "approved") await tell(tx, found.row, { kind: "return_approved", data: { ...about, paid } });
  else await tell(tx, found.row, { kind: "return_rejected", data: { ...about, rejection: values.rejection ?? "" } });
  return ok(undefined);
}

/** One mail of each kind about a return, to whoever declared it. */
async function tell(tx: Tx, { id, email, orderId }: Return, message: OrderMessage): Promise<void> {
  await writeMessage(tx, { ...message, recipient: email, orderId, dedupeKey: `${message.kind}:${id}` });
}

async function listPieces(tx: Tx, id: ReturnId): Promise<LineQuantity[]> {
  return await tx
    .select({ position: returnLines.position, quantity: returnLines.quantity })
    .from(returnLines)
    .where(eq(returnLines.returnId, id))
    .orderBy(asc(returnLines.position));
}

/** The order's lock guards its returns. */
async function lockReturn(tx: Tx, id: ReturnId): Promise<{ order: Order; row: Return } | undefined> {
  const [known] = await tx.select({ orderId: returns.orderId }).from(returns).where(eq(returns.id, id));
  if (!known) return undefined;
  const order = await lockOrder(tx, known.orderId);
  const [row] = await tx.select().from(returns).where(eq(returns.id, id));
  return row && { order, row };
}

/** Whether nothing is left of an order that was not withdrawn from or paid back. */
async function isAllWithdrawn(tx: Tx, order: Order): Promise<boolean> {
  const [{ kept } = { kept: 1 }] = await tx.execute<{ kept: number }>(sql`
    with gone as (
      select l.position, l.quantity from return_lines l join returns r on r.id = l.return_id
      where r.order_id = ${order.id} and r.kind = 'withdrawal' and r.status <> 'rejected'
      union all
      select line.position, line.quantity from refunds, jsonb_to_recordset(refunds.lines) as line(position int, quantity int)
      where refunds.order_id = ${order.id} and refunds.status <> 'failed'
        and not exists (select from returns where returns.refund_id = refunds.id))
    select count(*)::int as kept from order_lines o
    where o.order_id = ${order.id} and o.quantity > (select coalesce(sum(g.quantity), 0) from gone g where g.position = o.position)`);
  return kept === 0;
}

/** What the least expensive standard delivery would have cost, at most what was paid. */
async function standardDelivery(tx: Tx, order: Order): Promise<Cents> {
  if (order.shippingMethod === "standard") return order.shippingCents;
  const { shipping } = await getSettings(tx);
  const weightGrams = await sumWeight(tx, order.id);
  const goodsCents = subtractCents(order.subtotalCents, order.discountCents);
  const options = shippingOptions(shipping, { country: order.shippingAddress.country, weightGrams, goodsCents });
  const standard = options.find(({ method }) => method === "standard")?.cents ?? order.shippingCents;
  return cents(Math.min(standard, order.shippingCents));
}

async function sumWeight(tx: Tx, orderId: OrderId): Promise<number> {
  const lines = await tx
    .select({ quantity: orderLines.quantity, weightGrams: variants.weightGrams })
    .from(orderLines)
    .innerJoin(variants, eq(variants.id, orderLines.variantId))
    .where(eq(orderLines.orderId, orderId));
  return lines.reduce((sum, line) => sum + line.quantity * line.weightGrams, 0);
}
