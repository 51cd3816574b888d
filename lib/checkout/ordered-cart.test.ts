import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { carts } from "@/db/schema/carts";
import { orders } from "@/db/schema/orders";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { addToCart } from "@/lib/cart/change-cart";
import { clearOrderedItems } from "@/lib/cart/clear-ordered-items";
import { findCart } from "@/lib/cart/queries";
import { renewOrderedCart } from "@/lib/cart/renew-ordered-cart";
import { checkoutKeySchema } from "@/lib/core/ids";
import { cancelOrder } from "@/lib/fulfilment/cancel-order";
import { byCustomer } from "@/tests/factories/actors";
import { checkoutInput, listStockDisagreements, openForTransfers } from "@/tests/factories/checkout";
import { getOrder } from "@/tests/factories/orders";
import { type PlaceOrderInput, placeOrder } from "./place-order";

const { db } = await testDatabase();
const now = new Date("2026-11-23T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const newKey = () => checkoutKeySchema.parse(crypto.randomUUID());

beforeAll(async () => await openForTransfers(db));

async function ordered(values: Partial<PlaceOrderInput> = {}) {
  const variant = await createVariant(db);
  const cartId = await createCart(db, [{ variantId: variant.id, quantity: 1 }]);
  const input = await checkoutInput(db, cartId, now, values);
  const placed = await placeOrder(db, input, byCustomer(now));
  if (!placed.ok) throw new Error(placed.error);
  return { variant, cartId, input, orderId: placed.value.id };
}

it("does not show an order for its cart's id, only for its own checkout submitted again within half an hour", async () => {
  const { input, orderId } = await ordered();
  const again = async (values: Partial<PlaceOrderInput>, at: Date) => await placeOrder(db, { ...input, ...values }, byCustomer(at));
  expect(await again({}, later(29))).toMatchObject({ ok: true, value: { id: orderId } });
  expect(await again({}, later(31))).toEqual({ ok: false, error: "cart_empty" });
  expect(await again({ checkoutKey: newKey() }, later(1))).toEqual({ ok: false, error: "cart_empty" });
});

it("asks for a new key after the order of a checkout has expired or was cancelled, instead of showing that order", async () => {
  for (const minutes of [29, 31]) {
    const { input, orderId } = await ordered({ paymentMethod: "bank_transfer" });
    const cart = await createCart(db, [{ variantId: (await createVariant(db)).id, quantity: 1 }], { id: input.cartId });
    const request = await checkoutInput(db, cart, later(minutes), { checkoutKey: input.checkoutKey });
    const end = minutes < 30 ? "customer" : "expired";
    await db.transaction(async (tx) => await cancelOrder(tx, orderId, { reason: end, note: "" }, byCustomer(later(minutes))));
    expect(await placeOrder(db, request, byCustomer(later(minutes)))).toEqual({ ok: false, error: "earlier_checkout" });
    expect(await placeOrder(db, { ...request, checkoutKey: newKey() }, byCustomer(later(minutes)))).toMatchObject({ ok: true });
  }
});

it("does not show an order of another cart for its checkout's key, and asks for a new key", async () => {
  const { input } = await ordered();
  const variant = await createVariant(db);
  const cartId = await createCart(db, [{ variantId: variant.id, quantity: 1 }]);
  const request = await checkoutInput(db, cartId, now, { checkoutKey: input.checkoutKey });
  expect(await placeOrder(db, request, byCustomer(now))).toEqual({ ok: false, error: "earlier_checkout" });
  expect(await placeOrder(db, { ...request, checkoutKey: newKey() }, byCustomer(now))).toMatchObject({ ok: true });
  expect(await listStockDisagreements(db)).toEqual([]);
});

it("places one order for two carts submitted with one key at once", async () => {
  const variant = await createVariant(db);
  const checkoutKey = newKey();
  const inputs = await Promise.all(
    [1, 2].map(async () =>
      checkoutInput(db, await createCart(db, [{ variantId: variant.id, quantity: 1 }]), now, {
        checkoutKey,
        paymentMethod: "cash_on_delivery",
      }),
    ),
  );
  const outcomes = await Promise.all(inputs.map((input) => placeOrder(db, input, byCustomer(now))));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes).toContainEqual({ ok: false, error: "earlier_checkout" });
  expect(await db.$count(orders, eq(orders.checkoutKey, checkoutKey))).toBe(1);
});

it("deletes a cart that was ordered as a whole, so the next item gets a cart with a new id", async () => {
  const { cartId, variant } = await ordered();
  expect(await findCart(db, cartId)).toBeUndefined();
  const added = await addToCart(db, cartId, { variantId: variant.id, quantity: 1 }, later(1));
  if (!added.ok) throw new Error(added.error);
  expect(added.cartId).not.toBe(cartId);
});

it("gives items added since an order was paid online a cart with a new id, not before", async () => {
  const { variant, cartId, orderId } = await ordered();
  const other = await createVariant(db);
  await db.insert(carts).values({ id: cartId });
  await addToCart(db, cartId, { variantId: variant.id, quantity: 1 }, now);
  await addToCart(db, cartId, { variantId: other.id, quantity: 2 }, now);
  await db.update(orders).set({ status: "pending", online: true }).where(eq(orders.id, orderId));
  expect(await renewOrderedCart(db, cartId)).toBe(cartId);

  await db.update(orders).set({ status: "confirmed" }).where(eq(orders.id, orderId));
  await db.transaction(async (tx) => await clearOrderedItems(tx, await getOrder(db, orderId)));
  const renewed = await renewOrderedCart(db, cartId);
  expect(renewed).not.toBe(cartId);
  expect(await findCart(db, cartId)).toBeUndefined();
  expect((await findCart(db, renewed))?.lines).toMatchObject([{ variantId: other.id, quantity: 2 }]);
  expect(await renewOrderedCart(db, renewed)).toBe(renewed);
});
