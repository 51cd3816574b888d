import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { products, variants } from "@/db/schema/catalog";
import { cents } from "@/lib/core/money";
import { inScope, ofCategories, ofCollections, type Scope, variantConditions } from "./conditions";
import type { Filters } from "./filters";
import type { Facets, FacetValue } from "./types";
import { effectivePrice, sellable, valueIds } from "./variant-sql";

const LETTER_SIZES = ["xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl"];

/** Sorts letter sizes from small to large, then numbers, then the rest by name. */
function compareSizes(a: { slug: string; name: string }, b: { slug: string; name: string }): number {
  const rank = ({ slug }: { slug: string }) => LETTER_SIZES.indexOf(slug) + 1 || (/^\d/.test(slug) ? 50 : 100);
  return rank(a) - rank(b) || a.name.localeCompare(b.name, "en", { numeric: true });
}

type Row = { facet: string; slug: string; name: string; swatch: string | null; count: string };

/**
 * The values to filter a list by, each with its number of products: counted under all other filters, but not under its
 * own facet's. One statement.
 */
export async function readFacets(db: Executor, scope: Scope, filters: Filters, search: SQL | undefined): Promise<Facets> {
  const holds = (condition: SQL | undefined) => sql`coalesce(${condition ?? sql`true`}, false)`;
  const rows = await db.execute<Row>(sql`
    with offered as materialized (
      select ${products.id} as product_id, ${products.categoryId} as category_id, ${effectivePrice} as price, ${sellable} > 0 as sellable,
        color.slug as color, color.value as color_name, color.swatch as swatch, size.slug as size, size.value as size_name,
        ${holds(variantConditions.color(filters))} as of_color, ${holds(variantConditions.size(filters))} as of_size,
        ${holds(variantConditions.price(filters))} as of_price, ${holds(variantConditions.stock(filters))} as of_stock,
        ${holds(ofCategories(filters))} as of_category
      from ${products} join ${variants} on ${eq(variants.productId, products.id)}
      left join lateral (${valueOfKind("color")}) color on true
      left join lateral (${valueOfKind("size")}) size on true
      where ${and(inScope(scope, search), ofCollections(filters))}
    )
    select 'color' as facet, color as slug, min(color_name) as name, min(swatch) as swatch, count(distinct product_id) as count
      from offered where color is not null and of_size and of_price and of_stock and of_category group by color
    union all select 'size', size, min(size_name), null, count(distinct product_id)
      from offered where size is not null and of_color and of_price and of_stock and of_category group by size
    union all select 'category', c.slug, c.name, null, count(distinct product_id)
      from offered join categories c on c.id = category_id where of_color and of_size and of_price and of_stock group by c.id
    union all select 'stock', 'in', '', null, count(distinct product_id)
      from offered where sellable and of_color and of_size and of_price and of_category
    union all select 'price', 'min', '', null, min(price) from offered where of_color and of_size and of_stock and of_category
    union all select 'price', 'max', '', null, max(price) from offered where of_color and of_size and of_stock and of_category`);
  const values = (facet: string): FacetValue[] =>
    rows.filter((row) => row.facet === facet).map(({ slug, name, swatch, count }) => ({ slug, name, swatch, count: Number(count) }));
  const number = (facet: string, slug: string) => {
    const row = rows.find((each) => each.facet === facet && each.slug === slug);
    return row?.count == null ? null : Number(row.count);
  };
  const [least, most] = [number("price", "min"), number("price", "max")];
  return {
    colors: values("color").toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name)),
    sizes: values("size").toSorted(compareSizes),
    categories: values("category").toSorted((a, b) => a.name.localeCompare(b.name)),
    inStock: number("stock", "in") ?? 0,
    price: least === null || most === null ? null : { min: cents(least), max: cents(most) },
  };
}

function valueOfKind(kind: "color" | "size"): SQL {
  return sql`select v.slug, v.value, v.swatch from option_values v join product_options o on o.id = v.option_id
    where v.id in ${valueIds} and o.kind = ${kind} limit 1`;
}
