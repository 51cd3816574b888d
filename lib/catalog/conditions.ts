import { and, gt, gte, inArray, lte, type SQL, sql } from "drizzle-orm";
import { collections, productCollections, products } from "@/db/schema/catalog";
import type { Filters } from "./filters";
import { effectivePrice, isOffered, sellable, valueIds } from "./variant-sql";

/** The scope of a list: a category with all its subcategories, a collection, or the whole shop. */
export type Scope = { category?: string; collection?: string };

/** The ids of these categories and all their subcategories. */
function categoryTree(slugs: readonly string[]): SQL {
  return sql`(with recursive tree as (
    select id from categories where slug in ${[...slugs]}
    union select c.id from categories c join tree t on c.parent_id = t.id
  ) select id from tree)`;
}

function inCollections(slugs: readonly string[]): SQL {
  return sql`exists (select 1 from ${productCollections} join ${collections} on ${collections.id} = ${productCollections.collectionId}
    where ${productCollections.productId} = ${products.id} and ${inArray(collections.slug, [...slugs])})`;
}

/** Conditions on the product itself: offered, in the scope, matching the search. */
export function inScope(scope: Scope, search: SQL | undefined): SQL | undefined {
  return and(
    isOffered,
    scope.category === undefined ? undefined : sql`${products.categoryId} in ${categoryTree([scope.category])}`,
    scope.collection === undefined ? undefined : inCollections([scope.collection]),
    search,
  );
}

export function ofCategories({ category }: Filters): SQL | undefined {
  return category.length === 0 ? undefined : sql`${products.categoryId} in ${categoryTree(category)}`;
}

export function ofCollections({ collection }: Filters): SQL | undefined {
  return collection.length === 0 ? undefined : inCollections(collection);
}

function ofOption(kind: "color" | "size", slugs: readonly string[]): SQL | undefined {
  if (slugs.length === 0) return undefined;
  return sql`exists (select 1 from option_values v join product_options o on o.id = v.option_id
    where v.id in ${valueIds} and o.kind = ${kind} and v.slug in ${[...slugs]})`;
}

/** Conditions on one variant: a product is listed if a single variant of it meets all of them. */
export const variantConditions = {
  color: ({ color }: Filters) => ofOption("color", color),
  size: ({ size }: Filters) => ofOption("size", size),
  price: ({ min, max }: Filters) =>
    and(min === null ? undefined : gte(effectivePrice, min), max === null ? undefined : lte(effectivePrice, max)),
  stock: ({ inStock }: Filters) => (inStock ? gt(sellable, 0) : undefined),
};

export function ofVariant(filters: Filters): SQL | undefined {
  return and(
    variantConditions.color(filters),
    variantConditions.size(filters),
    variantConditions.price(filters),
    variantConditions.stock(filters),
  );
}
