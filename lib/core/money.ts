declare const brand: unique symbol;

/** An amount in euro cents, always a safe integer and never a float. It is negative only where a doc comment says so. */
export type Cents = number & { readonly [brand]: "Cents" };

/** Converts an integer number of cents. Throws RangeError for fractions and for numbers that a double can't represent exactly. */
export function cents(amount: number): Cents {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not an integer number of cents: ${amount}`);
  // -0 would carry over into totals and be printed as "-€0.00".
  return (amount === 0 ? 0 : amount) as Cents;
}

export const ZERO = cents(0);

/** The part of a total at one VAT rate. A rate of 2500 is 25 %; net + VAT = gross. */
export type VatShare = { rateBasisPoints: number; netCents: Cents; vatCents: Cents };

export function addCents(...amounts: readonly Cents[]): Cents {
  return cents(amounts.reduce((sum: number, amount) => sum + amount, 0));
}

export function subtractCents(from: Cents, amount: Cents): Cents {
  return cents(from - amount);
}

export function multiplyCents(amount: Cents, factor: number): Cents {
  return cents(amount * factor);
}

/**
 * Returns amount × numerator ÷ denominator, rounded half-up (away from zero at exactly one half for positive amounts).
 * The result is exact for any safe integers, as the product is a BigInt.
 */
export function prorateCents(amount: Cents, numerator: number, denominator: number): Cents {
  const doubled = 2n * BigInt(amount) * BigInt(numerator);
  const divisor = 2n * BigInt(denominator);
  return cents(Number(floorDivide(doubled + BigInt(denominator), divisor)));
}

function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor !== 0n && dividend < 0n !== divisor < 0n ? quotient - 1n : quotient;
}

/**
 * Splits an amount by weights into parts that add up to it exactly (largest remainder first, in a tie the earlier part). If
 * all weights are zero, the first part gets everything; amount and weights must not be negative.
 */
export function allocateCents(amount: Cents, weights: readonly number[]): Cents[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0n) return weights.map((_, index) => (index === 0 ? amount : ZERO));
  const shares = weights.map((weight, index) => {
    const product = BigInt(amount) * BigInt(weight);
    return { index, floor: product / total, remainder: product % total };
  });
  let left = BigInt(amount) - shares.reduce((sum, share) => sum + share.floor, 0n);
  const byRemainder = shares.toSorted((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  const extra = new Set<number>();
  for (const share of byRemainder) {
    if (left === 0n) break;
    extra.add(share.index);
    left -= 1n;
  }
  return shares.map((share) => cents(Number(share.floor) + (extra.has(share.index) ? 1 : 0)));
}
