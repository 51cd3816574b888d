import { DEFAULT_LOCALE, type Locale } from "./locales";

/** The address of a shop page in a language: `/cart` in English, `/hr/cart` in another. */
export function localePath(locale: Locale, path: string): string {
  if (locale === DEFAULT_LOCALE) return path;
  return path === "/" ? `/${locale}` : `/${locale}${path}`;
}
