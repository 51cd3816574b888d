import { env } from "./env";
import { LOCALES, type Locale, PSEUDO_LOCALE } from "./locales";

/** Returns the languages that this shop offers, the default first; the pseudo-locale is included only if PSEUDO_LOCALE is on. */
export function offeredLocales(): readonly Locale[] {
  return LOCALES.filter((locale) => locale !== PSEUDO_LOCALE || env().PSEUDO_LOCALE === "on");
}
