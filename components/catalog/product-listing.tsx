import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import {
  countFilters,
  eurosInQuery,
  type Filters,
  filtersToQuery,
  LAST_PAGE,
  PAGE_SIZE,
  type Sort,
  withoutFacets,
  withoutValue,
} from "@/lib/catalog/filters";
import type { Collection, ProductList } from "@/lib/catalog/types";
import { FACET_FORM, FacetForm } from "./facet-form";
import { SortSelect } from "./live-form";
import { Pager } from "./pager";
import { ProductGrid } from "./product-grid";
import { WideTile } from "./wide-tile";

const SORT_NAMES: Record<Sort, string> = {
  relevance: "Best match",
  newest: "Newest first",
  "price-up": "Price, low to high",
  "price-down": "Price, high to low",
  name: "Name",
};

/** A list of products with everything to narrow it down: facets (a drawer on phones), chips, order and pages. All of it plain links and a GET form. */
export function ProductListing({ path, list, filters, tile }: { path: string; list: ProductList; filters: Filters; tile?: Collection }) {
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
          <p className="font-serif text-xl">Filter</p>
          <button
            type="button"
            popoverTarget="filters"
            popoverTargetAction="hide"
            aria-label="Close filters"
            className="touch -mr-3 w-11 justify-center"
          >
            <Icon name="close" />
          </button>
        </div>
        <FacetForm action={path} filters={filters} facets={facets} total={total} />
      </div>
      <section aria-label="Products">
        <div className="sticky top-0 z-3 mb-6 flex min-h-14 items-center justify-between gap-4 border-y border-linen-deep bg-sand text-sm lg:static">
          <button type="button" popoverTarget="filters" className="touch gap-2 font-medium lg:hidden">
            <Icon name="filter" />
            Filter
            {active > 0 && (
              <span className="figures grid h-5 min-w-5 place-items-center rounded-full bg-ink px-1 text-xs font-semibold text-paper">
                {active}
                <span className="sr-only"> chosen</span>
              </span>
            )}
          </button>
          <div className="hidden flex-wrap items-center gap-2 py-1.5 lg:flex">
            <span role="status" className="figures mr-2 text-stone">
              {total === 1 ? "1 piece" : `${total} pieces`}
            </span>
            <Chips filters={filters} list={list} hrefOf={hrefOf} />
          </div>
          <div className="flex flex-none items-center">
            <span aria-hidden="true" className="hidden text-stone lg:inline">
              Sort by
            </span>
            <span className="relative">
              <SortSelect form={FACET_FORM} defaultValue={filters.sort === defaultSort(filters) ? "" : filters.sort}>
                {Object.entries(SORT_NAMES).map(([sort, name]) =>
                  sort === "relevance" && !filters.q ? null : (
                    <option key={sort} value={sort === defaultSort(filters) ? "" : sort}>
                      {name}
                    </option>
                  ),
                )}
              </SortSelect>
              <Icon name="chevron-down" className="pointer-events-none absolute top-1/2 right-1 size-4 -translate-y-1/2" />
            </span>
            <noscript>
              <button type="submit" form={FACET_FORM} className="touch ml-2 text-link">
                Sort
              </button>
            </noscript>
          </div>
        </div>
        {cards.length > 0 ? (
          <>
            <ProductGrid
              cards={cards}
              columns="three"
              priorityCount={3}
              tile={tile && cards.length >= 7 ? <WideTile collection={tile} /> : undefined}
            />
            <Pager
              page={filters.page}
              pages={Math.min(LAST_PAGE, Math.ceil(total / PAGE_SIZE))}
              from={from}
              to={from + cards.length - 1}
              total={total}
              hrefOf={(page) => hrefOf({ ...filters, page })}
            />
          </>
        ) : (
          <EmptyState title="Nothing here matches that">
            <p className="text-stone">Take a filter away, or look at everything again.</p>
            <a href={hrefOf(withoutFacets(filters))} className="touch text-link">
              Clear all filters
            </a>
          </EmptyState>
        )}
      </section>
    </div>
  );
}

const defaultSort = (filters: Filters): Sort => (filters.q ? "relevance" : "newest");

/** What narrows the list down now; each can be taken away. */
function Chips({ filters, list, hrefOf }: { filters: Filters; list: ProductList; hrefOf: (filters: Filters) => string }) {
  if (countFilters(filters) === 0) return null;
  const named = (values: ProductList["facets"]["colors"], slug: string) => values.find((value) => value.slug === slug)?.name ?? slug;
  const prices = [filters.min !== null && `from €${eurosInQuery(filters.min)}`, filters.max !== null && `to €${eurosInQuery(filters.max)}`];
  const chips = [
    ...filters.category.map((slug) => ({ name: named(list.facets.categories, slug), without: withoutValue(filters, "category", slug) })),
    ...filters.collection.map((slug) => ({ name: slug, without: withoutValue(filters, "collection", slug) })),
    ...filters.size.map((slug) => ({ name: `Size ${named(list.facets.sizes, slug)}`, without: withoutValue(filters, "size", slug) })),
    ...filters.color.map((slug) => ({ name: named(list.facets.colors, slug), without: withoutValue(filters, "color", slug) })),
    ...(filters.min !== null || filters.max !== null
      ? [{ name: prices.filter(Boolean).join(" "), without: { ...filters, min: null, max: null, page: 1 } }]
      : []),
    ...(filters.inStock ? [{ name: "In stock", without: { ...filters, inStock: false, page: 1 } }] : []),
  ];
  return (
    <>
      {chips.map(({ name, without }) => (
        <a
          key={name}
          href={hrefOf(without)}
          aria-label={`Remove filter: ${name}`}
          className="inline-flex min-h-8 items-center gap-1.5 rounded-full bg-linen px-3 hover:bg-linen-deep"
        >
          {name}
          <Icon name="close" className="size-3" />
        </a>
      ))}
      <a href={hrefOf(withoutFacets(filters))} className="ml-1 text-xs text-link">
        Clear all
      </a>
    </>
  );
}
