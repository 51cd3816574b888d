import { and, asc, eq, ne } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { orderLines } from "@/db/schema/orders";
import { payments, refunds } from "@/db/schema/payments";
import { transact } from "@/db/transaction";
import type { OrderId, RefundId } from "@/lib/core/ids";
import { addCents, type Cents, cents, subtractCents, ZERO } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { takeBack } from "@/lib/fulfilment/restock-returned";
import { lockOrder } from "@/lib/orders/lock";
import type { Order, OrderLine } from "@/lib/orders/queries";
import { askForAccount } from "@/lib/payments/ask-for-account";
import { openRefund } from "@/lib/payments/open-refund";
import type { LineQuantity, RefundLine } from "@/lib/pricing/line-refund";
import { lineRefund, refundedQuantity } from "@/lib/pricing/line-refund";
import { sendRefunds } from "@/lib/settlement/send-refunds";

export type RefundRequest = {
  /**
   * All that is left; some pieces with some, none or all that is left of delivery; what is left of pieces that came back
   * and of so much delivery; or a bare amount.
   */
  what:
    | { kind: "whole" }
    | { kind: "lines"; lines: readonly LineQuantity[]; shippingCents: Cents | "rest" }
    | { kind: "returned"; lines: readonly LineQuantity[]; shippingCents: Cents; received: boolean }
    | { kind: "amount"; amountCents: Cents };
  /** Puts the pieces back on sale; else those that were not sent are taken off the shelf. */
  restock: boolean;
  /** For staff. */
  note: string;
  /** Where a transfer or cash goes back to, in electronic form; null while the customer has not said. */
  iban: string | null;
};

export type RefundError = "not_paid" | "already_refunded" | "more_than_captured" | "not_restockable";

/** Gives money of an order back; under its lock, so that two staff never give back the same twice. */
export async function refundOrder(
  db: Db,
  orderId: OrderId,
  request: RefundRequest,
  by: string,
  now: Date,
): Promise<Result<RefundId[], RefundError>> {
  const opened = await transact(db, async (tx) => await openRefunds(tx, orderId, request, by, now));
  if (opened.ok) await sendRefunds(db, now, 5, orderId);
  return opened;
}

/** The same inside a transaction that holds more than the refund; where it fails the caller must roll back. */
export async function openRefunds(
  tx: Tx,
  orderId: OrderId,
  { what, restock, note, iban }: RefundRequest,
  by: string,
  now: Date,
): Promise<Result<RefundId[], RefundError>> {
  const order = await lockOrder(tx, orderId);
  const [lines, earlier, captured] = await Promise.all([
    tx.select().from(orderLines).where(eq(orderLines.orderId, orderId)).orderBy(asc(orderLines.position)),
    tx
      .select()
      .from(refunds)
      .where(and(eq(refunds.orderId, orderId), ne(refunds.status, "failed"))),
    tx
      .select()
      .from(payments)
      .where(and(eq(payments.orderId, orderId), eq(payments.status, "captured"))),
  ]);
  if (captured.length === 0) return fail("not_paid");
  const left = captured.map((payment) => ({ payment, cents: leftOf(payment, earlier) })).filter(({ cents }) => cents > 0);
  const total = addCents(...left.map(({ cents }) => cents));
  if (total === ZERO) return fail("already_refunded");
  const content = contentOf(order, lines, earlier, what, total);
  if (!content) return fail("already_refunded");

  if (content.amountCents <= ZERO || content.amountCents > total) return fail("more_than_captured");

  // What came in parts goes back in parts: the first names what it is all for.
  let rest = content.amountCents;
  const ids: RefundId[] = [];
  for (const { payment, cents: leftCents } of left) {
    const amountCents = least(rest, leftCents);
    if (amountCents === ZERO) break;
    const named = ids.length === 0 ? { lines: content.lines, shippingCents: content.shippingCents } : {};
    const opened = await openRefund(tx, payment, amountCents, "requested", now, { note, iban, by, ...named });
    if (!opened.ok) return opened;
    rest = subtractCents(rest, amountCents);
    await askForAccount(tx, opened.value);
    ids.push(opened.value);
  }
  const goods = { pieces: content.pieces, restock, came: what.kind === "returned" && what.received };
  return (await takeBack(tx, order, lines, goods, by, now)) ? ok(ids) : fail("not_restockable");
}

type Content = {
  amountCents: Cents;
  lines: readonly RefundLine[];
  shippingCents: Cents;
  pieces: readonly LineQuantity[];
};
type Refund = typeof refunds.$inferSelect;

function leftOf(payment: typeof payments.$inferSelect, earlier: readonly Refund[]): Cents {
  const back = earlier.filter(({ paymentId }) => paymentId === payment.id).map(({ amountCents }) => amountCents);
  return subtractCents(payment.amountCents, addCents(...back));
}

/** What is paid back, to the cent; null where pieces were asked for that are paid back already. */
function contentOf(
  order: Order,
  lines: readonly OrderLine[],
  earlier: readonly Refund[],
  what: RefundRequest["what"],
  total: Cents,
): Content | null {
  const paidBack = earlier.flatMap((refund) => refund.lines);
  const shippingLeft = subtractCents(order.shippingCents, addCents(...earlier.map(({ shippingCents }) => shippingCents)));
  if (what.kind === "amount") return { amountCents: what.amountCents, lines: [], shippingCents: ZERO, pieces: [] };
  const unpaid = lines.map(({ position, quantity }) => ({ position, quantity: quantity - refundedQuantity(position, paidBack) }));
  const pieces = what.kind === "lines" ? what.lines : (what.kind === "whole" ? unpaid : leastOf(what.lines, unpaid)).filter(isSome);
  const back: RefundLine[] = [];
  for (const { position, quantity } of pieces) {
    const line = lines.find((one) => one.position === position);
    const refund = line && lineRefund(line, [...paidBack, ...back], quantity);
    if (!refund) return null;
    back.push(refund);
  }
  const shippingAsked = what.kind === "whole" || what.shippingCents === "rest" ? shippingLeft : what.shippingCents;
  if (shippingAsked > shippingLeft && what.kind === "lines") return null;
  const shippingCents = least(shippingAsked, shippingLeft);
  const worth = addCents(shippingCents, ...back.map(({ amountCents }) => amountCents));
  if (what.kind === "lines") return { amountCents: worth, lines: back, shippingCents, pieces };
  // All that came back is put on sale again, also what was paid back before.
  if (what.kind === "returned") return { amountCents: least(worth, total), lines: back, shippingCents, pieces: what.lines };
  // Amounts that went back before belong to no line: then the rest doesn't either.
  return worth === total
    ? { amountCents: total, lines: back, shippingCents, pieces }
    : { amountCents: total, lines: [], shippingCents: ZERO, pieces };
}

function least(one: Cents, other: Cents): Cents {
  return cents(Math.min(one, other));
}

function isSome({ quantity }: LineQuantity): boolean {
  return quantity > 0;
}

/** The smaller quantity of each piece asked for. */
function leastOf(asked: readonly LineQuantity[], left: readonly LineQuantity[]): LineQuantity[] {
  return asked.map(({ position, quantity }) => ({
    position,
    quantity: Math.min(quantity, left.find((line) => line.position === position)?.quantity ?? 0),
  }));
}
