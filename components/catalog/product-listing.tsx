import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import {
  countFilters,
  type Filters,
  filtersToQuery,
  LAST_PAGE,
  PAGE_SIZE,
  type Sort,
  withoutFacets,
  withoutValue,
} from "@/lib/catalog/filters";
import type { Collection, ProductList } from "@/lib/catalog/types";
import { formatMoney } from "@/lib/core/format";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { translator } from "@/messages/translator";
import { FACET_FORM, FacetForm } from "./facet-form";
import { SortSelect } from "./live-form";
import { Pager } from "./pager";
import { ProductGrid } from "./product-grid";
import { WideTile } from "./wide-tile";

const SORTS = ["relevance", "newest", "price-up", "price-down", "name"] as const satisfies readonly Sort[];

/** A list of products with facets (a drawer on phones), chips, sort order and pages, all as plain links and a GET form. */
export function ProductListing({
  locale,
  path: englishPath,
  list,
  filters,
  tile,
}: {
  locale: Locale;
  /** The path without a language. */
  path: string;
  list: ProductList;
  filters: Filters;
  tile?: Collection;
}) {
  const t = translator(locale, "catalog.list");
  const path = localePath(locale, englishPath);
  const { cards, total, facets } = list;
  const hrefOf = (changed: Filters) => `${path}${filtersToQuery(changed)}`;
  const active = countFilters(filters);
  const from = (filters.page - 1) * PAGE_SIZE + 1;
  return (
    <div className="grid lg:grid-cols-[14rem_minmax(0,1fr)] lg:items-start lg:gap-12 xl:gap-16">
      <div
        id="filters"
        popover="auto"
        className="m-0 mt-12 h-[calc(100dvh-3rem)] max-h-none w-full max-w-none border-0 rounded-t-xl bg-sand px-5 backdrop:bg-ink/50 lg:static lg:mt-0 lg:block lg:h-auto lg:w-auto lg:overflow-visible lg:p-0"
      >
        <div className="sticky top-0 z-1 flex min-h-16 items-center justify-between bg-sand lg:hidden">
          <p className="font-serif text-xl">{t("filter")}</p>
          <button
            type="button"
            popoverTarget="filters"
            popoverTargetAction="hide"
            aria-label={t("closeFilters")}
            className="touch -mr-3 w-11 justify-center"
          >
            <Icon name="close" />
          </button>
        </div>
        <FacetForm locale={locale} action={path} filters={filters} facets={facets} total={total} />
      </div>
      <section aria-label={t("title")}>
        <div className="sticky top-0 z-3 mb-6 flex min-h-14 items-center justify-between gap-4 border-y border-linen-deep bg-sand text-sm lg:static">
          <button type="button" popoverTarget="filters" className="touch gap-2 font-medium lg:hidden">
            <Icon name="filter" />
            {t("filter")}
            {active > 0 && (
              <span className="figures grid h-5 min-w-5 place-items-center rounded-full bg-ink px-1 text-xs font-semibold text-paper">
                <span aria-hidden="true">{active}</span>
                <span className="sr-only">{t("chosen", { count: active })}</span>
              </span>
            )}
          </button>
          <div className="hidden flex-wrap items-center gap-2 py-1.5 lg:flex">
            <span role="status" className="figures mr-2 text-stone">
              {translator(locale, "catalog")("products", { count: total })}
            </span>
            <Chips locale={locale} filters={filters} list={list} hrefOf={hrefOf} />
          </div>
          <div className="flex flex-none items-center">
            <span aria-hidden="true" className="hidden text-stone lg:inline">
              {t("sortBy")}
            </span>
            <span className="relative">
              <SortSelect label={t("sortBy")} form={FACET_FORM} defaultValue={filters.sort === defaultSort(filters) ? "" : filters.sort}>
                {SORTS.map((sort) =>
                  sort === "relevance" && !filters.q ? null : (
                    <option key={sort} value={sort === defaultSort(filters) ? "" : sort}>
                      {t(`sorts.${sort}`)}
                    </option>
                  ),
                )}
              </SortSelect>
              <Icon name="chevron-down" className="pointer-events-none absolute top-1/2 right-1 size-4 -translate-y-1/2" />
            </span>
            <noscript>
              <button type="submit" form={FACET_FORM} className="touch ml-2 text-link">
                {t("sort")}
              </button>
            </noscript>
          </div>
        </div>
        {cards.length > 0 ? (
          <>
            <ProductGrid
              locale={locale}
              cards={cards}
              columns="three"
              priorityCount={3}
              tile={tile && cards.length >= 7 ? <WideTile collection={tile} locale={locale} /> : undefined}
            />
            <Pager
              locale={locale}
              page={filters.page}
              pages={Math.min(LAST_PAGE, Math.ceil(total / PAGE_SIZE))}
              from={from}
              to={from + cards.length - 1}
              total={total}
              hrefOf={(page) => hrefOf({ ...filters, page })}
            />
          </>
        ) : (
          <EmptyState title={t("none")}>
            <p className="text-stone">{t("noneHint")}</p>
            <a href={hrefOf(withoutFacets(filters))} className="touch text-link">
              {t("clearAll")}
            </a>
          </EmptyState>
        )}
      </section>
    </div>
  );
}

const defaultSort = (filters: Filters): Sort => (filters.q ? "relevance" : "newest");

/** "from €20 to €50", or one end of it. */
function priceRange({ min, max }: Filters, locale: Locale): string {
  const t = translator(locale, "catalog.list");
  if (min !== null && max !== null) return t("priceBetween", { min: formatMoney(min, locale), max: formatMoney(max, locale) });
  if (min !== null) return t("priceFrom", { min: formatMoney(min, locale) });
  return max === null ? "" : t("priceTo", { max: formatMoney(max, locale) });
}

/** The active filters, each removable. */
function Chips({
  locale,
  filters,
  list,
  hrefOf,
}: {
  locale: Locale;
  filters: Filters;
  list: ProductList;
  hrefOf: (filters: Filters) => string;
}) {
  if (countFilters(filters) === 0) return null;
  const named = (values: ProductList["facets"]["colors"], slug: string) => values.find((value) => value.slug === slug)?.name ?? slug;
  const t = translator(locale, "catalog.list");
  const chips = [
    ...filters.category.map((slug) => ({ name: named(list.facets.categories, slug), without: withoutValue(filters, "category", slug) })),
    ...filters.collection.map((slug) => ({ name: slug, without: withoutValue(filters, "collection", slug) })),
    ...filters.size.map((slug) => ({
      name: t("size", { name: named(list.facets.sizes, slug) }),
      without: withoutValue(filters, "size", slug),
    })),
    ...filters.color.map((slug) => ({ name: named(list.facets.colors, slug), without: withoutValue(filters, "color", slug) })),
    ...(filters.min !== null || filters.max !== null
      ? [{ name: priceRange(filters, locale), without: { ...filters, min: null, max: null, page: 1 } }]
      : []),
    ...(filters.inStock
      ? [{ name: translator(locale, "catalog.facets")("inStock"), without: { ...filters, inStock: false, page: 1 } }]
      : []),
  ];
  return (
    <>
      {chips.map(({ name, without }) => (
        <a
          key={name}
          href={hrefOf(without)}
          aria-label={t("remove", { name })}
          className="inline-flex min-h-8 items-center gap-1.5 rounded-full bg-linen px-3 hover:bg-linen-deep"
        >
          {name}
          <Icon name="close" className="size-3" />
        </a>
      ))}
      <a href={hrefOf(withoutFacets(filters))} className="ml-1 text-xs text-link">
        {t("clear")}
      </a>
    </>
  );
}
