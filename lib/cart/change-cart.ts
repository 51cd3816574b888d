import { eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { carts } from "@/db/schema/carts";
import { products, variants } from "@/db/schema/catalog";
import { effectivePrice, isOffered } from "@/lib/catalog/variant-sql";
import type { CartId, VariantId } from "@/lib/core/ids";
import { sellableToCart } from "./sellable-to-cart";
import { type CartChange, type CartLine, type CartRefusal, MAX_LINES, MAX_QUANTITY } from "./types";

// The changes that a shopper can make to a cart. All lock the cart before its lines, as ordering it does.

type LineRow = { sellable: number; inCart: number; quantity: number | null };

/**
 * Adds units of a variant to a cart; without one, or after it was cleaned up, creates a new cart with its first line, so a
 * failed add leaves no empty cart. This is one statement, so concurrent adds are summed and never exceed the sellable units.
 */
export async function addToCart(
  db: Executor,
  cartId: CartId | undefined,
  line: { variantId: VariantId; quantity: number },
  now: Date,
): Promise<CartChange> {
  const time = now.toISOString();
  const [row] = await db.execute<LineRow & { cartId: CartId | null; otherLines: number }>(sql`
    with wanted as (
      select ${variants.id} as id, ${effectivePrice} as price, ${sellableToCart(cartId)} as sellable
      from ${variants} join ${products} on ${products.id} = ${variants.productId} and ${isOffered}
      where ${variants.id} = ${line.variantId}
    ), kept as (
      select id from carts where id = ${cartId ?? null}::uuid for no key update
    ), others as (
      select count(*)::int as lines from cart_lines where cart_id = ${cartId ?? null}::uuid and variant_id <> ${line.variantId}
    ), made as (
      insert into carts (created_at, touched_at) select ${time}, ${time} from wanted
      where ${line.quantity}::int <= sellable and not exists (select from kept)
      returning id
    ), cart as (
      select id from kept union all select id from made
    ), line as (
      insert into cart_lines (cart_id, variant_id, quantity, seen_price_cents, added_at)
      select cart.id, wanted.id, ${line.quantity}::int, wanted.price, ${time} from cart, wanted
      where ${line.quantity}::int <= wanted.sellable and (select lines from others) < ${MAX_LINES}
      on conflict (cart_id, variant_id) do update
        set quantity = cart_lines.quantity + excluded.quantity, seen_price_cents = excluded.seen_price_cents
        where cart_lines.quantity + excluded.quantity <= least((select sellable from wanted), 999)
      returning quantity
    ), touched as (
      update carts set touched_at = ${time} where id in (select id from kept) and exists (select from line)
    )
    select wanted.sellable,
      coalesce((select quantity from cart_lines where cart_id = (select id from kept) and variant_id = wanted.id), 0) as "inCart",
      (select id from cart) as "cartId", (select quantity from line) as quantity, (select lines from others) as "otherLines"
    from wanted`);
  if (row?.cartId && row.quantity !== null) return { ok: true, cartId: row.cartId, quantity: row.quantity };
  if (row && row.sellable > 0 && row.otherLines >= MAX_LINES) return { ok: false, error: "cart_full" };
  return toCartError(row, (row?.inCart ?? 0) + line.quantity);
}

/**
 * Sets a line's quantity and records today's price as seen, in one statement. A missing line, or one whose product is no
 * longer on sale, is `unknown_variant`.
 */
export async function changeQuantity(
  db: Executor,
  cartId: CartId,
  line: { variantId: VariantId; quantity: number },
  now: Date,
): Promise<CartChange> {
  const [row] = await db.execute<LineRow>(sql`
    with wanted as (
      select ${variants.id} as id, l.quantity as in_cart, ${effectivePrice} as price, ${sellableToCart(cartId)} as sellable
      from cart_lines l join ${variants} on ${variants.id} = l.variant_id
      join ${products} on ${products.id} = ${variants.productId} and ${isOffered}
      where l.cart_id = ${cartId} and l.variant_id = ${line.variantId}
    ), cart as (
      select id from carts where id = ${cartId} for no key update
    ), line as (
      update cart_lines set quantity = ${line.quantity}::int, seen_price_cents = wanted.price from wanted, cart
      where cart_id = cart.id and variant_id = wanted.id and ${line.quantity}::int <= least(wanted.sellable, 999)
      returning quantity
    ), touched as (
      update carts set touched_at = ${now.toISOString()} where id = ${cartId} and exists (select from line)
    )
    select sellable, in_cart as "inCart", (select quantity from line) as quantity from wanted`);
  if (row && row.quantity !== null) return { ok: true, cartId, quantity: row.quantity };
  return toCartError(row, line.quantity);
}

/** Returns the reason why a line can't have `wanted` units; `variant` is undefined if it is not on sale. */
function toCartError(variant: { sellable: number; inCart: number } | undefined, wanted: number): { ok: false } & CartRefusal {
  if (!variant) return { ok: false, error: "unknown_variant" };
  if (variant.sellable <= 0) return { ok: false, error: "sold_out" };
  if (wanted > MAX_QUANTITY && variant.sellable >= MAX_QUANTITY) return { ok: false, error: "quantity_limit" };
  return { ok: false, error: "only_n_left", left: variant.sellable, inCart: variant.inCart };
}

/** Removes a line from the cart. Removing a missing line changes nothing. */
export async function removeFromCart(db: Executor, cartId: CartId, variantId: VariantId, now: Date): Promise<void> {
  await db.execute(sql`
    with cart as (select id from carts where id = ${cartId} for no key update),
    line as (delete from cart_lines using cart where cart_id = cart.id and variant_id = ${variantId} returning variant_id)
    update carts set touched_at = ${now.toISOString()} where id = ${cartId} and exists (select from line)`);
}

/** Records that the customer has seen the current prices of these lines. This does not count as touching the cart. */
export async function confirmPrices(db: Executor, cartId: CartId, shown: readonly CartLine[]): Promise<void> {
  if (shown.length === 0) return;
  const prices = sql.join(
    shown.map((line) => sql`(${line.variantId}::uuid, ${line.priceCents}::bigint)`),
    sql`, `,
  );
  await db.execute(sql`
    with cart as (select id from carts where id = ${cartId} for no key update)
    update cart_lines set seen_price_cents = shown.price from cart, (values ${prices}) as shown (variant_id, price)
    where cart_lines.cart_id = cart.id and cart_lines.variant_id = shown.variant_id`);
}

/** Sets the cart's delivery country (ISO 3166-1 alpha-2). The caller must check that the shop delivers there. */
export async function setCountry(db: Executor, cartId: CartId, country: string, now: Date): Promise<void> {
  await db.update(carts).set({ country, touchedAt: now }).where(eq(carts.id, cartId));
}

/** Stores a coupon code that the caller found valid, or removes it. Every quote checks the code again. */
export async function setCoupon(db: Executor, cartId: CartId, code: string | null, now: Date): Promise<void> {
  await db.update(carts).set({ couponCode: code, touchedAt: now }).where(eq(carts.id, cartId));
}
