import { eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { cartLines, carts } from "@/db/schema/carts";
import { products, variants } from "@/db/schema/catalog";
import type { CartId } from "@/lib/core/ids";
import type { Cents } from "@/lib/core/money";
import { heldByCart } from "./held-by-cart";
import type { Cart, CartLine } from "./types";

const variantOptions = sql<CartLine["options"]>`coalesce((
  select json_agg(json_build_object('name', o.name, 'value', ov.value) order by o.position)
  from option_values ov join product_options o on o.id = ov.option_id
  where ov.id in (${variants.value1Id}, ${variants.value2Id}, ${variants.value3Id})), '[]')`;

/** The first picture that shows this variant's colour, else the product's first. */
const variantPicture = sql<CartLine["picture"]>`(
  select json_build_object('key', m.key, 'width', m.width, 'height', m.height, 'blur', m.blur, 'alt', i.alt)
  from images i join media m on m.key = i.media_key
  where i.product_id = ${variants.productId}
  order by (i.color_value_id in (${variants.value1Id}, ${variants.value2Id}, ${variants.value3Id})) desc nulls last, i.position
  limit 1)`;

/** A cart with its lines in the order they were put in, each with what is true of it now. Two statements. */
export async function findCart(db: Executor, cartId: CartId): Promise<Cart | undefined> {
  const [cart] = await db
    .select({ id: carts.id, couponCode: carts.couponCode, country: carts.country })
    .from(carts)
    .where(eq(carts.id, cartId));
  if (!cart) return undefined;
  const lines = await db
    .select({
      variantId: variants.id,
      productId: variants.productId,
      slug: products.slug,
      name: products.name,
      options: variantOptions,
      picture: variantPicture,
      quantity: cartLines.quantity,
      priceCents: sql<Cents>`coalesce(${variants.salePriceCents}, ${variants.priceCents})`.mapWith(variants.priceCents),
      seenPriceCents: cartLines.seenPriceCents,
      sellable: sql<number>`${variants.onHand} - ${variants.reserved} + ${heldByCart(cartId, variants.id)}`,
      returnable: products.returnable,
      available: sql<boolean>`${products.status} = 'active'`,
    })
    .from(cartLines)
    .innerJoin(variants, eq(variants.id, cartLines.variantId))
    .innerJoin(products, eq(products.id, variants.productId))
    .where(eq(cartLines.cartId, cartId))
    .orderBy(cartLines.addedAt, variants.id);
  return { ...cart, lines };
}
