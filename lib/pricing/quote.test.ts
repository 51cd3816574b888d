import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cents } from "@/lib/core/money";
import { shippingSettings } from "@/lib/shipping/rates";
import { type Discount, quote } from "./quote";

/** Exact fractions, independent of the quote's own calculation. */
type Rational = { n: bigint; d: bigint };
const rational = (n: number | bigint, d: number | bigint = 1): Rational => ({ n: BigInt(n), d: BigInt(d) });
const times = (a: Rational, b: Rational): Rational => ({ n: a.n * b.n, d: a.d * b.d });
const halfUp = ({ n, d }: Rational): bigint => (2n * n + d) / (2n * d);
const withinOneCent = (amount: number, { n, d }: Rational): boolean => {
  const difference = BigInt(amount) * d - n;
  return difference < d && -difference < d;
};

const shipping = shippingSettings.parse({});
const rates = [0, 1700, 1900, 2000, 2500, 2550, 2700];

const goods = fc.record({
  unitPriceCents: fc.nat(500_000).map(cents),
  quantity: fc.integer({ min: 1, max: 999 }),
  weightGrams: fc.nat(3000),
  vatRateBasisPoints: fc.constantFrom(...rates),
});
const discount: fc.Arbitrary<Discount | null> = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constant("percentage" as const), value: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ kind: fc.constant("fixed" as const), value: fc.integer({ min: 1, max: 1_000_000 }) }),
);
const request = fc.record({
  goods: fc.array(goods, { minLength: 1, maxLength: 12 }),
  discount,
  country: fc.constantFrom("HR", "DE", "US"),
  shippingMethod: fc.constantFrom("standard" as const, "express" as const),
});

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

describe("any quote", () => {
  it("adds up: lines − discounts + shipping = total = net + VAT", () => {
    fc.assert(
      fc.property(request, (input) => {
        const { lines, ...quoted } = quote({ ...input, shipping });
        expect(sum(lines.map((line) => line.grossCents))).toBe(quoted.subtotalCents);
        expect(sum(lines.map((line) => line.discountCents))).toBe(quoted.discountCents);
        expect(quoted.subtotalCents - quoted.discountCents + (quoted.shippingCents ?? 0)).toBe(quoted.totalCents);
        expect(sum(quoted.vatByRate.map((share) => share.netCents + share.vatCents))).toBe(quoted.totalCents);
        for (const line of lines) expect(line.discountCents >= 0 && line.discountCents <= line.grossCents).toBe(true);
        for (const share of quoted.vatByRate) expect(share.netCents >= 0 && share.vatCents >= 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("agrees with exact fractions on discount, its shares and VAT", () => {
    fc.assert(
      fc.property(request, (input) => {
        const { lines, ...quoted } = quote({ ...input, shipping });
        const subtotal = input.goods.reduce((total, { unitPriceCents, quantity }) => total + BigInt(unitPriceCents) * BigInt(quantity), 0n);
        const exactDiscount = !input.discount
          ? 0n
          : input.discount.kind === "percentage"
            ? halfUp(times(rational(subtotal), rational(input.discount.value, 100)))
            : BigInt(input.discount.value) < subtotal
              ? BigInt(input.discount.value)
              : subtotal;
        expect(BigInt(quoted.discountCents)).toBe(exactDiscount);
        for (const line of lines) {
          if (subtotal > 0n)
            expect(withinOneCent(line.discountCents, times(rational(exactDiscount), rational(BigInt(line.grossCents), subtotal)))).toBe(
              true,
            );
        }
        // Each line and each rate's share of the delivery is rounded once, so a rate is off by less than a cent for each of them.
        for (const share of quoted.vatByRate) {
          const rounded = lines.filter((line) => line.vatRateBasisPoints === share.rateBasisPoints).length + 1;
          const exact = times(
            rational(BigInt(share.netCents + share.vatCents)),
            rational(share.rateBasisPoints, 10_000 + share.rateBasisPoints),
          );
          const difference = BigInt(share.vatCents) * exact.d - exact.n;
          expect(2n * (difference < 0n ? -difference : difference) <= BigInt(rounded) * exact.d).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("has the same delivery cost however a line is split, and is never negative", () => {
    fc.assert(
      fc.property(request, (input) => {
        const quoted = quote({ ...input, shipping });
        expect(quoted.totalCents).toBeGreaterThanOrEqual(quoted.shippingCents ?? 0);
        const reversed = quote({ ...input, goods: input.goods.toReversed(), shipping });
        expect([reversed.subtotalCents, reversed.discountCents, reversed.shippingCents, reversed.totalCents]).toEqual([
          quoted.subtotalCents,
          quoted.discountCents,
          quoted.shippingCents,
          quoted.totalCents,
        ]);
      }),
    );
  });
});

/**
 * Calculated by hand. Goods are [unit price, quantity, grams each, VAT %]; expected are the subtotal, the discount, the
 * delivery, the total and the included VAT, all in cents.
 */
type Example = [
  goods: [number, number, number, number][],
  discount: Discount | null,
  country: string,
  method: "standard" | "express",
  expected: [number, number, number | null, number, number],
];

const percent = (value: number): Discount => ({ kind: "percentage", value });
const fixed = (value: number): Discount => ({ kind: "fixed", value });

const examples: Example[] = [
  // 24.99 + 5.00 = 29.99; VAT 24.99/5 = 4.998 → 5.00, 5.00/5 = 1.00
  [[[2499, 1, 200, 25]], null, "HR", "standard", [2499, 0, 500, 2999, 600]],
  // 2 × 24.99 = 49.98; /5 = 9.996 → 10.00, + 1.00
  [[[2499, 2, 200, 25]], null, "HR", "standard", [4998, 0, 500, 5498, 1100]],
  // express 15.00: VAT 3.00 + 5.00
  [[[2499, 1, 200, 25]], null, "HR", "express", [2499, 0, 1500, 3999, 800]],
  // EU 10.00: VAT 2.00 + 5.00
  [[[2499, 1, 200, 25]], null, "DE", "standard", [2499, 0, 1000, 3499, 700]],
  // EU express 25.00: VAT 5.00 + 5.00
  [[[2499, 1, 200, 25]], null, "AT", "express", [2499, 0, 2500, 4999, 1000]],
  // export: 20.00, and no VAT in the shown price
  [[[2499, 1, 200, 0]], null, "US", "standard", [2499, 0, 2000, 4499, 0]],
  [[[2499, 1, 200, 0]], null, "CH", "express", [2499, 0, 4000, 6499, 0]],
  // 10 % of 24.99 = 2.499 → 2.50; paid 22.49, VAT 4.498 → 4.50, + 1.00
  [[[2499, 1, 200, 25]], percent(10), "HR", "standard", [2499, 250, 500, 2749, 550]],
  // 10 % of 24.95 = 2.495 → 2.50 (half-up); paid 22.45, VAT 4.49, + 1.00
  [[[2495, 1, 200, 25]], percent(10), "HR", "standard", [2495, 250, 500, 2745, 549]],
  // 15.00 off 125.00: shares 89/125 × 15 = 10.68, 36/125 × 15 = 4.32; paid 78.32 and 31.68; VAT 15.664 → 15.66, 6.336 → 6.34, + 1.00
  [
    [
      [8900, 1, 900, 25],
      [1800, 2, 90, 25],
    ],
    fixed(1500),
    "HR",
    "standard",
    [12_500, 1500, 500, 11_500, 2300],
  ],
  // a voucher worth more than the goods: only the delivery remains, VAT 1.00
  [[[1000, 1, 100, 25]], fixed(1500), "HR", "standard", [1000, 1000, 500, 500, 100]],
  // everything is free except the delivery
  [[[1000, 3, 100, 25]], percent(100), "HR", "standard", [3000, 3000, 500, 500, 100]],
  // 6 kg: 1 kg over at 2.00; 7.00; VAT 20.00 + 1.40
  [[[10_000, 1, 6000, 25]], null, "HR", "standard", [10_000, 0, 700, 10_700, 2140]],
  // 5.001 kg: 0.2 cents over → 0; 5.00
  [[[10_000, 1, 5001, 25]], null, "HR", "standard", [10_000, 0, 500, 10_500, 2100]],
  // 5.003 kg: 0.6 cents → 1; 5.01: VAT 1.002 → 1.00
  [[[10_000, 1, 5003, 25]], null, "HR", "standard", [10_000, 0, 501, 10_501, 2100]],
  // 10 × 1.25 kg = 12.5 kg: 7.5 kg over, 15.00; EU 25.00: VAT 5.00 + 25.00
  [[[1250, 10, 1250, 25]], null, "FR", "standard", [12_500, 0, 2500, 15_000, 3000]],
  // Germany's own rate: 19/119 of 119.00 = 19.00; of 10.00 = 1.5966 → 1.60
  [[[11_900, 1, 500, 19]], null, "DE", "standard", [11_900, 0, 1000, 12_900, 2060]],
  // two rates: 25 % on 100.00 → 20.00; 5 % on 50.00 → 2.38; delivery 5.00 as 3.33 and 1.67: 0.67 and 0.08
  [
    [
      [10_000, 1, 500, 25],
      [5000, 1, 500, 5],
    ],
    null,
    "HR",
    "standard",
    [15_000, 0, 500, 15_500, 2313],
  ],
  // 999 items of 0.01: 9.99, VAT 1.998 → 2.00, + 1.00
  [[[1, 999, 1, 25]], null, "HR", "standard", [999, 0, 500, 1499, 300]],
  // no delivery to this country: the goods only
  [[[2499, 1, 200, 0]], null, "AQ", "standard", [2499, 0, null, 2499, 0]],
];

describe("calculated by hand", () => {
  it.each(examples.map((example, index) => [index + 1, ...example] as const))(
    "total %i",
    (_number, lines, discount, country, shippingMethod, expected) => {
      const quoted = quote({
        goods: lines.map(([price, quantity, weightGrams, rate]) => ({
          unitPriceCents: cents(price),
          quantity,
          weightGrams,
          vatRateBasisPoints: rate * 100,
        })),
        discount,
        country,
        shippingMethod,
        shipping,
      });
      const vatCents = sum(quoted.vatByRate.map((share) => share.vatCents));
      expect([quoted.subtotalCents, quoted.discountCents, quoted.shippingCents, quoted.totalCents, vatCents]).toEqual(expected);
    },
  );
});

describe("free delivery", () => {
  it("starts at the total of the goods after discounts, for standard delivery only", () => {
    const settings = shippingSettings.parse({ freeFromCents: 10_000 });
    const at = (price: number, discount: Discount | null) =>
      quote({
        goods: [{ unitPriceCents: cents(price), quantity: 1, weightGrams: 9000, vatRateBasisPoints: 2500 }],
        discount,
        country: "HR",
        shippingMethod: "standard",
        shipping: settings,
      });
    expect(at(10_000, null).shippingOptions.map((option) => option.cents)).toEqual([0, 2300]);
    expect(at(9999, null).shippingCents).toBe(1300);
    expect(at(10_000, percent(1)).shippingCents).toBe(1300);
  });
});
