/** The holidays with a fixed date, by month and day. */
const FIXED = ["01-01", "01-06", "05-01", "05-30", "06-22", "08-05", "08-15", "11-01", "11-18", "12-25", "12-26"];
/** Easter Monday and Corpus Christi, in days after Easter Sunday. */
const AFTER_EASTER = [1, 60];

/**
 * Returns whether an ISO date is a public holiday in Croatia; Sundays as such don't count (Zakon o blagdanima, spomendanima i
 * neradnim danima, Art. 1).
 */
export function isPublicHoliday(isoDate: string): boolean {
  const easter = easterSunday(Number(isoDate.slice(0, 4)));
  const days = (Date.parse(isoDate) - easter.getTime()) / 86_400_000;
  return FIXED.includes(isoDate.slice(5)) || AFTER_EASTER.includes(days);
}

/** Returns midnight UTC of Easter Sunday in the Gregorian calendar (Butcher's algorithm). */
function easterSunday(year: number): Date {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const count = epact + weekday - 7 * late + 114;
  return new Date(Date.UTC(year, Math.floor(count / 31) - 1, (count % 31) + 1));
}
