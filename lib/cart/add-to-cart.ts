import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { products, variants } from "@/db/schema/catalog";
import { effectivePrice, isOffered } from "@/lib/catalog/variant-sql";
import type { CartId, VariantId } from "@/lib/core/ids";
import { sellableToCart } from "./sellable-to-cart";
import { toCartError } from "./to-cart-error";
import type { CartChange } from "./types";

type Row = { sellable: number; inCart: number; cartId: CartId | null; quantity: number | null };

/**
 * Adds units of a variant to those in the cart. Without a cart, or when the given one was cleaned up, a new cart is created
 * together with its first line: a failed add leaves no empty cart. One statement, so that two adds at once sum up and
 * neither exceeds what is sellable.
 */
export async function addToCart(
  db: Executor,
  cartId: CartId | undefined,
  line: { variantId: VariantId; quantity: number },
  now: Date,
): Promise<CartChange> {
  const time = now.toISOString();
  const [row] = await db.execute<Row>(sql`
    with wanted as (
      select ${variants.id} as id, ${effectivePrice} as price, ${sellableToCart(cartId)} as sellable
      from ${variants} join ${products} on ${products.id} = ${variants.productId} and ${isOffered}
      where ${variants.id} = ${line.variantId}
    ), kept as (
      select id from carts where id = ${cartId ?? null}::uuid for update
    ), made as (
      insert into carts (created_at, touched_at) select ${time}, ${time} from wanted
      where ${line.quantity}::int <= sellable and not exists (select from kept)
      returning id
    ), cart as (
      select id from kept union all select id from made
    ), line as (
      insert into cart_lines (cart_id, variant_id, quantity, seen_price_cents, added_at)
      select cart.id, wanted.id, ${line.quantity}::int, wanted.price, ${time} from cart, wanted
      where ${line.quantity}::int <= wanted.sellable
      on conflict (cart_id, variant_id) do update
        set quantity = cart_lines.quantity + excluded.quantity, seen_price_cents = excluded.seen_price_cents
        where cart_lines.quantity + excluded.quantity <= least((select sellable from wanted), 999)
      returning quantity
    ), touched as (
      update carts set touched_at = ${time} where id in (select id from kept) and exists (select from line)
    )
    select wanted.sellable,
      coalesce((select quantity from cart_lines where cart_id = (select id from kept) and variant_id = wanted.id), 0) as "inCart",
      (select id from cart) as "cartId", (select quantity from line) as quantity
    from wanted`);
  if (row?.cartId && row.quantity !== null) return { ok: true, cartId: row.cartId, quantity: row.quantity };
  return toCartError(row, (row?.inCart ?? 0) + line.quantity);
}
