import { eq, inArray, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { optionValues, productOptions, products, variants } from "@/db/schema/catalog";
import type { VariantId } from "@/lib/core/ids";

/** A variant's values in the order of its product's options. */
export const variantOptions = sql<{ name: string; value: string }[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('name', o.name, 'value', ov.value) order by o.position), '[]')
  from ${optionValues} ov join ${productOptions} o on o.id = ov.option_id
  where ov.id in (${variants.value1Id}, ${variants.value2Id}, ${variants.value3Id}))`;

/** What variants are called, by their ids. */
export async function nameVariants(db: Executor, ids: readonly VariantId[]) {
  const rows = await db
    .select({ id: variants.id, sku: variants.sku, name: products.name, slug: products.slug, options: variantOptions })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(inArray(variants.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}
