const FIRST_MINUTES = 1;
const LONGEST_MINUTES = 60;

/** Returns the time of the next try after this many earlier ones: after a minute, two, four and so on, at most an hour. */
export function nextTryAfter(tries: number, now: Date): Date {
  const minutes = Math.min(LONGEST_MINUTES, FIRST_MINUTES * 2 ** Math.min(tries, 10));
  return new Date(now.getTime() + minutes * 60_000);
}
