import { eq, inArray } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { products, variants } from "@/db/schema/catalog";
import type { VariantId } from "@/lib/core/ids";
import { variantOptions } from "./variant-sql";

/** The names of variants, by their ids. */
export async function nameVariants(db: Executor, ids: readonly VariantId[]) {
  const rows = await db
    .select({ id: variants.id, sku: variants.sku, name: products.name, slug: products.slug, options: variantOptions })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(inArray(variants.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}
