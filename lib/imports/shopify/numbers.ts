import { type Cents, cents, ZERO } from "@/lib/core/money";
import type { Report } from "@/lib/imports/problems";
import type { Row } from "./rows";

const AMOUNT = /^(\d{1,9})(?:\.(\d{1,2})0*)?$/;
const MOST_UNITS = 1_000_000;
const MOST_GRAMS = 1_000_000;

/** A written amount such as `24.9`; undefined where it is none. */
function parseAmount(text: string): Cents | undefined {
  const [, whole, fraction = ""] = AMOUNT.exec(text) ?? [];
  return whole === undefined ? undefined : cents(Number(whole) * 100 + Number(fraction.padEnd(2, "0")));
}

/**
 * Shopify's price is what is asked today, its compare-at price what was asked before. Above the price it becomes the full price
 * and the price the sale's.
 */
export function readPrices(row: Row, report: Report): { priceCents: Cents; salePriceCents: Cents | null } {
  const price = row.field("price");
  const asked = parseAmount(price);
  if (asked === undefined) {
    if (price === "") report("missing_price", row.line);
    else report(/^-\s*\d/.test(price) ? "negative_price" : "bad_price", row.line, price);
    return { priceCents: ZERO, salePriceCents: null };
  }
  const compareAt = row.field("compareAt");
  const before = compareAt === "" ? ZERO : parseAmount(compareAt);
  if (before === undefined) report("bad_compare_at", row.line, compareAt);
  else if (before > asked) return { priceCents: before, salePriceCents: asked };
  else if (before > 0 && before < asked) report("compare_at_below", row.line, compareAt);
  return { priceCents: asked, salePriceCents: null };
}

/** Units in stock: a whole number from 0; all else is reported and taken as 0. */
export function readQuantity(row: Row, report: Report): number {
  const text = row.field("quantity");
  if (text === "") return 0;
  if (/^\d{1,7}$/.test(text) && Number(text) <= MOST_UNITS) return Number(text);
  report("bad_quantity", row.line, text);
  return 0;
}

/** Grams, rounded. */
export function readWeight(row: Row, report: Report): number {
  const text = row.field("grams");
  if (text === "") return 0;
  if (/^\d{1,7}(\.\d+)?$/.test(text) && Number(text) <= MOST_GRAMS) return Math.round(Number(text));
  report("bad_weight", row.line, text);
  return 0;
}
