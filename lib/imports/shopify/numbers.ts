import { type Cents, cents, ZERO } from "@/lib/core/money";
import type { Report } from "@/lib/imports/problems";
import type { Row } from "./rows";

const AMOUNT = /^(\d{1,9})(?:\.(\d{1,2})0*)?$/;
const MAX_UNITS = 1_000_000;
const MAX_GRAMS = 1_000_000;

/** Parses an amount such as `24.9`; returns undefined if it is not one. */
function parseAmount(text: string): Cents | undefined {
  const [, whole, fraction = ""] = AMOUNT.exec(text) ?? [];
  return whole === undefined ? undefined : cents(Number(whole) * 100 + Number(fraction.padEnd(2, "0")));
}

/**
 * Reads a variant's prices. Shopify's price is the current one and its compare-at price the earlier one; a compare-at price above
 * the price becomes the full price, and the price becomes the sale price.
 */
export function readPrices(row: Row, report: Report): { priceCents: Cents; salePriceCents: Cents | null } {
  const price = row.field("price");
  const current = parseAmount(price);
  if (current === undefined) {
    if (price === "") report("missing_price", row.line);
    else report(/^-\s*\d/.test(price) ? "negative_price" : "bad_price", row.line, price);
    return { priceCents: ZERO, salePriceCents: null };
  }
  const compareAt = row.field("compareAt");
  const earlier = compareAt === "" ? ZERO : parseAmount(compareAt);
  if (earlier === undefined) report("bad_compare_at", row.line, compareAt);
  else if (earlier > current) return { priceCents: earlier, salePriceCents: current };
  else if (earlier > 0 && earlier < current) report("compare_at_below", row.line, compareAt);
  return { priceCents: current, salePriceCents: null };
}

/** Reads the units in stock, a whole number from 0; anything else is reported and read as 0. */
export function readQuantity(row: Row, report: Report): number {
  const text = row.field("quantity");
  if (text === "") return 0;
  if (/^\d{1,7}$/.test(text) && Number(text) <= MAX_UNITS) return Number(text);
  report("bad_quantity", row.line, text);
  return 0;
}

/** Reads the weight in grams, rounded. */
export function readWeight(row: Row, report: Report): number {
  const text = row.field("grams");
  if (text === "") return 0;
  if (/^\d{1,7}(\.\d+)?$/.test(text) && Number(text) <= MAX_GRAMS) return Math.round(Number(text));
  report("bad_weight", row.line, text);
  return 0;
}
