import { and, asc, desc, eq, exists, type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { products, variants } from "@/db/schema/catalog";
import { inScope, ofCategories, ofCollections, ofVariant, type Scope } from "./conditions";
import { readFacets } from "./facets";
import { type Filters, PAGE_SIZE } from "./filters";
import { readProductCards } from "./product-cards";
import { type SearchCondition, searchCondition } from "./search-condition";
import type { ProductList } from "./types";
import { effectivePrice } from "./variant-sql";

/** One page of a category, a collection or a search, with its facets. At most seven statements, for any number of products. */
export async function listProducts(db: Executor, scope: Scope, filters: Filters, now: Date): Promise<ProductList> {
  const search = filters.q ? await searchCondition(db, filters.q) : undefined;
  if (filters.q && !search) return { cards: [], total: 0, facets: { colors: [], sizes: [], categories: [], inStock: 0, price: null } };
  const matching = db
    .select({ one: sql`1` })
    .from(variants)
    .where(and(eq(variants.productId, products.id), ofVariant(filters)));
  const [page, facets] = await Promise.all([
    db
      .select({ id: products.id, total: sql`count(*) over ()`.mapWith(Number) })
      .from(products)
      .where(and(inScope(scope, search?.where), ofCategories(filters), ofCollections(filters), exists(matching)))
      .orderBy(...inOrder(filters, search), products.id)
      .limit(PAGE_SIZE)
      .offset((filters.page - 1) * PAGE_SIZE),
    readFacets(db, scope, filters, search?.where),
  ]);
  const cards = await readProductCards(
    db,
    page.map((row) => row.id),
    now,
    filters.color,
  );
  return { cards, total: page[0]?.total ?? 0, facets };
}

function inOrder(filters: Filters, search: SearchCondition | undefined): SQL[] {
  const price = sql`(select min(${effectivePrice}) from ${variants} where ${and(eq(variants.productId, products.id), ofVariant(filters))})`;
  const newest = [desc(products.publishedAt)];
  switch (filters.sort) {
    case "price-up":
      return [asc(price), ...newest];
    case "price-down":
      return [desc(price), ...newest];
    case "name":
      return [asc(sql`plain_words(${products.name})`)];
    case "relevance":
      return search ? [desc(search.rank), ...newest] : newest;
    case "newest":
      return newest;
  }
}
