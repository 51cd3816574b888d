import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { coupons } from "@/db/schema/promotions";
import { settings } from "@/db/schema/shop";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { cents } from "@/lib/core/money";
import { byCustomer } from "@/tests/factories/actors";
import { checkoutInput, listStockDisagreements, openForTransfers } from "@/tests/factories/checkout";
import { type PlaceOrderInput, placeOrder } from "./place-order";
import { quoteCart } from "./quote-cart";

const { db } = await testDatabase();
const now = new Date("2026-11-23T10:00:00Z");

beforeAll(async () => {
  Object.assign(process.env, { STRIPE_SECRET_KEY: "sk_test_x", STRIPE_PUBLISHABLE_KEY: "pk_test_x", STRIPE_WEBHOOK_SECRET: "whsec_x" });
  await openForTransfers(db);
  await db.delete(settings).where(eq(settings.key, "unpaidOrders"));
});

type Variant = Parameters<typeof createVariant>[1];

async function inputFor(quantity: number, values: Partial<PlaceOrderInput> = {}, variantValues: Variant = {}) {
  const variant = await createVariant(db, variantValues);
  const cartId = await createCart(db, [{ variantId: variant.id, quantity }]);
  return await checkoutInput(db, cartId, now, { paymentMethod: "bank_transfer", ...buyer(), ...values });
}

async function order(quantity: number, values: Partial<PlaceOrderInput> = {}, variantValues: Variant = {}) {
  const input = await inputFor(quantity, values, variantValues);
  return { cartId: input.cartId, outcome: await placeOrder(db, input, byCustomer(now)) };
}

/** Places an order for each of these buyers, all at the same moment; returns how many were placed. */
async function orderAtOnce(buyers: readonly Partial<PlaceOrderInput>[]) {
  const inputs = await Promise.all(buyers.map((values) => inputFor(1, values)));
  const outcomes = await Promise.all(inputs.map((input) => placeOrder(db, input, byCustomer(now))));
  for (const outcome of outcomes) if (!outcome.ok) expect(outcome).toEqual({ ok: false, error: "unpaid_limit" });
  return outcomes.filter(({ ok }) => ok).length;
}

let serial = 0;
/** Another customer in another network. */
function buyer() {
  serial += 1;
  return { email: `customer-${serial}@example.com`, phone: `+38591${String(serial).padStart(7, "0")}`, placedFrom: `192.0.2.${serial}` };
}

describe("an order larger than the shop holds without payment", () => {
  it.each([
    ["by its value", 1, { priceCents: cents(100_001) }],
    ["by its number of items", 31, { onHand: 1000 }],
    ["by its share of a variant's stock", 6, { onHand: 11 }],
  ])("is offered only methods that are paid at once: %s", async (_, quantity, variant) => {
    const { cartId, outcome } = await order(quantity, {}, variant);
    expect(outcome).toEqual({ ok: false, error: "unpaid_limit" });
    const quoted = await quoteCart(db, cartId, { country: "HR", shippingMethod: "standard" }, now);
    expect(quoted).toMatchObject({ onlineOnly: true, paymentMethods: ["card"] });
    const paidAtOnce = await checkoutInput(db, cartId, now, { paymentMethod: "card", ...buyer() });
    expect(await placeOrder(db, paidAtOnce, byCustomer(now))).toMatchObject({ ok: true });
  });

  it.each([
    ["a value and number of items at the limit", 30, { onHand: 1000, priceCents: cents(3000) }],
    ["half of a variant's stock", 5, { onHand: 10 }],
    ["the last three units", 3, { onHand: 3 }],
  ])("does not include %s", async (_, quantity, variant) => {
    expect((await order(quantity, {}, variant)).outcome).toMatchObject({ ok: true });
  });
});

describe("a customer's unpaid orders", () => {
  it.each(["email", "phone"] as const)("are counted by %s, however many are placed at once", async (by) => {
    const same = { [by]: buyer()[by] };
    expect(await orderAtOnce(Array.from({ length: 10 }, () => same))).toBe(3);
    expect((await order(1, { ...same, paymentMethod: "card" })).outcome).toMatchObject({ ok: true });
    expect(await listStockDisagreements(db)).toEqual([]);
  });

  it("are counted by network, transfers and cash together", async () => {
    const { placedFrom } = buyer();
    const methods = ["bank_transfer", "cash_on_delivery"] as const;
    const buyers = Array.from({ length: 12 }, (_, index) => ({ placedFrom, paymentMethod: methods[index % 2] }));
    expect(await orderAtOnce(buyers)).toBe(10);
  });

  it("no longer count once they are paid or cancelled", async () => {
    const { email } = buyer();
    const placed = [await order(1, { email }), await order(1, { email }), await order(1, { email })];
    const [first, second] = placed.map(({ outcome }) => (outcome.ok ? outcome.value.id : ""));
    expect((await order(1, { email })).outcome).toMatchObject({ ok: false });
    await db.$client`update orders set status = 'cancelled', cancelled_at = now(), cancel_reason = 'customer' where id = ${first ?? ""}`;
    expect((await order(1, { email })).outcome).toMatchObject({ ok: true });
    await db.$client`insert into payments (order_id, provider, provider_ref, amount_cents, currency, status, captured_at)
      values (${second ?? ""}, 'bank', 'x', 3000, 'EUR', 'captured', now())`;
    expect((await order(1, { email })).outcome).toMatchObject({ ok: true });
  });
});

it("an order with nothing to pay is not unpaid: it is limited neither by its size nor by the customer's unpaid orders", async () => {
  await db.insert(coupons).values({ code: "GIFT", kind: "percentage", value: 100, validFrom: new Date(0) });
  const customer = buyer();
  expect(await orderAtOnce([customer, customer, customer, customer])).toBe(3);
  await db.insert(settings).values({ key: "shipping", value: { freeFromCents: 0 } });
  const variant = await createVariant(db, { onHand: 40 });
  const cartId = await createCart(db, [{ variantId: variant.id, quantity: 35 }], { couponCode: "GIFT" });
  const quoted = await quoteCart(db, cartId, { country: "HR", shippingMethod: "standard" }, now);
  expect(quoted).toMatchObject({ onlineOnly: false, paymentMethods: ["free"] });
  const input = await checkoutInput(db, cartId, now, { paymentMethod: "free", ...customer });
  expect(await placeOrder(db, input, byCustomer(now))).toMatchObject({ ok: true });
  await db.delete(settings).where(eq(settings.key, "shipping"));
});

describe("a coupon for one use per customer", () => {
  it("gets the same quote for everybody, and is judged only by placing the order", async () => {
    await db.insert(coupons).values({ code: "ONCE", kind: "percentage", value: 10, perCustomerLimit: 1, validFrom: new Date(0) });
    const variant = await createVariant(db);
    const cart = async () => await createCart(db, [{ variantId: variant.id, quantity: 1 }], { couponCode: "ONCE" });
    const used = buyer();
    expect(await placeOrder(db, await checkoutInput(db, await cart(), now, used), byCustomer(now))).toMatchObject({ ok: true });

    // No other failure may come after it, or an order that was never placed would tell who has ordered.
    const failing = { ...(await checkoutInput(db, await cart(), now)), fingerprint: "" };
    for (const customer of [used, buyer()]) {
      expect(await placeOrder(db, { ...failing, ...customer }, byCustomer(now))).toEqual({ ok: false, error: "total_changed" });
    }
    const request = await checkoutInput(db, await cart(), now, { ...used, ...buyer(), email: used.email });
    expect(await placeOrder(db, request, byCustomer(now))).toEqual({ ok: false, error: "coupon_already_used" });
  });
});
