import { asc, eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { cartLines } from "@/db/schema/carts";
import { products, variants } from "@/db/schema/catalog";
import { heldByCart } from "@/lib/cart/held-by-cart";
import { variantOptions } from "@/lib/catalog/name-variants";
import type { CartId } from "@/lib/core/ids";
import type { Cents } from "@/lib/core/money";

/** What a cart asks for, at today's prices and stock. */
export type CartItem = Awaited<ReturnType<typeof listCartItems>>[number];

const columnsFor = (cartId: CartId) => ({
  variantId: variants.id,
  quantity: cartLines.quantity,
  addedAt: cartLines.addedAt,
  sku: variants.sku,
  priceCents: variants.priceCents,
  salePriceCents: variants.salePriceCents,
  weightGrams: variants.weightGrams,
  onHand: variants.onHand,
  /** By everybody else. */
  reserved: sql<number>`${variants.reserved} - ${heldByCart(cartId, variants.id)}`,
  lowStockThreshold: variants.lowStockThreshold,
  productId: products.id,
  productSlug: products.slug,
  name: products.name,
  status: products.status,
  returnable: products.returnable,
  options: variantOptions,
  mediaKey: sql<string | null>`(
    select i.media_key from images i where i.product_id = ${products.id}
    order by case when i.color_value_id in (${variants.value1Id}, ${variants.value2Id}, ${variants.value3Id}) then 0
                  when i.color_value_id is null then 1 else 2 end, i.position limit 1)`,
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

export function unitPrice(goods: { priceCents: Cents; salePriceCents: Cents | null }): Cents {
  return goods.salePriceCents ?? goods.priceCents;
}

/** Units that can still be promised; none of a product that is not on sale. */
export function sellable(goods: { onHand: number; reserved: number; status: string }): number {
  return goods.status === "active" ? goods.onHand - goods.reserved : 0;
}
