import { notFound } from "next/navigation";
import { locale } from "next/root-params";
import type { Locale } from "@/lib/core/locales";
import { offeredLocales } from "@/lib/core/offered-locales";

/** The language of the page being rendered, which is the first segment of its route. Actions and handlers have none. */
export async function pageLocale(): Promise<Locale> {
  const segment: unknown = await locale();
  return offeredLocales().find((each) => each === segment) ?? notFound();
}

/** For root layouts: the languages whose pages are prerendered. */
export const localeParams = () => offeredLocales().map((each) => ({ locale: each }));
