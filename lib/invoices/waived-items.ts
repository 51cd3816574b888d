import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { Executor } from "@/db/client";
import type { InvoiceContent } from "@/db/schema/invoices";
import { returnLines, returns } from "@/db/schema/returns";
import type { OrderId } from "@/lib/core/ids";
import { addCents, cents, subtractCents, ZERO } from "@/lib/core/money";
import { lineRefund, type PaidLine, type RefundLine } from "@/lib/pricing/line-refund";
import { creditContent, creditLine, type Refunded } from "./credit-content";

/** The items, delivery and their price that a customer need not pay, because a return was closed before the invoice was issued. */
export async function readWaived(db: Executor, orderId: OrderId, ordered: readonly PaidLine[]): Promise<Refunded> {
  const rows = await db
    .select({ id: returns.id, position: returnLines.position, quantity: returnLines.quantity, shippingCents: returns.waivedShippingCents })
    .from(returns)
    .innerJoin(returnLines, eq(returnLines.returnId, returns.id))
    .where(and(eq(returns.orderId, orderId), isNotNull(returns.waivedCents)))
    .orderBy(asc(returns.requestedAt), asc(returns.id), asc(returnLines.position));
  const lines = priceReturned(ordered, [], rows);
  const shipping = new Map(rows.map(({ id, shippingCents }) => [id, shippingCents ?? cents(0)]));
  const shippingCents = addCents(...shipping.values());
  return { lines, shippingCents, amountCents: addCents(shippingCents, ...lines.map(({ amountCents }) => amountCents)) };
}

/** The price of items after `earlier` ones of the same order, which share each line's rounding differences. */
export function priceReturned(
  ordered: readonly PaidLine[],
  earlier: readonly RefundLine[],
  items: readonly { position: number; quantity: number }[],
): RefundLine[] {
  const priced: RefundLine[] = [];
  for (const { position, quantity } of items) {
    const line = ordered.find((one) => one.position === position);
    const price = line && lineRefund(line, [...earlier, ...priced], quantity);
    if (price) priced.push(price);
  }
  return priced;
}

/** The content of the invoice without what was waived. */
export function withoutWaived(content: InvoiceContent, waived: Refunded): InvoiceContent {
  const free = { lines: waived.lines.map((line) => creditLine(content, line)), vatByRate: [], shippingCents: ZERO, totalCents: ZERO };
  const part = creditContent(content, [], waived) ?? free;
  const lines = content.lines.flatMap((line) => {
    const taken = part.lines.filter(({ position }) => position === line.position);
    const quantity = line.quantity - taken.reduce((sum, each) => sum + each.quantity, 0);
    const less = (key: "discountCents" | "paidCents") => subtractCents(line[key], addCents(...taken.map((each) => each[key])));
    return quantity > 0 ? [{ ...line, quantity, discountCents: less("discountCents"), paidCents: less("paidCents") }] : [];
  });
  const vatByRate = content.vatByRate.flatMap((share) => {
    const taken = part.vatByRate.find(({ rateBasisPoints }) => rateBasisPoints === share.rateBasisPoints);
    if (!taken) return [share];
    const [netCents, vatCents] = [subtractCents(share.netCents, taken.netCents), subtractCents(share.vatCents, taken.vatCents)];
    return netCents + vatCents > 0 ? [{ ...share, netCents, vatCents }] : [];
  });
  return {
    ...content,
    lines,
    vatByRate,
    shippingCents: subtractCents(content.shippingCents, part.shippingCents),
    totalCents: subtractCents(content.totalCents, part.totalCents),
  };
}
