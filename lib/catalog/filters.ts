import { z } from "zod";
import { type Cents, cents } from "@/lib/core/money";
import { isSlug } from "@/lib/core/slug";
import { cleanLine } from "@/lib/core/text";

/** The last page that is served, because deeper ones cost the database more than they are worth. */
export const LAST_PAGE = 100;
export const PAGE_SIZE = 24;

export const sorts = ["newest", "price-up", "price-down", "name", "relevance"] as const;
export type Sort = (typeof sorts)[number];

/** A shopper's filters for a list. Built by parseFilters only, so equal filters always look the same and are cached once. */
export type Filters = {
  q: string;
  color: readonly string[];
  size: readonly string[];
  category: readonly string[];
  collection: readonly string[];
  min: Cents | null;
  max: Cents | null;
  inStock: boolean;
  sort: Sort;
  /** 1 to LAST_PAGE. */
  page: number;
};

type Raw = Readonly<Record<string, string | string[] | undefined>>;

/** Values that the shop itself would not put into a URL are dropped and never cause an error. */
const slugs = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [...new Set([value].flat())].filter((slug) => isSlug(slug) && slug.length <= 60))
  .transform((list) => list.toSorted().slice(0, 20))
  .catch([]);

const euros = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,2})?$/)
  .transform((value) => cents(Math.round(Number(value) * 100)))
  .nullable()
  .catch(null);

const schema = z.object({
  q: z
    .string()
    .transform((value) => cleanLine(value.slice(0, 80)))
    .catch(""),
  color: slugs,
  size: slugs,
  category: slugs,
  collection: slugs,
  min: euros,
  max: euros,
  in_stock: z.literal("1").transform(Boolean).catch(false),
  sort: z.enum(sorts).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(LAST_PAGE).catch(1),
});

/** Parses a query string. Never fails, because invalid values are dropped. */
export function parseFilters(raw: Raw): Filters {
  const { in_stock: inStock, sort, q, ...rest } = schema.parse(raw);
  return { ...rest, q, inStock, sort: chooseSort(sort, q) };
}

function chooseSort(sort: Sort | null, q: string): Sort {
  if (sort === null) return q ? "relevance" : "newest";
  return sort === "relevance" && !q ? "newest" : sort;
}

export const noFilters: Filters = parseFilters({});

/** The query string for these filters, with its `?`; empty without filters. */
export function filtersToQuery(filters: Filters): string {
  const query = new URLSearchParams();
  if (filters.q) query.set("q", filters.q);
  for (const name of ["color", "size", "category", "collection"] as const) {
    for (const slug of filters[name]) query.append(name, slug);
  }
  if (filters.min !== null) query.set("min", eurosInQuery(filters.min));
  if (filters.max !== null) query.set("max", eurosInQuery(filters.max));
  if (filters.inStock) query.set("in_stock", "1");
  if (filters.sort !== chooseSort(null, filters.q)) query.set("sort", filters.sort);
  if (filters.page > 1) query.set("page", String(filters.page));
  const text = query.toString();
  return text && `?${text}`;
}

/** A price as written in the URL: `24` or `24.50`. */
export function eurosInQuery(amount: Cents): string {
  return amount % 100 === 0 ? String(amount / 100) : (amount / 100).toFixed(2);
}

/** The same filters without one facet's value, on the first page. */
export function withoutValue(filters: Filters, name: "color" | "size" | "category" | "collection", slug: string): Filters {
  return { ...filters, [name]: filters[name].filter((value) => value !== slug), page: 1 };
}

/** The same search or list without filters. */
export function withoutFacets(filters: Filters): Filters {
  return { ...noFilters, q: filters.q, sort: filters.sort };
}

/** The number of active facets. */
export function countFilters(filters: Filters): number {
  const { color, size, category, collection, min, max, inStock } = filters;
  return color.length + size.length + category.length + collection.length + Number(min !== null || max !== null) + Number(inStock);
}
