/** How many steps are tried in `npm test`. */
const SAMPLE = 4;

/**
 * At which of a worker's steps, counted from one, a test kills it: at every one in `npm run test:proofs`, otherwise at a few, spread
 * from the first to the last and others at each run.
 */
export function deathsOf(steps: number): readonly number[] {
  const all = Array.from({ length: steps }, (_, index) => index + 1);
  if (process.env.PROOFS === "1") return all;
  const share = steps / SAMPLE;
  return Array.from({ length: SAMPLE }, (_, index) => all[Math.floor(share * (index + Math.random()))] ?? steps);
}
