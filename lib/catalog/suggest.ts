import { and, asc, desc, ilike, or, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { categories, products } from "@/db/schema/catalog";
import { searchCondition } from "./search-condition";
import type { Suggestion } from "./types";
import { isOffered } from "./variant-sql";

/** Up to three categories and six products for a query that is still being typed. Three statements. */
export async function suggest(db: Executor, q: string): Promise<Suggestion[]> {
  const search = await searchCondition(db, q);
  if (!search) return [];
  const words = q.replace(/[\\%_]/g, "\\$&");
  const [places, items] = await Promise.all([
    db
      .select({ slug: categories.slug, name: categories.name })
      .from(categories)
      .where(or(ilike(categories.name, `${words}%`), ilike(categories.name, `% ${words}%`)))
      .orderBy(asc(categories.position))
      .limit(3),
    db
      .select({ slug: products.slug, name: products.name, subtitle: products.subtitle })
      .from(products)
      .where(and(isOffered, search.where, sql`exists (select 1 from variants where product_id = ${products.id})`))
      .orderBy(desc(search.rank), desc(products.publishedAt), products.id)
      .limit(6),
  ]);
  return [
    ...places.map(({ slug, name }) => ({ kind: "category" as const, path: `/categories/${slug}`, name })),
    ...items.map(({ slug, name, subtitle }) => ({ kind: "product" as const, path: `/products/${slug}`, name, subtitle })),
  ];
}
