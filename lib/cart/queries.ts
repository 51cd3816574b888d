import { eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { cartLines, carts } from "@/db/schema/carts";
import { products, variants } from "@/db/schema/catalog";
import { effectivePrice, isOffered, variantOptions, variantPicture } from "@/lib/catalog/variant-sql";
import type { CartId } from "@/lib/core/ids";
import { sellableToCart } from "./sellable-to-cart";
import type { Cart } from "./types";

/** Finds a cart with its lines in the order in which they were added, each with its current price and stock. Uses two statements. */
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
      priceCents: effectivePrice,
      seenPriceCents: cartLines.seenPriceCents,
      sellable: sellableToCart(cartId),
      returnable: products.returnable,
      available: sql<boolean>`${isOffered}`,
    })
    .from(cartLines)
    .innerJoin(variants, eq(variants.id, cartLines.variantId))
    .innerJoin(products, eq(products.id, variants.productId))
    .where(eq(cartLines.cartId, cartId))
    .orderBy(cartLines.addedAt, variants.id);
  return { ...cart, lines };
}
