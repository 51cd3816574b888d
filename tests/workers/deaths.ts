/** The number of steps tested in `npm test`. */
const SAMPLE = 4;

/**
 * The steps of a worker, counted from one, at which a test kills it: every one in `npm run test:proofs`, otherwise a few, spread
 * from the first to the last and different in each run.
 */
export function deathsOf(steps: number): readonly number[] {
  const all = Array.from({ length: steps }, (_, index) => index + 1);
  if (process.env.PROOFS === "1") return all;
  const share = steps / SAMPLE;
  // Two neighbours may choose the same step.
  return [...new Set(Array.from({ length: SAMPLE }, (_, index) => all[Math.floor(share * (index + Math.random()))] ?? steps))];
}
