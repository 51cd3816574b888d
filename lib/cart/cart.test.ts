import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { carts } from "@/db/schema/carts";
import { images, media, optionValues, productOptions, products, variants } from "@/db/schema/catalog";
import { createProduct, createVariant, testDatabase } from "@/db/testing";
import { type CartId, cartIdSchema, variantIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { addToCart, changeQuantity, confirmPrices, removeFromCart, setCountry, setCoupon } from "./change-cart";
import { findCart } from "./queries";
import { goodsCents, isBuyable } from "./types";

const { db, client } = await testDatabase();
const now = new Date("2026-11-22T10:00:00Z");
const later = new Date("2026-11-22T11:00:00Z");

async function newCart(onHand = 10, quantity = 1): Promise<{ cartId: CartId; variantId: Awaited<ReturnType<typeof createVariant>>["id"] }> {
  const variant = await createVariant(db, { onHand });
  const added = await addToCart(db, undefined, { variantId: variant.id, quantity }, now);
  if (!added.ok) throw new Error(added.error);
  return { cartId: added.cartId, variantId: variant.id };
}

async function quantities(cartId: CartId) {
  return (await findCart(db, cartId))?.lines.map((line) => line.quantity);
}

async function touchedAt(cartId: CartId) {
  const [cart] = await db.select({ touchedAt: carts.touchedAt }).from(carts).where(eq(carts.id, cartId));
  return cart?.touchedAt;
}

describe("adding to a cart", () => {
  it("creates the cart with its first line, and sums quantities in one line per variant", async () => {
    const { cartId, variantId } = await newCart(10, 2);
    expect(await addToCart(db, cartId, { variantId, quantity: 3 }, later)).toEqual({ ok: true, cartId, quantity: 5 });
    const other = await createVariant(db);
    await addToCart(db, cartId, { variantId: other.id, quantity: 1 }, later);
    expect(await quantities(cartId)).toEqual([5, 1]);
    expect(await touchedAt(cartId)).toEqual(later);
  });

  it("leaves no cart behind when it fails", async () => {
    const before = await db.$count(carts);
    const soldOut = await createVariant(db, { onHand: 0 });
    expect(await addToCart(db, undefined, { variantId: soldOut.id, quantity: 1 }, now)).toEqual({ ok: false, error: "sold_out" });
    const unknown = variantIdSchema.parse(crypto.randomUUID());
    expect(await addToCart(db, undefined, { variantId: unknown, quantity: 1 }, now)).toEqual({ ok: false, error: "unknown_variant" });
    expect(await db.$count(carts)).toBe(before);
  });

  it("creates a new cart, with a new id, if the given one no longer exists", async () => {
    const variant = await createVariant(db);
    const gone = cartIdSchema.parse(crypto.randomUUID());
    const added = await addToCart(db, gone, { variantId: variant.id, quantity: 1 }, now);
    expect(added).toMatchObject({ ok: true, quantity: 1 });
    expect(added.ok && added.cartId).not.toBe(gone);
  });

  it("never exceeds the sellable units, and returns how many are left and how many are in the cart", async () => {
    const variant = await createVariant(db, { onHand: 5, reserved: 2 });
    const added = await addToCart(db, undefined, { variantId: variant.id, quantity: 2 }, now);
    if (!added.ok) throw new Error(added.error);
    expect(await addToCart(db, added.cartId, { variantId: variant.id, quantity: 2 }, now)).toEqual({
      ok: false,
      error: "only_n_left",
      left: 3,
      inCart: 2,
    });
    expect(await quantities(added.cartId)).toEqual([2]);
  });

  it("allows at most 999 units in a line", async () => {
    const { cartId, variantId } = await newCart(5000, 999);
    expect(await addToCart(db, cartId, { variantId, quantity: 1 }, now)).toEqual({ ok: false, error: "quantity_limit" });
    expect(await quantities(cartId)).toEqual([999]);
  });

  it("has at most 100 lines, whose quantities can still change", async () => {
    const { cartId, variantId } = await newCart(5, 1);
    await client`
      with filler as (insert into products (slug, name) select 'filler-' || n, 'Filler' from generate_series(1, 99) n returning id),
        variant as (insert into variants (product_id, sku, price_cents) select id, id::text, 1000 from filler returning id)
      insert into cart_lines (cart_id, variant_id, quantity, seen_price_cents) select ${cartId}, id, 1, 1000 from variant`;
    const another = await createVariant(db, { onHand: 5 });
    expect(await addToCart(db, cartId, { variantId: another.id, quantity: 1 }, now)).toEqual({ ok: false, error: "cart_full" });
    expect(await addToCart(db, cartId, { variantId, quantity: 1 }, now)).toMatchObject({ ok: true, quantity: 2 });
    await removeFromCart(db, cartId, variantId, now);
    expect(await addToCart(db, cartId, { variantId: another.id, quantity: 1 }, now)).toMatchObject({ ok: true });
  });

  it("rejects a product that is not on sale", async () => {
    const draft = await createProduct(db, { status: "draft" });
    const variant = await createVariant(db, { productId: draft.id });
    expect(await addToCart(db, undefined, { variantId: variant.id, quantity: 1 }, now)).toEqual({ ok: false, error: "unknown_variant" });
  });

  it("sums twenty concurrent adds and stops at the sellable units", async () => {
    const { cartId, variantId } = await newCart(12, 1);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => addToCart(db, cartId, { variantId, quantity: 1 }, now)));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(11);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.error === "only_n_left")).toHaveLength(9);
    expect(await quantities(cartId)).toEqual([12]);
  });
});

describe("changing a cart", () => {
  it("sets quantities up to the sellable units", async () => {
    const { cartId, variantId } = await newCart(4, 1);
    expect(await changeQuantity(db, cartId, { variantId, quantity: 4 }, later)).toEqual({ ok: true, cartId, quantity: 4 });
    expect(await touchedAt(cartId)).toEqual(later);
    expect(await changeQuantity(db, cartId, { variantId, quantity: 5 }, later)).toEqual({
      ok: false,
      error: "only_n_left",
      left: 4,
      inCart: 4,
    });
    expect(await quantities(cartId)).toEqual([4]);
  });

  it("leaves another cart's lines alone", async () => {
    const { cartId, variantId } = await newCart(10, 2);
    const stranger = (await newCart()).cartId;
    expect(await changeQuantity(db, stranger, { variantId, quantity: 9 }, now)).toEqual({ ok: false, error: "unknown_variant" });
    await removeFromCart(db, stranger, variantId, now);
    expect(await quantities(cartId)).toEqual([2]);
  });

  it("removes a line and keeps the cart", async () => {
    const { cartId, variantId } = await newCart();
    await removeFromCart(db, cartId, variantId, later);
    expect(await quantities(cartId)).toEqual([]);
    expect(await touchedAt(cartId)).toEqual(later);
    await removeFromCart(db, cartId, variantId, new Date("2026-11-23T10:00:00Z"));
    expect(await touchedAt(cartId)).toEqual(later);
  });

  it("stores coupon and country", async () => {
    const { cartId } = await newCart();
    await setCoupon(db, cartId, "AUTUMN10", later);
    await setCountry(db, cartId, "SI", later);
    expect(await findCart(db, cartId)).toMatchObject({ couponCode: "AUTUMN10", country: "SI" });
    await setCoupon(db, cartId, null, later);
    expect(await findCart(db, cartId)).toMatchObject({ couponCode: null });
  });
});

describe("reading a cart", () => {
  it("finds nothing under an unknown id", async () => {
    expect(await findCart(db, cartIdSchema.parse(crypto.randomUUID()))).toBeUndefined();
  });

  it("returns the old and the new price until the customer has seen the new one", async () => {
    const { cartId, variantId } = await newCart(10, 2);
    await db
      .update(variants)
      .set({ salePriceCents: cents(1990) })
      .where(eq(variants.id, variantId));
    const cart = await findCart(db, cartId);
    expect(cart?.lines[0]).toMatchObject({ seenPriceCents: 2500, priceCents: 1990 });
    expect(goodsCents(cart?.lines ?? [])).toBe(3980);
    await confirmPrices(db, cartId, cart?.lines ?? []);
    expect((await findCart(db, cartId))?.lines[0]).toMatchObject({ seenPriceCents: 1990, priceCents: 1990 });
    expect(await touchedAt(cartId)).toEqual(now);
  });

  it("counts the price as seen when the quantity is changed", async () => {
    const { cartId, variantId } = await newCart();
    await db
      .update(variants)
      .set({ priceCents: cents(2900) })
      .where(eq(variants.id, variantId));
    await changeQuantity(db, cartId, { variantId, quantity: 2 }, now);
    expect((await findCart(db, cartId))?.lines[0]).toMatchObject({ seenPriceCents: 2900, priceCents: 2900 });
  });

  it("marks lines no longer on sale or short of stock, and leaves them out of the total", async () => {
    const { cartId, variantId } = await newCart(5, 3);
    await db.update(variants).set({ onHand: 2 }).where(eq(variants.id, variantId));
    const short = (await findCart(db, cartId))?.lines ?? [];
    expect(short).toMatchObject([{ sellable: 2, available: true, quantity: 3 }]);
    expect(short.map(isBuyable)).toEqual([false]);
    expect(goodsCents(short)).toBe(0);
    await db.update(products).set({ status: "archived" });
    expect(await findCart(db, cartId)).toMatchObject({ lines: [{ available: false }] });
    expect(await changeQuantity(db, cartId, { variantId, quantity: 1 }, now)).toEqual({ ok: false, error: "unknown_variant" });
    await db.update(products).set({ status: "active" });
  });

  it("returns the variant's options and the picture in its colour", async () => {
    const product = await createProduct(db, { name: "Brač overshirt", slug: "brac-overshirt" });
    const [color] = await db
      .insert(productOptions)
      .values({ productId: product.id, position: 1, name: "Colour", kind: "color" })
      .returning();
    const [size] = await db.insert(productOptions).values({ productId: product.id, position: 2, name: "Size", kind: "size" }).returning();
    if (!color || !size) throw new Error("no options");
    const [clay, moss] = await db
      .insert(optionValues)
      .values([
        { optionId: color.id, slug: "clay", value: "Clay", position: 0 },
        { optionId: color.id, slug: "moss", value: "Moss", position: 1 },
      ])
      .returning();
    const [medium] = await db.insert(optionValues).values({ optionId: size.id, slug: "m", value: "M", position: 0 }).returning();
    if (!clay || !moss || !medium) throw new Error("no values");
    await db.insert(media).values(["clay", "moss"].map((key) => ({ key, width: 800, height: 1000, blur: "data:," })));
    await db.insert(images).values([
      { productId: product.id, mediaKey: "clay", position: 0, alt: "In clay", colorValueId: clay.id },
      { productId: product.id, mediaKey: "moss", position: 1, alt: "In moss", colorValueId: moss.id },
    ]);
    const variant = await createVariant(db, { productId: product.id, value1Id: moss.id, value2Id: medium.id });
    const added = await addToCart(db, undefined, { variantId: variant.id, quantity: 1 }, now);
    if (!added.ok) throw new Error(added.error);
    expect((await findCart(db, added.cartId))?.lines[0]).toMatchObject({
      slug: "brac-overshirt",
      options: [
        { name: "Colour", value: "Moss" },
        { name: "Size", value: "M" },
      ],
      picture: { key: "moss", width: 800, height: 1000, alt: "In moss" },
    });
  });
});
