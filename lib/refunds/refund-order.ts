import { and, asc, eq, ne } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { orderLines } from "@/db/schema/orders";
import { payments, refunds } from "@/db/schema/payments";
import { notifyChanged } from "@/lib/catalog/notify-changed";
import { tags } from "@/lib/catalog/tags";
import type { OrderId, RefundId } from "@/lib/ids";
import { restock } from "@/lib/inventory/move-stock";
import { addCents, type Cents, subtractCents, ZERO } from "@/lib/money";
import { closeWhenSent } from "@/lib/orders/close-when-sent";
import { lockOrder } from "@/lib/orders/lock-order";
import { listOrderSlugs, type Order, type OrderLine } from "@/lib/orders/queries";
import { askForAccount } from "@/lib/payments/ask-for-account";
import { openRefund } from "@/lib/payments/open-refund";
import { sendRefunds } from "@/lib/payments/send-refunds";
import type { RefundLine } from "@/lib/payments/types";
import { fail, ok, type Result } from "@/lib/result";
import { lineRefund, refundedQuantity } from "./line-amounts";

export type RefundRequest = {
  /** All that is left; some pieces with some, none or all that is left of delivery; or a bare amount. */
  what:
    | { kind: "whole" }
    | { kind: "lines"; lines: readonly { position: number; quantity: number }[]; shippingCents: Cents | "rest" }
    | { kind: "amount"; amountCents: Cents };
  /** Puts the pieces back on sale. */
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
  let opened: Result<RefundId[], RefundError>;
  try {
    opened = await db.transaction(async (tx) => {
      const result = await openRefunds(tx, orderId, request, by, now);
      if (!result.ok) throw new Undo(result.error);
      return result;
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
    return fail(error.reason);
  }
  await sendRefunds(db, now, 5, orderId);
  return opened;
}

/** Rolls the transaction back: a refund is opened whole, its stock with it, or not at all. */
class Undo extends Error {
  constructor(readonly reason: RefundError) {
    super(reason);
  }
}

/** The same inside a transaction that holds more than the refund; where it fails the caller must roll back. */
export async function openRefunds(
  tx: Tx,
  orderId: OrderId,
  { what, restock: back, note, iban }: RefundRequest,
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

  // Delivered in parts by two transfers, a refund of all of it goes back in two; anything less has to fit into one.
  const parts = content.amountCents === total ? left : left.filter(({ cents }) => cents >= content.amountCents).slice(0, 1);
  if (parts.length === 0) return fail("more_than_captured");
  const whole = parts.length === 1;
  const ids: RefundId[] = [];
  for (const { payment, cents } of parts) {
    const details = { note, iban, by, ...(whole ? { lines: content.lines, shippingCents: content.shippingCents } : {}) };
    const opened = await openRefund(tx, payment, whole ? content.amountCents : cents, "requested", now, details);
    if (!opened.ok) return opened;
    await askForAccount(tx, opened.value);
    ids.push(opened.value);
  }
  return back && !(await putBack(tx, order, lines, content.pieces, by)) ? fail("not_restockable") : ok(ids);
}

type Content = {
  amountCents: Cents;
  lines: readonly RefundLine[];
  shippingCents: Cents;
  pieces: readonly { position: number; quantity: number }[];
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
  const pieces =
    what.kind === "lines"
      ? what.lines
      : lines
          .map(({ position, quantity }) => ({ position, quantity: quantity - refundedQuantity(position, paidBack) }))
          .filter(({ quantity }) => quantity > 0);
  const back: RefundLine[] = [];
  for (const { position, quantity } of pieces) {
    const line = lines.find((one) => one.position === position);
    const refund = line && lineRefund(line, [...paidBack, ...back], quantity);
    if (!refund) return null;
    back.push(refund);
  }
  const shippingCents = what.kind === "whole" || what.shippingCents === "rest" ? shippingLeft : what.shippingCents;
  if (shippingCents > shippingLeft) return null;
  const worth = addCents(shippingCents, ...back.map(({ amountCents }) => amountCents));
  if (what.kind === "lines") return { amountCents: worth, lines: back, shippingCents, pieces };
  // Amounts that went back before belong to no line: then the rest doesn't either.
  return worth === total
    ? { amountCents: total, lines: back, shippingCents, pieces }
    : { amountCents: total, lines: [], shippingCents: ZERO, pieces };
}

async function putBack(tx: Tx, order: Order, lines: readonly OrderLine[], pieces: Content["pieces"], by: string): Promise<boolean> {
  const goods = pieces.flatMap(({ position, quantity }) => {
    const variantId = lines.find((line) => line.position === position)?.variantId;
    return variantId ? [{ variantId, quantity }] : [];
  });
  if (goods.length === 0) return true;
  if (!(await restock(tx, order.id, goods, by))) return false;
  await closeWhenSent(tx, order);
  const slugs = await listOrderSlugs(tx, order.id);
  await notifyChanged(tx, tags.listings, ...slugs.map((slug) => tags.product(slug)));
  return true;
}
