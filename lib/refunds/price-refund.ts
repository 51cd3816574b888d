import { and, asc, eq, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orderLines } from "@/db/schema/orders";
import { payments, refunds } from "@/db/schema/payments";
import { returnLines, returns } from "@/db/schema/returns";
import { addCents, allocateCents, type Cents, cents, subtractCents, ZERO } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { findAmountDue } from "@/lib/orders/amount-due";
import type { Order, OrderLine } from "@/lib/orders/queries";
import { listRefundable } from "@/lib/payments/open-refund";
import { type LineQuantity, lineRefund, type RefundLine, refundedQuantity } from "@/lib/pricing/line-refund";

/**
 * What to refund. `whole`: everything not refunded yet. `lines`: some items, with part, none or the `rest` of delivery. `returned`:
 * the unrefunded part of returned items and of that much delivery, less a deduction. `amount`: a bare amount. All in cents.
 */
export type Refundable =
  | { kind: "whole" }
  | { kind: "lines"; lines: readonly LineQuantity[]; shippingCents: Cents | "rest" }
  | { kind: "returned"; lines: readonly LineQuantity[]; shippingCents: Cents; deductionCents: Cents }
  | { kind: "amount"; amountCents: Cents };

/** `nothing_to_refund`: the returned items cost nothing, were refunded before, or are not paid for. */
export type RefundError = "not_paid" | "already_refunded" | "more_than_captured" | "nothing_to_refund" | "deduction_too_large";

export type Payment = typeof payments.$inferSelect;

export type PricedRefund = {
  amountCents: Cents;
  lines: readonly RefundLine[];
  shippingCents: Cents;
  /** The items that the order no longer contains. */
  items: readonly LineQuantity[];
  /** The payments to refund it from, with what is left of each. */
  sources: readonly { payment: Payment; leftCents: Cents }[];
};

/** Prices a refund under the order's lock, and changes nothing. */
export async function priceRefund(tx: Tx, order: Order, what: Refundable): Promise<Result<PricedRefund, RefundError>> {
  const [lines, earlier, closed, captured, sources, { dueCents }] = await Promise.all([
    tx.select().from(orderLines).where(eq(orderLines.orderId, order.id)).orderBy(asc(orderLines.position)),
    tx
      .select()
      .from(refunds)
      .where(and(eq(refunds.orderId, order.id), ne(refunds.status, "failed"))),
    tx
      .select({ position: returnLines.position, quantity: returnLines.quantity })
      .from(returnLines)
      .innerJoin(returns, eq(returns.id, returnLines.returnId))
      .where(and(eq(returns.orderId, order.id), eq(returns.status, "closed"))),
    tx.$count(payments, and(eq(payments.orderId, order.id), eq(payments.status, "captured"))),
    listRefundable(tx, order.id),
    findAmountDue(tx, order.id),
  ]);
  if (captured === 0) return fail(order.totalCents === 0 ? "nothing_to_refund" : "not_paid");
  const totalCents = addCents(...sources.map(({ leftCents }) => leftCents));
  if (totalCents === ZERO) return fail("already_refunded");
  // An order that waits for its payment keeps its items: only money that came is given back.
  if (order.status === "pending" && (what.kind === "lines" || what.kind === "returned")) return fail("not_paid");
  if (order.status === "pending" && what.kind === "whole") return ok({ ...bare(totalCents), sources });
  const known = {
    order,
    lines,
    lessLines: [...earlier.flatMap((refund) => refund.lines), ...closed.map((line) => ({ ...line, amountCents: ZERO }))],
    shippingLeftCents: subtractCents(order.shippingCents, addCents(...earlier.map(({ shippingCents }) => shippingCents))),
    totalCents,
    unpaidCents: cents(Math.max(0, dueCents)),
  };
  const content = contentOf(known, what);
  if (!content.ok) return content;
  if (content.value.amountCents <= ZERO || content.value.amountCents > totalCents) return fail("more_than_captured");
  return ok({ ...content.value, sources });
}

type Known = {
  order: Order;
  lines: readonly OrderLine[];
  /** Items that were refunded, or given back without having been paid. */
  lessLines: readonly RefundLine[];
  shippingLeftCents: Cents;
  totalCents: Cents;
  /** What the customer still owes, which a return is set against first. */
  unpaidCents: Cents;
};
type Content = Omit<PricedRefund, "sources">;

const bare = (amountCents: Cents): Content => ({ amountCents, lines: [], shippingCents: ZERO, items: [] });

function contentOf(known: Known, what: Refundable): Result<Content, RefundError> {
  if (what.kind === "amount") return ok(bare(what.amountCents));
  const { lines, lessLines, totalCents, shippingLeftCents } = known;
  const left = lines.map(({ position, quantity }) => ({ position, quantity: quantity - refundedQuantity(position, lessLines) }));
  const items = (what.kind === "lines" ? what.lines : what.kind === "whole" ? left : leastOf(what.lines, left)).filter(isSome);
  const priced: RefundLine[] = [];
  for (const { position, quantity } of items) {
    const line = lines.find((one) => one.position === position);
    const refund = line && lineRefund(line, [...lessLines, ...priced], quantity);
    if (!refund) return fail("already_refunded");
    priced.push(refund);
  }
  const asked = what.kind === "whole" || what.shippingCents === "rest" ? shippingLeftCents : what.shippingCents;
  if (asked > shippingLeftCents && what.kind === "lines") return fail("already_refunded");
  const shippingCents = least(asked, shippingLeftCents);
  const worth = addCents(shippingCents, ...priced.map(({ amountCents }) => amountCents));
  if (what.kind === "lines") return ok({ amountCents: worth, lines: priced, shippingCents, items });
  if (what.kind === "returned") return returned(known, what, priced, shippingCents);
  // Amounts refunded before belong to no line, so the rest doesn't either.
  return ok(worth === totalCents ? { amountCents: totalCents, lines: priced, shippingCents, items } : { ...bare(totalCents), items });
}

/** All returned items are put back on sale, including those refunded before. The deduction lowers each line in proportion. */
function returned(
  { totalCents, unpaidCents }: Known,
  { lines: items, deductionCents }: Extract<Refundable, { kind: "returned" }>,
  priced: readonly RefundLine[],
  shippingCents: Cents,
): Result<Content, RefundError> {
  const goods = priced.map(({ amountCents }) => amountCents);
  if (deductionCents < 0 || deductionCents > addCents(...goods)) return fail("deduction_too_large");
  const reduced = allocateCents(subtractCents(addCents(...goods), deductionCents), goods);
  const lines = priced.map((line, index) => ({ ...line, amountCents: reduced[index] ?? ZERO }));
  const worth = addCents(shippingCents, ...reduced);
  const amountCents = cents(Math.min(Math.max(0, worth - unpaidCents), totalCents));
  return amountCents === ZERO ? fail("nothing_to_refund") : ok({ amountCents, lines, shippingCents, items });
}

export function least(one: Cents, other: Cents): Cents {
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
