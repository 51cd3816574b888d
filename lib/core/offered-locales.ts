import { env } from "./env";
import { LOCALES, type Locale, PSEUDO_LOCALE } from "./locales";

/** The languages that this shop offers, the default first: all of them, the pseudo-locale only where PSEUDO_LOCALE is on. */
export function offeredLocales(): readonly Locale[] {
  return LOCALES.filter((locale) => locale !== PSEUDO_LOCALE || env().PSEUDO_LOCALE === "on");
}
