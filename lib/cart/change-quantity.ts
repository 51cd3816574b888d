import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { products, variants } from "@/db/schema/catalog";
import { effectivePrice, isOffered } from "@/lib/catalog/variant-sql";
import type { CartId, VariantId } from "@/lib/core/ids";
import { sellableToCart } from "./sellable-to-cart";
import { toCartError } from "./to-cart-error";
import type { CartChange } from "./types";

type Row = { sellable: number; inCart: number; quantity: number | null };

/**
 * Sets a line's quantity and records today's price as seen. One statement. A missing line, or one whose product is no
 * longer offered, is `unknown_variant`.
 */
export async function changeQuantity(
  db: Executor,
  cartId: CartId,
  line: { variantId: VariantId; quantity: number },
  now: Date,
): Promise<CartChange> {
  const [row] = await db.execute<Row>(sql`
    with wanted as (
      select ${variants.id} as id, l.quantity as in_cart, ${effectivePrice} as price, ${sellableToCart(cartId)} as sellable
      from cart_lines l join ${variants} on ${variants.id} = l.variant_id
      join ${products} on ${products.id} = ${variants.productId} and ${isOffered}
      where l.cart_id = ${cartId} and l.variant_id = ${line.variantId}
    ), line as (
      update cart_lines set quantity = ${line.quantity}::int, seen_price_cents = wanted.price from wanted
      where cart_id = ${cartId} and variant_id = wanted.id and ${line.quantity}::int <= least(wanted.sellable, 999)
      returning quantity
    ), touched as (
      update carts set touched_at = ${now.toISOString()} where id = ${cartId} and exists (select from line)
    )
    select sellable, in_cart as "inCart", (select quantity from line) as quantity from wanted`);
  if (row && row.quantity !== null) return { ok: true, cartId, quantity: row.quantity };
  return toCartError(row, line.quantity);
}
