import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocateCents, cents, prorateCents } from "./money";

const amount = fc.integer({ min: 0, max: 2_000_000_000 });

describe("cents", () => {
  it("rejects fractions, NaN and numbers that a double can't represent", () => {
    for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) expect(() => cents(wrong)).toThrow(RangeError);
  });
});

describe("a prorated amount", () => {
  it("is the nearest integer, half-up, for any numerator and denominator", () => {
    fc.assert(
      fc.property(amount, fc.nat(10_000), fc.integer({ min: 1, max: 20_000 }), (whole, numerator, denominator) => {
        const exact = BigInt(whole) * BigInt(numerator);
        const rounded = BigInt(prorateCents(cents(whole), numerator, denominator));
        // rounded − ½ ≤ exact / denominator < rounded + ½
        expect((2n * rounded - 1n) * BigInt(denominator) <= 2n * exact).toBe(true);
        expect(2n * exact < (2n * rounded + 1n) * BigInt(denominator)).toBe(true);
      }),
    );
  });
});

describe("allocating an amount", () => {
  it("returns parts that add up to it, each within a cent of its exact share, and zero for a weight of zero", () => {
    fc.assert(
      fc.property(amount, fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 30 }), (whole, weights) => {
        const parts = allocateCents(cents(whole), weights);
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        expect(parts.reduce((sum: number, part) => sum + part, 0)).toBe(whole);
        if (total === 0) return;
        parts.forEach((part, index) => {
          const weight = weights[index] ?? 0;
          const difference = BigInt(part) * BigInt(total) - BigInt(whole) * BigInt(weight);
          expect(difference < BigInt(total) && -difference < BigInt(total)).toBe(true);
          if (weight === 0) expect(part).toBe(0);
        });
      }),
    );
  });

  it("adds the odd cent to the largest remainder, and in a tie to the earlier part", () => {
    expect(allocateCents(cents(100), [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocateCents(cents(10), [1, 5])).toEqual([2, 8]);
    expect(allocateCents(cents(7), [0, 0])).toEqual([7, 0]);
  });
});
