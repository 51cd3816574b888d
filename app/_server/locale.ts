import { notFound } from "next/navigation";
import { locale } from "next/root-params";
import { localePath } from "@/lib/core/locale-path";
import { DEFAULT_LOCALE, type Locale } from "@/lib/core/locales";
import { offeredLocales } from "@/lib/core/offered-locales";

/** The language of the page being rendered, from the first segment of its route. Not available in actions and handlers. */
export async function pageLocale(): Promise<Locale> {
  const segment: unknown = await locale();
  return offeredLocales().find((each) => each === segment) ?? notFound();
}

/** For root layouts: the languages whose pages are prerendered. */
export const localeParams = () => offeredLocales().map((each) => ({ locale: each }));

/** For metadata: the page's URL in its own language (canonical) and in every other (hreflang). */
export function pageAlternates(locale: Locale, path: string) {
  const languages = Object.fromEntries(offeredLocales().map((each) => [each, localePath(each, path)]));
  return { canonical: localePath(locale, path), languages: { ...languages, "x-default": localePath(DEFAULT_LOCALE, path) } };
}
