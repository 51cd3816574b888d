import { type Cents, multiplyCents, prorateCents, subtractCents } from "@/lib/core/money";

/** The refunded quantity and amount of an order line, by its position; `amountCents` is after its discount. */
export type RefundLine = { position: number; quantity: number; amountCents: Cents };

/** A number of items of one order line. */
export type LineQuantity = { position: number; quantity: number };

export type PaidLine = { position: number; quantity: number; unitPriceCents: Cents; discountCents: Cents };

/**
 * The refund for some items of a line, after `earlier` refunds of the same order; null if fewer items are left. The items
 * share the amount paid for the line, rounded half-up, and the last one gets the rounding difference.
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
