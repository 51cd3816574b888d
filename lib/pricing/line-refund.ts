import { type Cents, multiplyCents, prorateCents, subtractCents } from "@/lib/core/money";

/** A line of the order, by its position, and how much of it is refunded; `amountCents` after its discount. */
export type RefundLine = { position: number; quantity: number; amountCents: Cents };

/** How many items of one order line. */
export type LineQuantity = { position: number; quantity: number };

export type PaidLine = { position: number; quantity: number; unitPriceCents: Cents; discountCents: Cents };

/**
 * What some items of a line are worth when they are refunded, after `earlier` refunds of the same order: the items share
 * what was paid for the line, half-up, and the last one takes what rounding left. Null where fewer items are left.
 */
export function lineRefund(line: PaidLine, earlier: readonly RefundLine[], quantity: number): RefundLine | null {
  const before = refundedQuantity(line.position, earlier);
  if (!Number.isInteger(quantity) || quantity < 1 || before + quantity > line.quantity) return null;
  const paid = subtractCents(multiplyCents(line.unitPriceCents, line.quantity), line.discountCents);
  const upTo = (items: number) => prorateCents(paid, items, line.quantity);
  return { position: line.position, quantity, amountCents: subtractCents(upTo(before + quantity), upTo(before)) };
}

export function refundedQuantity(position: number, earlier: readonly RefundLine[]): number {
  return earlier.filter((line) => line.position === position).reduce((sum, line) => sum + line.quantity, 0);
}
