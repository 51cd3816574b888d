import { eq, type SQL, sql } from "drizzle-orm";
import { optionValues, productOptions, products, variants } from "@/db/schema/catalog";
import type { Picture } from "./types";

// SQL fragments about a variant, for statements that select from `variants` and, where noted, `products`.

/** Units that nobody has reserved. */
export const sellable = sql<number>`(${variants.onHand} - ${variants.reserved})`.mapWith(Number);

/** The current price, in cents. */
export const effectivePrice = sql`coalesce(${variants.salePriceCents}, ${variants.priceCents})`.mapWith(variants.priceCents);

/** Whether shoppers can see and buy the product; needs `products`. */
export const isOffered: SQL = eq(products.status, "active");

/** The ids of the variant's option values: `v.id in ${valueIds}`. */
export const valueIds = sql`(${variants.value1Id}, ${variants.value2Id}, ${variants.value3Id})`;

/** A variant's values in the order of its product's options. */
export const variantOptions = sql<{ name: string; value: string }[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('name', o.name, 'value', ov.value) order by o.position), '[]')
  from ${optionValues} ov join ${productOptions} o on o.id = ov.option_id
  where ov.id in ${valueIds})`;

/** Orders the product's pictures: first those of the variant's colour, then those of no colour, then the others. */
const bestPicture = sql`from images i join media m on m.key = i.media_key where i.product_id = ${variants.productId}
  order by case when i.color_value_id in ${valueIds} then 0 when i.color_value_id is null then 1 else 2 end, i.position limit 1`;

/** The best picture of the variant; null if the product has none. */
export const variantPicture = sql<Picture | null>`(
  select json_build_object('key', m.key, 'width', m.width, 'height', m.height, 'blur', m.blur, 'alt', i.alt) ${bestPicture})`;

/** The key of that picture. */
export const variantMediaKey = sql<string | null>`(select m.key ${bestPicture})`;
