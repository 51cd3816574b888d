import { asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { priceHistory, variants } from "@/db/schema/catalog";
import { createVariant, testDatabase } from "@/db/testing";
import { cents } from "@/lib/core/money";
import { lowestPriceBefore, lowestPrices, type PriceRecord, percentBelow } from "./lowest-price";

const { db } = await testDatabase();

/** `[days before the first of March, price, sale price]`, oldest first. */
function history(...records: [number, number, number?][]): PriceRecord[] {
  const first = Date.parse("2026-03-01T00:00:00Z");
  return records.map(([days, price, sale]) => ({
    priceCents: cents(price),
    salePriceCents: sale === undefined ? null : cents(sale),
    validFrom: new Date(first - days * 86_400_000),
  }));
}

describe("lowest price of the 30 days before a reduction", () => {
  it("is the usual price if nothing else changed", () => {
    expect(lowestPriceBefore(history([100, 10000], [5, 10000, 8000]))).toBe(10000);
  });

  it("is null without a reduction", () => {
    expect(lowestPriceBefore(history([100, 10000], [50, 10000, 8000], [5, 10000]))).toBeNull();
    expect(lowestPriceBefore([])).toBeNull();
  });

  it("counts a price in force at the earliest moment of the 30 days, and none that ended before them", () => {
    expect(lowestPriceBefore(history([100, 7000], [34.9, 10000], [5, 10000, 8000]))).toBe(7000);
    expect(lowestPriceBefore(history([100, 7000], [35, 10000], [5, 10000, 8000]))).toBe(10000);
  });

  it("counts an earlier sale within the 30 days", () => {
    expect(lowestPriceBefore(history([100, 10000], [20, 10000, 6000], [15, 10000], [5, 10000, 8000]))).toBe(6000);
  });

  it("treats a growing reduction as one, which began with its first step", () => {
    expect(lowestPriceBefore(history([100, 10000], [20, 10000, 9000], [10, 10000, 8000], [5, 10000, 7000]))).toBe(10000);
  });

  it("treats a raised sale price as a new reduction", () => {
    expect(lowestPriceBefore(history([100, 10000], [20, 10000, 7000], [5, 10000, 8000]))).toBe(7000);
  });

  it("is today's price for a product that was reduced from the start", () => {
    expect(lowestPriceBefore(history([5, 10000, 8000]))).toBe(8000);
  });

  it("is read from the history that the database itself records", async () => {
    const reduced = await createVariant(db, { priceCents: cents(5000) });
    const usual = await createVariant(db, { priceCents: cents(5000) });
    await db
      .update(variants)
      .set({ priceCents: cents(4500) })
      .where(eq(variants.id, reduced.id));
    await db
      .update(variants)
      .set({ salePriceCents: cents(4000) })
      .where(eq(variants.id, reduced.id));
    const rows = await db.select().from(priceHistory).where(eq(priceHistory.variantId, reduced.id)).orderBy(asc(priceHistory.validFrom));
    expect(rows.map((row) => row.salePriceCents ?? row.priceCents)).toEqual([5000, 4500, 4000]);
    expect(await lowestPrices(db, [reduced.id, usual.id])).toEqual(new Map([[reduced.id, 4500]]));
  });

  it("gives the percentage below it, rounded down, and none above it", () => {
    expect(percentBelow(cents(8900), cents(11900))).toBe(25);
    expect(percentBelow(cents(8900), cents(8900))).toBe(0);
    expect(percentBelow(cents(8900), cents(7000))).toBe(0);
  });
});
