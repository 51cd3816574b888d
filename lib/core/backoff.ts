const FIRST_MINUTES = 1;
const LONGEST_MINUTES = 60;

/** When to try again after so many tries: a minute, two, four, … and never longer than an hour. */
export function nextTryAfter(tries: number, now: Date): Date {
  const minutes = Math.min(LONGEST_MINUTES, FIRST_MINUTES * 2 ** Math.min(tries, 10));
  return new Date(now.getTime() + minutes * 60_000);
}
