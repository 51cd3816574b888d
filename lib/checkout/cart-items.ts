import { asc, eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { cartLines } from "@/db/schema/carts";
import { products, variants } from "@/db/schema/catalog";
import { sellableToCart } from "@/lib/cart/sellable-to-cart";
import { effectivePrice, isOffered, variantMediaKey, variantOptions } from "@/lib/catalog/variant-sql";
import type { CartId } from "@/lib/core/ids";

/** A line of a cart, with today's price and stock. */
export type CartItem = Awaited<ReturnType<typeof listCartItems>>[number];

const columnsFor = (cartId: CartId) => ({
  variantId: variants.id,
  quantity: cartLines.quantity,
  addedAt: cartLines.addedAt,
  sku: variants.sku,
  unitPriceCents: effectivePrice,
  weightGrams: variants.weightGrams,
  /** The units that this cart can order; 0 if the product is not on sale. */
  sellable: sql`case when ${isOffered} then ${sellableToCart(cartId)} else 0 end`.mapWith(Number),
  lowStockThreshold: variants.lowStockThreshold,
  productId: products.id,
  productSlug: products.slug,
  name: products.name,
  returnable: products.returnable,
  options: variantOptions,
  mediaKey: variantMediaKey,
});

/** Lists the cart's lines, in the order of variant ids. */
export async function listCartItems(db: Executor, cartId: CartId) {
  return await db
    .select(columnsFor(cartId))
    .from(cartLines)
    .innerJoin(variants, eq(variants.id, cartLines.variantId))
    .innerJoin(products, eq(products.id, variants.productId))
    .where(eq(cartLines.cartId, cartId))
    .orderBy(asc(variants.id));
}
