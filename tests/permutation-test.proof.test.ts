import { expect, it } from "vitest";
import { comparePairs } from "./permutation-test";

/** Mulberry32, a seeded generator that gives the same numbers in every run. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** 200 pairs of answers of about 6 ms, one in twenty with a long delay; the first of each pair takes `leakMs` longer. */
function measure(seed: number, leakMs: number): [number, number][] {
  const random = numbersFrom(seed);
  const time = () => 5 + 2 * random() + (random() < 0.05 ? 40 * random() : 0);
  return Array.from({ length: 200 }, () => [time() + leakMs, time()]);
}

it("finds a difference of half a millisecond in two of noise, and none if there is none", () => {
  for (const seed of [1, 2, 3]) {
    expect(comparePairs(measure(seed, 0.5), numbersFrom(seed))).toBeLessThan(1e-4);
    expect(comparePairs(measure(seed, 0), numbersFrom(seed))).toBeGreaterThan(1e-4);
  }
});

it("falls below a threshold as often as the threshold predicts if there is no difference", { timeout: 180_000 }, () => {
  const values = Array.from({ length: 60 }, (_, seed) => comparePairs(measure(seed + 10, 0).slice(0, 30), numbersFrom(seed + 100)));
  const below = (threshold: number) => values.filter((value) => value < threshold).length / values.length;
  expect(below(0.5)).toBeGreaterThan(0.3);
  expect(below(0.5)).toBeLessThan(0.7);
  expect(below(0.1)).toBeLessThan(0.25);
});
