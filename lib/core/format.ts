import { type Locale, REGIONAL_FORMATS } from "./locales";
import type { Cents } from "./money";

/** The time zone of all dates and times that the shop shows. */
export const TIME_ZONE = "Europe/Zagreb";

type Formats = ReturnType<typeof createFormats>;

/** Cached, one set per language, because Intl objects are slow to create. */
const formats = new Map<Locale, Formats>();

function formatsOf(locale: Locale): Formats {
  const known = formats.get(locale);
  if (known) return known;
  const created = createFormats(REGIONAL_FORMATS[locale]);
  formats.set(locale, created);
  return created;
}

function createFormats(tag: string) {
  const day = { day: "numeric", month: "short", year: "numeric", timeZone: TIME_ZONE } as const;
  const minute = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: TIME_ZONE } as const;
  return {
    money: new Intl.NumberFormat(tag, { style: "currency", currency: "EUR" }),
    number: new Intl.NumberFormat(tag),
    percent: new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 2 }),
    date: new Intl.DateTimeFormat(tag, day),
    time: new Intl.DateTimeFormat(tag, minute),
    dateTime: new Intl.DateTimeFormat(tag, { ...day, ...minute }),
    and: new Intl.ListFormat(tag, { type: "conjunction" }),
    or: new Intl.ListFormat(tag, { type: "disjunction" }),
    regions: new Intl.DisplayNames(tag, { type: "region" }),
  };
}

/** Formats cents as `€1,024.99`, with a minus sign in front if negative. */
export function formatMoney(amount: Cents, locale: Locale): string {
  return formatsOf(locale)
    .money.format(amount / 100)
    .replace("-", "−");
}

/** Formats a number as `1,024`. */
export function formatNumber(value: number, locale: Locale): string {
  return formatsOf(locale).number.format(value);
}

/** Formats basis points as a percentage: 2500 as `25%`, 550 as `5.5%`. */
export function formatPercent(basisPoints: number, locale: Locale): string {
  return formatsOf(locale).percent.format(basisPoints / 10_000);
}

/** Formats a date as `22 Nov 2026`. */
export function formatDate(date: Date, locale: Locale): string {
  return formatsOf(locale).date.format(date);
}

/** Formats a time as `14:05`. */
export function formatTime(date: Date, locale: Locale): string {
  return formatsOf(locale).time.format(date);
}

/** Formats a date and time as `22 Nov 2026, 14:05`. */
export function formatDateTime(date: Date, locale: Locale): string {
  return formatsOf(locale).dateTime.format(date);
}

/** Formats a list as `Linen, wool and cotton`, or with "or" instead of "and". */
export function formatList(items: readonly string[], locale: Locale, type: "and" | "or" = "and"): string {
  return formatsOf(locale)[type].format(items);
}

/** Returns a country's name, such as `Croatia` for `HR`; an unknown code is returned unchanged. */
export function countryName(code: string, locale: Locale): string {
  return formatsOf(locale).regions.of(code) ?? code;
}

/** Formats a variant's options as `Indigo, M`; the text is empty if there are none. */
export function formatOptions(options: readonly { value: string }[]): string {
  return options.map(({ value }) => value).join(", ");
}

/** Formats an IBAN in groups of four, as `HR12 1001 0051 8630 0016 0`. */
export function formatIban(iban: string): string {
  return iban.replaceAll(" ", "").replace(/(.{4})(?=.)/g, "$1 ");
}
