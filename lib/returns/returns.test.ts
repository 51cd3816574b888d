import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { products, variants } from "@/db/schema/catalog";
import { payments, refunds } from "@/db/schema/payments";
import { returns } from "@/db/schema/returns";
import { createCart, createProduct, createVariant, testDatabase } from "@/db/testing";
import { placeOrder } from "@/lib/checkout/place-order";
import { type OrderId, returnIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { deliverShipment } from "@/lib/fulfilment/deliver-shipment";
import { shipOrder } from "@/lib/fulfilment/ship-order";
import { lastReturnDay } from "@/lib/orders/return-period";
import { refundOrder } from "@/lib/refunds/refund-order";
import { recordTransfer } from "@/lib/settlement/record-transfer";
import { byCustomer, byStaff } from "@/tests/factories/actors";
import { checkoutInput, listStockDisagreements, openForTransfers } from "@/tests/factories/checkout";
import { approveReturn } from "./approve-return";
import { findReturnability, listReturns } from "./queries";
import { receiveReturn } from "./receive-return";
import { refundReturn } from "./refund-return";
import { rejectReturn } from "./reject-return";
import { type ReturnRequest, requestReturn } from "./request-return";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const delivered = new Date("2026-11-26T15:00:00Z");
const PARCEL = { carrier: "GLS", trackingNumber: "123" };

beforeAll(async () => await openForTransfers(db));

/** Places an order of two items at 25.00 with delivery, paid, and delivered on 26 Nov 2026. */
async function deliveredOrder(shippingMethod: "standard" | "express" = "standard") {
  const shirt = await createVariant(db, { onHand: 5 });
  const cartId = await createCart(db, [{ variantId: shirt.id, quantity: 2 }]);
  const input = await checkoutInput(db, cartId, now, { paymentMethod: "bank_transfer", shippingMethod });
  const placed = await placeOrder(db, input, byCustomer(now));
  if (!placed.ok) throw new Error(placed.error);
  const { id } = placed.value;
  await recordTransfer(db, id, { amountCents: cents(shippingMethod === "standard" ? 5_500 : 6_500), entry: id }, byStaff(now));
  const shipped = await shipOrder(db, id, PARCEL, byStaff(now));
  if (!shipped.ok) throw new Error(shipped.error);
  await deliverShipment(db, shipped.value, byStaff(delivered));
  return { id, shirt };
}

const withdrawal = (quantity: number, values: Partial<ReturnRequest> = {}): ReturnRequest => ({
  id: returnIdSchema.parse(randomUUID()),
  kind: "withdrawal",
  name: "Ana Babić",
  email: "ana@example.com",
  reason: "",
  lines: [{ position: 1, quantity }],
  ...values,
});
const refundsOf = async (id: OrderId) => await db.select().from(refunds).where(eq(refunds.orderId, id));

describe("the last day", () => {
  it.each([
    ["2026-11-26T15:00:00Z", "2026-12-10"],
    // Half past midnight in Zagreb is still the previous day in UTC.
    ["2026-11-26T23:30:00Z", "2026-12-11"],
    ["2026-11-27T15:00:00Z", "2026-12-11"],
    ["2026-11-28T15:00:00Z", "2026-12-14"],
    ["2026-11-29T15:00:00Z", "2026-12-14"],
    // The 25th is Christmas, the 26th a Saturday (St Stephen's Day), the 27th a Sunday.
    ["2026-12-11T15:00:00Z", "2026-12-28"],
  ])("for a parcel delivered at %s is %s", (arrived, last) => {
    expect(lastReturnDay([{ deliveredAt: new Date("2026-11-20") }, { deliveredAt: new Date(arrived) }], true)).toBe(last);
  });

  it("is unknown until everything has been sent and delivered", () => {
    expect(lastReturnDay([{ deliveredAt: delivered }, { deliveredAt: null }], true)).toBeNull();
    expect(lastReturnDay([{ deliveredAt: delivered }], false)).toBeNull();
    expect(lastReturnDay([], true)).toBeNull();
  });
});

describe("a withdrawal", () => {
  it("is possible until the end of the last day in Zagreb, and no longer", async () => {
    const { id } = await deliveredOrder();
    expect(await requestReturn(db, id, withdrawal(1), byCustomer(new Date("2026-12-10T23:00:00Z")))).toEqual({
      ok: false,
      error: "too_late",
    });
    expect((await requestReturn(db, id, withdrawal(1), byCustomer(new Date("2026-12-10T22:59:59Z")))).ok).toBe(true);
  });

  it("is recorded once when it is submitted several times at once", async () => {
    const { id } = await deliveredOrder();
    const request = withdrawal(1);
    for (const outcome of await Promise.all([1, 2, 3].map(() => requestReturn(db, id, request, byCustomer(delivered))))) {
      expect(outcome).toEqual({ ok: true, value: request.id });
    }
    expect((await findReturnability(db, id, delivered)).lines[0]?.left).toBe(1);
    expect(await listReturns(db, id)).toMatchObject([{ id: request.id, lines: [{ position: 1, quantity: 1 }] }]);
  });

  it("includes each item once when several tabs declare it at the same time", async () => {
    const { id } = await deliveredOrder();
    const outcomes = await Promise.all([1, 2, 2].map((quantity) => requestReturn(db, id, withdrawal(quantity), byCustomer(delivered))));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await findReturnability(db, id, delivered)).lines[0]?.left).toBeLessThan(2);
  });

  it("refunds delivery only if it includes all items", async () => {
    const [whole, part] = [await deliveredOrder(), await deliveredOrder()];
    for (const { order, quantity, amountCents } of [
      { order: whole, quantity: 2, amountCents: 5_500 },
      { order: part, quantity: 1, amountCents: 2_500 },
    ]) {
      const requested = await requestReturn(db, order.id, withdrawal(quantity), byCustomer(delivered));
      if (!requested.ok) throw new Error(requested.error);
      expect(await refundReturn(db, requested.value, { restock: true, note: "" }, byStaff(delivered))).toEqual({
        ok: false,
        error: "illegal_status",
      });
      expect((await approveReturn(db, requested.value, byStaff(delivered))).ok).toBe(true);
      expect((await receiveReturn(db, requested.value, byStaff(delivered))).ok).toBe(true);
      const outcomes = await Promise.all(
        Array.from({ length: 3 }, () => refundReturn(db, requested.value, { restock: true, note: "" }, byStaff(delivered))),
      );
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await refundsOf(order.id)).toMatchObject([{ amountCents, status: "to_transfer" }]);
      expect((await db.select().from(variants).where(eq(variants.id, order.shirt.id)))[0]).toMatchObject({
        onHand: 3 + quantity,
        reserved: 0,
      });
    }
  });

  it("refunds delivery with the last item when it is made in parts", async () => {
    const { id } = await deliveredOrder();
    for (const item of [1, 2]) {
      const requested = await requestReturn(db, id, withdrawal(1), byCustomer(delivered));
      if (!requested.ok) throw new Error(requested.error);
      await approveReturn(db, requested.value, byStaff(delivered));
      expect((await refundReturn(db, requested.value, { restock: true, note: "" }, byStaff(delivered))).ok).toBe(true);
      expect((await refundsOf(id)).map(({ amountCents }) => amountCents).sort()).toEqual(item === 1 ? [2_500] : [2_500, 3_000]);
    }
  });

  it("refunds the rest after earlier refunds, and from two transfers if one is too small", async () => {
    const { id } = await deliveredOrder();
    const goodwill = { what: { kind: "amount", amountCents: cents(100) }, restock: false, note: "", iban: null } as const;
    expect((await refundOrder(db, id, goodwill, byStaff(delivered))).ok).toBe(true);
    const item = { kind: "lines", lines: [{ position: 1, quantity: 1 }], shippingCents: cents(500) } as const;
    expect((await refundOrder(db, id, { ...goodwill, what: item }, byStaff(delivered))).ok).toBe(true);
    const requested = await requestReturn(db, id, withdrawal(2), byCustomer(delivered));
    if (!requested.ok) throw new Error(requested.error);
    await approveReturn(db, requested.value, byStaff(delivered));
    expect((await refundReturn(db, requested.value, { restock: true, note: "" }, byStaff(delivered))).ok).toBe(true);
    expect((await refundsOf(id)).reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(5_500);
    expect(await listStockDisagreements(db)).toEqual([]);

    const parts = await deliveredOrder();
    await db
      .update(payments)
      .set({ amountCents: cents(1_500) })
      .where(eq(payments.orderId, parts.id));
    await recordTransfer(db, parts.id, { amountCents: cents(4_000), entry: `rest-${parts.id}` }, byStaff(now));
    const whole = await requestReturn(db, parts.id, withdrawal(1), byCustomer(delivered));
    if (!whole.ok) throw new Error(whole.error);
    await approveReturn(db, whole.value, byStaff(delivered));
    expect((await refundReturn(db, whole.value, { restock: true, note: "" }, byStaff(delivered))).ok).toBe(true);
    expect((await refundsOf(parts.id)).map(({ amountCents }) => amountCents).sort()).toEqual([1_000, 1_500]);
  });

  it("leaves items still to be sent reserved", async () => {
    const shirt = await createVariant(db, { onHand: 5 });
    const cartId = await createCart(db, [{ variantId: shirt.id, quantity: 2 }]);
    const placed = await placeOrder(db, await checkoutInput(db, cartId, now, { paymentMethod: "bank_transfer" }), byCustomer(now));
    if (!placed.ok) throw new Error(placed.error);
    const { id } = placed.value;
    await recordTransfer(db, id, { amountCents: cents(5_500), entry: id }, byStaff(now));
    await shipOrder(db, id, { ...PARCEL, lines: [{ position: 1, quantity: 1 }] }, byStaff(now));
    const requested = await requestReturn(db, id, withdrawal(1), byCustomer(now));
    if (!requested.ok) throw new Error(requested.error);
    await approveReturn(db, requested.value, byStaff(now));
    await receiveReturn(db, requested.value, byStaff(now));
    expect((await refundReturn(db, requested.value, { restock: true, note: "" }, byStaff(now))).ok).toBe(true);
    expect((await db.select().from(variants).where(eq(variants.id, shirt.id)))[0]).toMatchObject({ onHand: 5, reserved: 1 });
    expect((await shipOrder(db, id, PARCEL, byStaff(now))).ok).toBe(true);
    expect(await listStockDisagreements(db)).toEqual([]);
  });

  it("refunds the cost of standard delivery for an express order", async () => {
    const { id } = await deliveredOrder("express");
    const requested = await requestReturn(db, id, withdrawal(2), byCustomer(delivered));
    if (!requested.ok) throw new Error(requested.error);
    await approveReturn(db, requested.value, byStaff(delivered));
    await refundReturn(db, requested.value, { restock: false, note: "" }, byStaff(delivered));
    expect(await refundsOf(id)).toMatchObject([{ amountCents: 5_500, shippingCents: 500 }]);
  });

  it("can be declared again for its items after it is rejected", async () => {
    const { id } = await deliveredOrder();
    const first = await requestReturn(db, id, withdrawal(2), byCustomer(delivered));
    if (!first.ok) throw new Error(first.error);
    expect(await requestReturn(db, id, withdrawal(1), byCustomer(delivered))).toEqual({ ok: false, error: "more_than_left" });
    expect(await rejectReturn(db, first.value, " ", byStaff(delivered))).toEqual({ ok: false, error: "no_reason" });
    await rejectReturn(db, first.value, "The seal is broken.", byStaff(delivered));
    expect(await approveReturn(db, first.value, byStaff(delivered))).toEqual({ ok: false, error: "illegal_status" });
    expect((await requestReturn(db, id, withdrawal(1), byCustomer(delivered))).ok).toBe(true);
  });

  it("is not possible for sealed goods, which can be returned if they are faulty", async () => {
    const { id, shirt } = await deliveredOrder();
    await db.update(products).set({ returnable: false }).where(eq(products.id, shirt.productId));
    const sealed = await deliveredSealed();
    expect(await requestReturn(db, sealed, withdrawal(1), byCustomer(delivered))).toEqual({ ok: false, error: "not_returnable" });
    expect((await requestReturn(db, sealed, withdrawal(1, { kind: "return", reason: "torn" }), byCustomer(delivered))).ok).toBe(true);
    expect((await requestReturn(db, id, withdrawal(1), byCustomer(delivered))).ok).toBe(true);
  });

  it("must name existing items, with each line only once", async () => {
    const { id } = await deliveredOrder();
    const ask = (lines: ReturnRequest["lines"]) => requestReturn(db, id, withdrawal(1, { lines }), byCustomer(delivered));
    expect(await ask([])).toEqual({ ok: false, error: "nothing_chosen" });
    expect(
      await ask([
        { position: 1, quantity: 1 },
        { position: 1, quantity: 1 },
      ]),
    ).toEqual({ ok: false, error: "nothing_chosen" });
    expect(await ask([{ position: 2, quantity: 1 }])).toEqual({ ok: false, error: "more_than_left" });
    expect(await ask([{ position: 1, quantity: 0.5 }])).toEqual({ ok: false, error: "more_than_left" });
  });
});

async function deliveredSealed(): Promise<OrderId> {
  const sealed = await createVariant(db, { productId: (await createProduct(db, { returnable: false })).id });
  const cartId = await createCart(db, [{ variantId: sealed.id, quantity: 1 }]);
  const placed = await placeOrder(db, await checkoutInput(db, cartId, now), byCustomer(now));
  if (!placed.ok) throw new Error(placed.error);
  return placed.value.id;
}

it("leaves the stock ledger consistent", async () => {
  expect(await listStockDisagreements(db)).toEqual([]);
  expect(await db.$count(returns)).toBeGreaterThan(0);
});
