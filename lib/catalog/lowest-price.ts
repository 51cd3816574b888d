import { asc, inArray } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { priceHistory } from "@/db/schema/catalog";
import type { VariantId } from "@/lib/core/ids";
import { type Cents, cents } from "@/lib/core/money";

const THIRTY_DAYS_MS = 30 * 24 * 60 * 60 * 1000;

export type PriceRecord = { priceCents: Cents; salePriceCents: Cents | null; validFrom: Date };

const effective = (record: PriceRecord) => record.salePriceCents ?? record.priceCents;

/**
 * The lowest price in force at any moment of the 30 days before the current reduction began, which must be shown beside a
 * struck-through price (Directive 98/6/EC, Art. 6a); null if not on sale. A growing reduction counts as one (Art. 6a(5)), a raised
 * sale price as a new one; for a product reduced from the start it is today's price. `history` is one variant's, oldest first.
 */
export function lowestPriceBefore(history: readonly PriceRecord[]): Cents | null {
  let began = history.length - 1;
  const current = history[began];
  if (!current || current.salePriceCents === null) return null;
  for (let record = current; began > 0; began -= 1) {
    const earlier = history[began - 1];
    if (!earlier || earlier.salePriceCents === null || effective(earlier) < effective(record)) break;
    record = earlier;
  }
  const start = history[began]?.validFrom.getTime() ?? 0;
  const inForce = history.slice(0, began).filter((_, index) => {
    const until = history[index + 1]?.validFrom.getTime() ?? start;
    return until > start - THIRTY_DAYS_MS;
  });
  if (inForce.length === 0) return effective(current);
  return cents(Math.min(...inForce.map(effective)));
}

/** The lowest prices of the 30 days before the sale, for those of these variants that are on sale. One statement. */
export async function lowestPrices(db: Executor, variantIds: readonly VariantId[]): Promise<Map<VariantId, Cents>> {
  const rows = await db
    .select({
      variantId: priceHistory.variantId,
      priceCents: priceHistory.priceCents,
      salePriceCents: priceHistory.salePriceCents,
      validFrom: priceHistory.validFrom,
    })
    .from(priceHistory)
    .where(inArray(priceHistory.variantId, [...variantIds]))
    .orderBy(asc(priceHistory.variantId), asc(priceHistory.validFrom));
  const histories = new Map<VariantId, PriceRecord[]>();
  for (const row of rows) {
    const history = histories.get(row.variantId);
    if (history) history.push(row);
    else histories.set(row.variantId, [row]);
  }
  const found = new Map<VariantId, Cents>();
  for (const [variantId, history] of histories) {
    const lowest = lowestPriceBefore(history);
    if (lowest !== null) found.set(variantId, lowest);
  }
  return found;
}

/** The percentage by which `price` is below `lowest`, rounded down; 0 if it is not below. */
export function percentBelow(price: Cents, lowest: Cents): number {
  return price < lowest ? Math.floor(((lowest - price) * 100) / lowest) : 0;
}
