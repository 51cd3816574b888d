import type { Metadata } from "next";
import { getProducts } from "@/app/_server/cache";
import { pageLocale } from "@/app/_server/locale";
import { ProductListing } from "@/components/catalog/product-listing";
import { parseFilters } from "@/lib/catalog/filters";
import { translator, wordsOf } from "@/messages/translator";
import { SearchBox } from "./search-box";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = translator(await pageLocale(), "shop.search");
  const { q } = parseFilters(await searchParams);
  return { title: q ? t("results", { query: q }) : t("title"), robots: { index: false } };
}

// The query is in the URL: the page is rendered per request, and its data is cached by query.
export const instant = false;

export default async function SearchPage({ searchParams }: Props) {
  const locale = await pageLocale();
  const t = translator(locale, "shop.search");
  const filters = parseFilters(await searchParams);
  const list = await getProducts({}, { ...filters, q: filters.q.toLowerCase() });
  return (
    <div className="wrap">
      <div className="grid gap-6 py-8 lg:pt-12">
        <h1>{filters.q ? t("results", { query: filters.q }) : t("all")}</h1>
        <SearchBox locale={locale} words={wordsOf(locale, "shop.search").messages} key={filters.q} defaultValue={filters.q} />
      </div>
      <ProductListing locale={locale} path="/search" list={list} filters={filters} />
    </div>
  );
}
