import { DEFAULT_LOCALE, type Locale } from "./locales";

/** Returns a page's path in a language: `/cart` in English, `/hr/cart` in Croatian. */
export function localePath(locale: Locale, path: string): string {
  if (locale === DEFAULT_LOCALE) return path;
  return path === "/" ? `/${locale}` : `/${locale}${path}`;
}
