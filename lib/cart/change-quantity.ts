import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import type { CartId, VariantId } from "@/lib/core/ids";
import { heldByCart } from "./held-by-cart";
import { refuse } from "./refuse";
import type { CartChange } from "./types";

type Row = { sellable: number; inCart: number; quantity: number | null };

/**
 * Sets how many pieces a line holds and takes today's price as seen. One statement.
 * A line that is not there, or whose product left the window, is `unknown_variant`.
 */
export async function changeQuantity(
  db: Executor,
  cartId: CartId,
  line: { variantId: VariantId; quantity: number },
  now: Date,
): Promise<CartChange> {
  const [row] = await db.execute<Row>(sql`
    with wanted as (
      select v.id, l.quantity as in_cart, coalesce(v.sale_price_cents, v.price_cents) as price, v.on_hand - v.reserved + ${heldByCart(cartId, sql`v.id`)} as sellable
      from cart_lines l join variants v on v.id = l.variant_id join products p on p.id = v.product_id and p.status = 'active'
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
  return refuse(row, line.quantity);
}
