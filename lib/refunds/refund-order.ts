import { and, asc, eq, ne } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { orderLines } from "@/db/schema/orders";
import { payments, refunds } from "@/db/schema/payments";
import { transact } from "@/db/transaction";
import type { CommandContext } from "@/lib/core/actor";
import type { OrderId, RefundId } from "@/lib/core/ids";
import { addCents, type Cents, cents, subtractCents, ZERO } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { restockReturned, writeOffUnsent } from "@/lib/fulfilment/restock-returned";
import { lockOrder } from "@/lib/orders/lock";
import type { Order, OrderLine } from "@/lib/orders/queries";
import { askForAccount } from "@/lib/payments/ask-for-account";
import { openRefund } from "@/lib/payments/open-refund";
import type { LineQuantity, RefundLine } from "@/lib/pricing/line-refund";
import { lineRefund, refundedQuantity } from "@/lib/pricing/line-refund";
import { sendRefunds } from "@/lib/settlement/send-refunds";

export type RefundRequest = {
  /**
   * `whole`: everything not refunded yet. `lines`: some items, with part, none or the `rest` of delivery. `returned`: the
   * unrefunded part of returned items and of that much delivery. `amount`: a bare amount.
   */
  what:
    | { kind: "whole" }
    | { kind: "lines"; lines: readonly LineQuantity[]; shippingCents: Cents | "rest" }
    | { kind: "returned"; lines: readonly LineQuantity[]; shippingCents: Cents; received: boolean }
    | { kind: "amount"; amountCents: Cents };
  /** Puts the items back on sale; otherwise the unsent ones are written off. */
  restock: boolean;
  /** For staff. */
  note: string;
  /** The account to which a transfer or cash is refunded, in electronic form; null until the customer has named it. */
  iban: string | null;
};

export type RefundError = "not_paid" | "already_refunded" | "more_than_captured" | "not_restockable";

/** Refunds money of an order, under its lock, so two members of staff never refund the same amount twice. */
export async function refundOrder(
  db: Db,
  orderId: OrderId,
  request: RefundRequest,
  context: CommandContext,
): Promise<Result<RefundId[], RefundError>> {
  const opened = await transact(db, async (tx) => await openRefunds(tx, orderId, request, context));
  if (opened.ok) await sendRefunds(db, context.now, 5, orderId);
  return opened;
}

/** The same inside a transaction that does more than the refund. If it fails, the caller must roll back. */
export async function openRefunds(
  tx: Tx,
  orderId: OrderId,
  { what, restock, note, iban }: RefundRequest,
  context: CommandContext,
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

  // An order paid in parts is refunded in parts; the first refund lists the items of all of them.
  let rest = content.amountCents;
  const ids: RefundId[] = [];
  for (const { payment, cents: leftCents } of left) {
    const amountCents = least(rest, leftCents);
    if (amountCents === ZERO) break;
    const covered = ids.length === 0 ? { lines: content.lines, shippingCents: content.shippingCents } : {};
    const opened = await openRefund(tx, payment, amountCents, "requested", context, { note, iban, ...covered });
    if (!opened.ok) return opened;
    rest = subtractCents(rest, amountCents);
    await askForAccount(tx, opened.value, context.now);
    ids.push(opened.value);
  }
  const stock = { items: content.items, first: what.kind === "returned" && what.received ? "sent" : "held" } as const;
  if (!restock) await writeOffUnsent(tx, order, stock, context);
  else if (!(await restockReturned(tx, order, stock, context))) return fail("not_restockable");
  return ok(ids);
}

type Content = {
  amountCents: Cents;
  lines: readonly RefundLine[];
  shippingCents: Cents;
  items: readonly LineQuantity[];
};
type Refund = typeof refunds.$inferSelect;

function leftOf(payment: typeof payments.$inferSelect, earlier: readonly Refund[]): Cents {
  const refunded = earlier.filter(({ paymentId }) => paymentId === payment.id).map(({ amountCents }) => amountCents);
  return subtractCents(payment.amountCents, addCents(...refunded));
}

/** The content of the refund, to the cent; null if requested items were already refunded. */
function contentOf(
  order: Order,
  lines: readonly OrderLine[],
  earlier: readonly Refund[],
  what: RefundRequest["what"],
  total: Cents,
): Content | null {
  const refundedLines = earlier.flatMap((refund) => refund.lines);
  const shippingLeft = subtractCents(order.shippingCents, addCents(...earlier.map(({ shippingCents }) => shippingCents)));
  if (what.kind === "amount") return { amountCents: what.amountCents, lines: [], shippingCents: ZERO, items: [] };
  const unrefunded = lines.map(({ position, quantity }) => ({ position, quantity: quantity - refundedQuantity(position, refundedLines) }));
  const items = what.kind === "lines" ? what.lines : (what.kind === "whole" ? unrefunded : leastOf(what.lines, unrefunded)).filter(isSome);
  const newLines: RefundLine[] = [];
  for (const { position, quantity } of items) {
    const line = lines.find((one) => one.position === position);
    const refund = line && lineRefund(line, [...refundedLines, ...newLines], quantity);
    if (!refund) return null;
    newLines.push(refund);
  }
  const shippingAsked = what.kind === "whole" || what.shippingCents === "rest" ? shippingLeft : what.shippingCents;
  if (shippingAsked > shippingLeft && what.kind === "lines") return null;
  const shippingCents = least(shippingAsked, shippingLeft);
  const worth = addCents(shippingCents, ...newLines.map(({ amountCents }) => amountCents));
  if (what.kind === "lines") return { amountCents: worth, lines: newLines, shippingCents, items };
  // All returned items are put back on sale, including those refunded before.
  if (what.kind === "returned") return { amountCents: least(worth, total), lines: newLines, shippingCents, items: what.lines };
  // Amounts refunded before belong to no line, so the rest doesn't either.
  return worth === total
    ? { amountCents: total, lines: newLines, shippingCents, items }
    : { amountCents: total, lines: [], shippingCents: ZERO, items };
}

function least(one: Cents, other: Cents): Cents {
  return cents(Math.min(one, other));
}

function isSome({ quantity }: LineQuantity): boolean {
  return quantity > 0;
}

/** For each requested item, the smaller of the requested and the remaining quantity. */
function leastOf(asked: readonly LineQuantity[], left: readonly LineQuantity[]): LineQuantity[] {
  return asked.map(({ position, quantity }) => ({
    position,
    quantity: Math.min(quantity, left.find((line) => line.position === position)?.quantity ?? 0),
  }));
}
