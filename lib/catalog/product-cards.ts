import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { images, media, optionValues, productOptions, products, variants } from "@/db/schema/catalog";
import type { ProductId } from "@/lib/core/ids";
import { lowestPrices, percentBelow } from "./lowest-price";
import type { ProductCard } from "./types";
import { effectivePrice, sellable } from "./variant-sql";

const NEW_FOR_MS = 21 * 24 * 60 * 60 * 1000;

/**
 * The cards of these products, in this order, each with the picture of one of `colors` if there is one. Four statements, for any
 * number of products.
 */
export async function readProductCards(
  db: Executor,
  ids: readonly ProductId[],
  now: Date,
  colors: readonly string[] = [],
): Promise<ProductCard[]> {
  if (ids.length === 0) return [];
  const wanted = [...ids];
  const [base, pictures, dots] = await Promise.all([
    db
      .selectDistinctOn([products.id], {
        id: products.id,
        slug: products.slug,
        name: products.name,
        subtitle: products.subtitle,
        publishedAt: products.publishedAt,
        variantId: variants.id,
        price: variants.priceCents,
        salePrice: variants.salePriceCents,
        dearest: sql`max(${effectivePrice}) over (partition by ${products.id})`.mapWith(variants.priceCents),
        sellable: sql`sum(${sellable}) over (partition by ${products.id})`.mapWith(Number),
      })
      .from(products)
      .innerJoin(variants, eq(variants.productId, products.id))
      .where(inArray(products.id, wanted))
      .orderBy(products.id, effectivePrice, variants.position),
    db
      .selectDistinctOn([images.productId], {
        productId: images.productId,
        alt: images.alt,
        key: media.key,
        width: media.width,
        height: media.height,
        blur: media.blur,
        color: optionValues.slug,
      })
      .from(images)
      .innerJoin(media, eq(media.key, images.mediaKey))
      .leftJoin(optionValues, eq(optionValues.id, images.colorValueId))
      .where(inArray(images.productId, wanted))
      .orderBy(
        images.productId,
        sql`coalesce(${colors.length > 0 ? inArray(optionValues.slug, [...colors]) : sql`false`}, false) desc`,
        images.position,
      ),
    db
      .select({ productId: productOptions.productId, slug: optionValues.slug, name: optionValues.value, swatch: optionValues.swatch })
      .from(optionValues)
      .innerJoin(productOptions, eq(productOptions.id, optionValues.optionId))
      .where(and(inArray(productOptions.productId, wanted), eq(productOptions.kind, "color")))
      .orderBy(asc(optionValues.position)),
  ]);
  const lowest = await lowestPrices(
    db,
    base.map((row) => row.variantId),
  );
  const cards = base.map(({ variantId, publishedAt, dearest, ...row }): ProductCard => {
    const found = pictures.find((each) => each.productId === row.id);
    const asked = row.salePrice ?? row.price;
    const before = row.salePrice === null ? null : (lowest.get(variantId) ?? asked);
    return {
      ...row,
      picture: found ? { key: found.key, width: found.width, height: found.height, blur: found.blur, alt: found.alt } : null,
      color: found?.color && colors.includes(found.color) ? found.color : null,
      lowest: before,
      percentOff: before === null ? 0 : percentBelow(asked, before),
      from: dearest !== asked,
      colors: dots.filter((dot) => dot.productId === row.id).map(({ slug, name, swatch }) => ({ slug, name, swatch })),
      isNew: now.getTime() - publishedAt.getTime() < NEW_FOR_MS,
    };
  });
  const order = new Map(wanted.map((id, index) => [id, index]));
  return cards.toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
}
