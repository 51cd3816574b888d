import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { images, media, optionValues, productCollections, productOptions, products, variants } from "@/db/schema/catalog";
import type { ProductId } from "@/lib/core/ids";
import { lowestPrices, percentBelow } from "./lowest-price";
import { readProductCards } from "./product-cards";
import type { ProductCard, ProductDetails, ProductOption } from "./types";
import { isOffered, sellable } from "./variant-sql";

/** All the data of a product's page; undefined if no product with this slug is on offer. Five statements. */
export async function findProduct(db: Executor, slug: string): Promise<ProductDetails | undefined> {
  const [product] = await db
    .select({
      id: products.id,
      slug: products.slug,
      name: products.name,
      subtitle: products.subtitle,
      descriptionHtml: products.descriptionHtml,
      vendor: products.vendor,
      material: products.material,
      care: products.care,
      manufacturer: products.manufacturer,
      responsiblePerson: products.responsiblePerson,
      returnable: products.returnable,
      seoTitle: products.seoTitle,
      seoDescription: products.seoDescription,
      categoryId: products.categoryId,
    })
    .from(products)
    .where(and(eq(products.slug, slug), isOffered));
  if (!product) return undefined;
  const [values, variantRows, pictures] = await Promise.all([
    db
      .select({
        position: productOptions.position,
        name: productOptions.name,
        kind: productOptions.kind,
        id: optionValues.id,
        slug: optionValues.slug,
        value: optionValues.value,
        swatch: optionValues.swatch,
      })
      .from(productOptions)
      .innerJoin(optionValues, eq(optionValues.optionId, productOptions.id))
      .where(eq(productOptions.productId, product.id))
      .orderBy(asc(productOptions.position), asc(optionValues.position), asc(optionValues.value)),
    db
      .select({
        id: variants.id,
        sku: variants.sku,
        barcode: variants.barcode,
        value1Id: variants.value1Id,
        value2Id: variants.value2Id,
        value3Id: variants.value3Id,
        price: variants.priceCents,
        salePrice: variants.salePriceCents,
        sellable,
        lowStockThreshold: variants.lowStockThreshold,
      })
      .from(variants)
      .where(eq(variants.productId, product.id))
      .orderBy(asc(variants.position), asc(variants.sku)),
    db
      .select({
        key: media.key,
        width: media.width,
        height: media.height,
        blur: media.blur,
        alt: images.alt,
        colorValueId: images.colorValueId,
      })
      .from(images)
      .innerJoin(media, eq(media.key, images.mediaKey))
      .where(eq(images.productId, product.id))
      .orderBy(asc(images.position)),
  ]);
  if (variantRows.length === 0) return undefined;
  const lowest = await lowestPrices(
    db,
    variantRows.map((variant) => variant.id),
  );
  return {
    ...product,
    options: groupOptions(values),
    variants: variantRows.map(({ value1Id, value2Id, value3Id, ...variant }) => {
      const asked = variant.salePrice ?? variant.price;
      const before = variant.salePrice === null ? null : (lowest.get(variant.id) ?? asked);
      return {
        ...variant,
        valueIds: [value1Id, value2Id, value3Id].filter((id) => id !== null),
        lowest: before,
        percentOff: before === null ? 0 : percentBelow(asked, before),
      };
    }),
    images: pictures,
  };
}

type ValueRow = Omit<ProductOption, "values"> & ProductOption["values"][number] & { position: number };

function groupOptions(rows: readonly ValueRow[]): ProductOption[] {
  const options = new Map<number, { name: string; kind: ProductOption["kind"]; values: ProductOption["values"][number][] }>();
  for (const { position, name, kind, ...value } of rows) {
    const option = options.get(position);
    if (option) option.values.push(value);
    else options.set(position, { name, kind, values: [value] });
  }
  return [...options.values()];
}

/** Up to four other products: those that share the most collections first, then those of the same category, newest first. */
export async function listRelated(db: Executor, productId: ProductId, categoryId: string | null, now: Date): Promise<ProductCard[]> {
  const shared = sql`(select count(*) from ${productCollections} other join ${productCollections} own using (collection_id)
    where own.product_id = ${productId} and other.product_id = ${products.id})`;
  const rows = await db
    .select({ id: products.id })
    .from(products)
    .where(
      and(
        isOffered,
        ne(products.id, productId),
        sql`exists (select 1 from ${variants} where ${eq(variants.productId, products.id)})`,
        sql`(${shared} > 0 or ${categoryId === null ? sql`false` : eq(products.categoryId, categoryId)})`,
      ),
    )
    .orderBy(sql`${shared} desc`, sql`${products.publishedAt} desc`, products.id)
    .limit(4);
  return readProductCards(
    db,
    rows.map((row) => row.id),
    now,
  );
}
