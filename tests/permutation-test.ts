/** The number of random arrangements, including the measured one, which limits how small the p-value can be. */
const ARRANGEMENTS = 100_000;

/**
 * Compares the two members of pairs by a permutation test on the signed ranks of their differences (Wilcoxon), as each sign is
 * equally likely if the members are alike; ranks are robust against outliers. Returns the two-sided p-value; `random` gives
 * numbers from 0 to 1.
 */
export function comparePairs(pairs: readonly (readonly [number, number])[], random: () => number = Math.random): number {
  const differences = pairs.map(([one, other]) => one - other).toSorted((a, b) => Math.abs(a) - Math.abs(b));
  const measured = Math.abs(differences.reduce((sum, difference, index) => sum + Math.sign(difference) * (index + 1), 0));
  let asFar = 1;
  for (let arrangement = 1; arrangement < ARRANGEMENTS; arrangement += 1) {
    let sum = 0;
    for (let rank = 1; rank <= differences.length; rank += 1) sum += random() < 0.5 ? rank : -rank;
    if (Math.abs(sum) >= measured) asFar += 1;
  }
  return asFar / ARRANGEMENTS;
}
