import { asc, eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { cartLines } from "@/db/schema/carts";
import { products, variants } from "@/db/schema/catalog";
import { sellableToCart } from "@/lib/cart/sellable-to-cart";
import { effectivePrice, isOffered, variantMediaKey, variantOptions } from "@/lib/catalog/variant-sql";
import type { CartId } from "@/lib/core/ids";

/** What a cart asks for, at today's prices and stock. */
export type CartItem = Awaited<ReturnType<typeof listCartItems>>[number];

const columnsFor = (cartId: CartId) => ({
  variantId: variants.id,
  quantity: cartLines.quantity,
  addedAt: cartLines.addedAt,
  sku: variants.sku,
  unitPriceCents: effectivePrice,
  weightGrams: variants.weightGrams,
  /** Units that this cart can have; none of a product that is not offered. */
  sellable: sql`case when ${isOffered} then ${sellableToCart(cartId)} else 0 end`.mapWith(Number),
  lowStockThreshold: variants.lowStockThreshold,
  productId: products.id,
  productSlug: products.slug,
  name: products.name,
  returnable: products.returnable,
  options: variantOptions,
  mediaKey: variantMediaKey,
});

/** The cart's lines, in variant order. */
export async function listCartItems(db: Executor, cartId: CartId) {
  return await db
    .select(columnsFor(cartId))
    .from(cartLines)
    .innerJoin(variants, eq(variants.id, cartLines.variantId))
    .innerJoin(products, eq(products.id, variants.productId))
    .where(eq(cartLines.cartId, cartId))
    .orderBy(asc(variants.id));
}
