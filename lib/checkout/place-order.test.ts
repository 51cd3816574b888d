import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cartLines, carts } from "@/db/schema/carts";
import { products, variants } from "@/db/schema/catalog";
import { invoices } from "@/db/schema/invoices";
import { orderEvents, orderLines, orders } from "@/db/schema/orders";
import { couponRedemptions, coupons } from "@/db/schema/promotions";
import { outboxMessages, settings } from "@/db/schema/shop";
import { createCart, createProduct, createVariant, testDatabase } from "@/db/testing";
import { addToCart } from "@/lib/cart/change-cart";
import { checkoutKeySchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { cancelOrder } from "@/lib/fulfilment/cancel-order";
import { findOrderByAccessToken } from "@/lib/orders/queries";
import { PAYMENT_METHODS } from "@/lib/payments/methods";
import { byCustomer } from "@/tests/factories/actors";
import { checkoutInput, listStockDisagreements, openForTransfers } from "@/tests/factories/checkout";
import { placeOrder } from "./place-order";
import { quoteCart } from "./quote-cart";

const { db } = await testDatabase();
const now = new Date("2026-11-23T10:00:00Z");

beforeAll(async () => await openForTransfers(db));
beforeEach(() => async () => expect(await listStockDisagreements(db)).toEqual([]));

const newKey = () => checkoutKeySchema.parse(crypto.randomUUID());

async function place(cartId: Awaited<ReturnType<typeof createCart>>, values: Parameters<typeof checkoutInput>[3] = {}) {
  const outcome = await placeOrder(db, await checkoutInput(db, cartId, now, values), byCustomer(now));
  if (!outcome.ok) throw new Error(`not placed: ${outcome.error}`);
  const [order] = await db.select().from(orders).where(eq(orders.id, outcome.value.id));
  if (!order) throw new Error("placed but not stored");
  return { ...outcome.value, order };
}

describe("an order", () => {
  it("copies prices, names and options from the database and stores the computed total", async () => {
    const product = await createProduct(db, { slug: "lika", name: "Lika crewneck", returnable: false });
    const variant = await createVariant(db, {
      productId: product.id,
      sku: "LIKA",
      priceCents: cents(12_900),
      salePriceCents: cents(9_990),
      weightGrams: 600,
    });
    const cartId = await createCart(db, [{ variantId: variant.id, quantity: 2, seenPriceCents: cents(1) }]);
    const { order } = await place(cartId);
    expect(order).toMatchObject({
      subtotalCents: 19_980,
      discountCents: 0,
      shippingCents: 500,
      totalCents: 20_480,
      status: "confirmed",
      expiresAt: null,
    });
    expect(order.vatByRate).toEqual([{ rateBasisPoints: 2500, netCents: 16_384, vatCents: 4096 }]);
    expect(order.reference).toMatch(/^ORD-[2-9A-HJ-NP-Z]{10}$/);
    const lines = await db.select().from(orderLines).where(eq(orderLines.orderId, order.id));
    expect(lines).toMatchObject([
      {
        sku: "LIKA",
        name: "Lika crewneck",
        unitPriceCents: 9_990,
        quantity: 2,
        returnable: false,
        productSlug: "lika",
        vatRateBasisPoints: 2500,
      },
    ]);
  });

  it("writes its timeline and mail, and clears the cart", async () => {
    const variant = await createVariant(db);
    const cartId = await createCart(db, [{ variantId: variant.id, quantity: 1 }], { couponCode: null });
    const { order } = await place(cartId);
    expect(await db.select({ kind: orderEvents.kind }).from(orderEvents).where(eq(orderEvents.orderId, order.id))).toEqual([
      { kind: "placed" },
      { kind: "confirmed" },
    ]);
    expect(
      await db
        .select({ kind: outboxMessages.kind, recipient: outboxMessages.recipient })
        .from(outboxMessages)
        .where(eq(outboxMessages.orderId, order.id)),
    ).toEqual([{ kind: "order_received", recipient: "ana@example.com" }]);
    expect(await db.$count(cartLines, eq(cartLines.cartId, cartId))).toBe(0);
  });

  it("waits seven days for a bank transfer", async () => {
    const variant = await createVariant(db);
    const { order } = await place(await createCart(db, [{ variantId: variant.id, quantity: 1 }]), { paymentMethod: "bank_transfer" });
    expect(order).toMatchObject({ status: "pending", confirmedAt: null, expiresAt: new Date("2026-11-30T10:00:00Z") });
    expect(String(order.paymentReference)).toMatch(/^1\d{10}$/);
  });

  it("is shown by its own token, for 24 hours", async () => {
    const variant = await createVariant(db);
    const { reference, accessToken } = await place(await createCart(db, [{ variantId: variant.id, quantity: 1 }]));
    const other = await place(await createCart(db, [{ variantId: variant.id, quantity: 1 }]));
    const at = (time: string) => findOrderByAccessToken(db, reference, accessToken, new Date(time));
    expect((await at("2026-11-24T09:59:59Z"))?.order.reference).toBe(reference);
    expect(await at("2026-11-24T10:00:00Z")).toBeUndefined();
    expect(await findOrderByAccessToken(db, reference, other.accessToken, now)).toBeUndefined();
    expect(await findOrderByAccessToken(db, reference, "", now)).toBeUndefined();
  });
});

describe("ordering again", () => {
  it("places one order for a checkout submitted 20 times at once", async () => {
    const variant = await createVariant(db);
    const cartId = await createCart(db, [{ variantId: variant.id, quantity: 1 }]);
    const input = await checkoutInput(db, cartId, now);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => placeOrder(db, input, byCustomer(now))));
    expect(new Set(outcomes.map((outcome) => (outcome.ok ? outcome.value.id : outcome.error))).size).toBe(1);
    expect(await db.$count(orders, eq(orders.cartId, cartId))).toBe(1);
  });

  it("places one order for a cart submitted from 20 checkouts at once", async () => {
    const variant = await createVariant(db);
    const cartId = await createCart(db, [{ variantId: variant.id, quantity: 2 }]);
    const input = await checkoutInput(db, cartId, now, { paymentMethod: "bank_transfer" });
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => placeOrder(db, { ...input, checkoutKey: newKey() }, byCustomer(now))),
    );
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.error === "cart_empty")).toHaveLength(19);
    expect(await db.$count(orders, eq(orders.cartId, cartId))).toBe(1);
    const [{ reserved } = {}] = await db.select({ reserved: variants.reserved }).from(variants).where(eq(variants.id, variant.id));
    expect(reserved).toBe(2);
  });

  it("places a second order once a cart is filled again", async () => {
    const variant = await createVariant(db);
    const line = { variantId: variant.id, quantity: 1 };
    const cartId = await createCart(db, [line]);
    const first = await place(cartId);
    const refilled = await addToCart(db, cartId, line, now);
    if (!refilled.ok) throw new Error(refilled.error);
    const second = await place(refilled.cartId);
    expect(second.reference).not.toBe(first.reference);
  });
});

describe("a cart that can't be ordered", () => {
  it("is rejected with every line short of stock and the units left, and reserves nothing", async () => {
    const plenty = await createVariant(db, { onHand: 9 });
    const scarce = await createVariant(db, { onHand: 1 });
    const cartId = await createCart(db, [
      { variantId: plenty.id, quantity: 1 },
      { variantId: scarce.id, quantity: 2 },
    ]);
    const outcome = await placeOrder(db, await checkoutInput(db, cartId, now), byCustomer(now));
    expect(outcome).toMatchObject({ ok: false, error: "sold_out", shortages: [{ variantId: scarce.id, sellable: 1 }] });
    expect(await db.$count(orders, eq(orders.cartId, cartId))).toBe(0);
  });

  it("is rejected if a product is no longer on sale", async () => {
    const variant = await createVariant(db);
    const cartId = await createCart(db, [{ variantId: variant.id, quantity: 1 }]);
    const input = await checkoutInput(db, cartId, now);
    await db.update(products).set({ status: "archived" }).where(eq(products.id, variant.productId));
    expect(await placeOrder(db, input, byCustomer(now))).toMatchObject({ ok: false, error: "sold_out", shortages: [{ sellable: 0 }] });
  });

  it("is rejected until the customer agrees to a changed total", async () => {
    const variant = await createVariant(db);
    const cartId = await createCart(db, [{ variantId: variant.id, quantity: 1 }]);
    const input = await checkoutInput(db, cartId, now);
    await db
      .update(variants)
      .set({ priceCents: cents(2600) })
      .where(eq(variants.id, variant.id));
    expect(await placeOrder(db, input, byCustomer(now))).toEqual({ ok: false, error: "total_changed" });
    expect((await placeOrder(db, await checkoutInput(db, cartId, now), byCustomer(now))).ok).toBe(true);
  });

  it("is rejected if it is empty, or for a country or payment method that is not offered", async () => {
    const variant = await createVariant(db, { priceCents: cents(50_001), onHand: 5 });
    const empty = await createCart(db);
    expect(await placeOrder(db, await checkoutInput(db, empty, now), byCustomer(now))).toEqual({ ok: false, error: "cart_empty" });
    const expensive = await createCart(db, [{ variantId: variant.id, quantity: 1 }]);
    expect(await placeOrder(db, await checkoutInput(db, expensive, now), byCustomer(now))).toEqual({
      ok: false,
      error: "method_unavailable",
    });
    expect(await placeOrder(db, await checkoutInput(db, expensive, now, { paymentMethod: "card" }), byCustomer(now))).toEqual({
      ok: false,
      error: "method_unavailable",
    });
    const { shippingAddress } = await checkoutInput(db, expensive, now);
    const toAntarctica = await checkoutInput(db, expensive, now, { shippingAddress: { ...shippingAddress, country: "AQ" } });
    expect(await placeOrder(db, toAntarctica, byCustomer(now))).toEqual({ ok: false, error: "shipping_unavailable" });
  });
});

it("confirms an order with nothing to pay at once, without an invoice, and takes no other payment method for it", async () => {
  await db.insert(coupons).values({ code: "GIFT", kind: "percentage", value: 100, validFrom: new Date(0) });
  await db.insert(settings).values({ key: "shipping", value: { freeFromCents: 0 } });
  const cartId = await createCart(db, [{ variantId: (await createVariant(db)).id, quantity: 1 }], { couponCode: "gift" });
  for (const paymentMethod of PAYMENT_METHODS.filter((method) => method !== "free")) {
    const input = await checkoutInput(db, cartId, now, { paymentMethod });
    expect(await placeOrder(db, input, byCustomer(now))).toEqual({ ok: false, error: "method_unavailable" });
  }
  const { order } = await place(cartId, { paymentMethod: "free" });
  await db.delete(settings).where(eq(settings.key, "shipping"));
  expect(order).toMatchObject({ totalCents: 0, paymentMethod: "free", online: false, status: "confirmed", expiresAt: null });
  expect(await db.$count(invoices, eq(invoices.orderId, order.id))).toBe(0);
  expect(await db.$count(carts, eq(carts.id, cartId))).toBe(0);
  const paid = await createCart(db, [{ variantId: (await createVariant(db)).id, quantity: 1 }]);
  const input = await checkoutInput(db, paid, now, { paymentMethod: "free" });
  expect(await placeOrder(db, input, byCustomer(now))).toEqual({ ok: false, error: "method_unavailable" });
});

it("answers that the total changed if a coupon made the order free after its payment method was chosen", async () => {
  await db.insert(coupons).values({ code: "LATE", kind: "fixed", value: 3000, validFrom: new Date(0) });
  await db.insert(settings).values({ key: "shipping", value: { freeFromCents: 0 } });
  const cartId = await createCart(db, [{ variantId: (await createVariant(db)).id, quantity: 1 }]);
  const input = await checkoutInput(db, cartId, now, { paymentMethod: "bank_transfer" });
  await db.update(carts).set({ couponCode: "LATE" }).where(eq(carts.id, cartId));
  expect(await placeOrder(db, input, byCustomer(now))).toEqual({ ok: false, error: "total_changed" });
  await db.delete(settings).where(eq(settings.key, "shipping"));
});

describe("a coupon", () => {
  it("is redeemed with the order and released when the order is cancelled", async () => {
    const [coupon] = await db
      .insert(coupons)
      .values({ code: "TEN", kind: "percentage", value: 10, usageLimit: 1, validFrom: new Date(0) })
      .returning();
    if (!coupon) throw new Error("no coupon");
    const variant = await createVariant(db);
    const used = async () =>
      (await db.select({ timesUsed: coupons.timesUsed }).from(coupons).where(eq(coupons.id, coupon.id)))[0]?.timesUsed;
    const { order } = await place(await createCart(db, [{ variantId: variant.id, quantity: 1 }], { couponCode: "ten" }));
    expect(order).toMatchObject({ couponCode: "TEN", discountCents: 250, totalCents: 2750 });
    expect(await used()).toBe(1);
    expect(await db.transaction((tx) => cancelOrder(tx, order.id, { reason: "customer", note: "" }, byCustomer(now)))).toBe(true);
    expect(await used()).toBe(0);
    expect(await db.transaction((tx) => cancelOrder(tx, order.id, { reason: "customer", note: "" }, byCustomer(now)))).toBe(false);
  });

  it("with one use left is redeemed by one of ten buyers, and rejected for the others", async () => {
    await db.insert(coupons).values({ code: "LAST", kind: "fixed", value: 500, usageLimit: 1, validFrom: new Date(0) });
    const variant = await createVariant(db, { onHand: 20 });
    const inputs = await Promise.all(
      Array.from(
        { length: 10 },
        async () => await checkoutInput(db, await createCart(db, [{ variantId: variant.id, quantity: 1 }], { couponCode: "LAST" }), now),
      ),
    );
    const outcomes = await Promise.all(inputs.map((input) => placeOrder(db, input, byCustomer(now))));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.ok).every((outcome) => !outcome.ok && outcome.error === "coupon_used_up")).toBe(true);
  });

  it("limited to one use per customer is rejected the second time, ignoring the email's case", async () => {
    await db.insert(coupons).values({ code: "ONCE", kind: "percentage", value: 10, perCustomerLimit: 1, validFrom: new Date(0) });
    const variant = await createVariant(db);
    const cart = async () => await createCart(db, [{ variantId: variant.id, quantity: 1 }], { couponCode: "ONCE" });
    await place(await cart(), { email: "Iva@Example.com" });
    const again = await cart();
    expect(await placeOrder(db, await checkoutInput(db, again, now, { email: "iva@example.com" }), byCustomer(now))).toEqual({
      ok: false,
      error: "coupon_already_used",
    });
    expect(await db.$count(couponRedemptions, eq(couponRedemptions.email, "iva@example.com"))).toBe(1);
  });

  it("that is not valid gets its reason in the quote", async () => {
    await db.insert(coupons).values([
      { code: "SOON", kind: "percentage", value: 10, validFrom: new Date("2026-12-01") },
      { code: "GONE", kind: "percentage", value: 10, validFrom: new Date(0), validUntil: now },
      { code: "MUCH", kind: "percentage", value: 10, validFrom: new Date(0), minimumCents: cents(2501) },
    ]);
    const variant = await createVariant(db);
    const reason = async (couponCode: string) => {
      const cartId = await createCart(db, [{ variantId: variant.id, quantity: 1 }], { couponCode });
      return (await quoteCart(db, cartId, { country: "HR", shippingMethod: "standard" }, now)).couponError;
    };
    expect(await Promise.all(["soon", "gone", "much", "none"].map(reason))).toEqual([
      "coupon_not_yet",
      "coupon_expired",
      "coupon_minimum",
      "coupon_unknown",
    ]);
    await db.delete(carts);
  });
});
