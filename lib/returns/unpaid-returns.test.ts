import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { variants } from "@/db/schema/catalog";
import { invoices } from "@/db/schema/invoices";
import { orders } from "@/db/schema/orders";
import { refunds } from "@/db/schema/payments";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { placeOrder } from "@/lib/checkout/place-order";
import { type OrderId, returnIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { shipOrder } from "@/lib/fulfilment/ship-order";
import { cancelPlacedOrder } from "@/lib/refunds/cancel-placed-order";
import { recordCash } from "@/lib/settlement/record-transfer";
import { byCustomer, byStaff } from "@/tests/factories/actors";
import { checkoutInput, listStockDisagreements } from "@/tests/factories/checkout";
import { approveReturn } from "./approve-return";
import { closeReturn } from "./close-return";
import { listReturns } from "./queries";
import { receiveReturn } from "./receive-return";
import { refundReturn } from "./refund-return";
import { requestReturn } from "./request-return";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const PARCEL = { carrier: "GLS", trackingNumber: "123" };
const declaration = { kind: "withdrawal" as const, name: "Ana Babić", email: "ana@example.com", reason: "" };

/** Places an order of two items at 25.00 with delivery, to be paid to the courier. */
async function placed() {
  const shirt = await createVariant(db, { onHand: 5 });
  const cartId = await createCart(db, [{ variantId: shirt.id, quantity: 2 }]);
  const outcome = await placeOrder(db, await checkoutInput(db, cartId, now), byCustomer(now));
  if (!outcome.ok) throw new Error(outcome.error);
  const stock = async () => {
    const [row] = await db.select({ onHand: variants.onHand, reserved: variants.reserved }).from(variants).where(eq(variants.id, shirt.id));
    return row;
  };
  return { id: outcome.value.id, stock };
}
async function withdrawn(id: OrderId, quantity: number) {
  const requested = await requestReturn(
    db,
    id,
    { ...declaration, id: returnIdSchema.parse(randomUUID()), lines: [{ position: 1, quantity }] },
    byCustomer(now),
  );
  if (!requested.ok) throw new Error(requested.error);
  return requested.value;
}
const creditedOf = async (id: OrderId) =>
  (await db.select().from(invoices).where(eq(invoices.orderId, id)))
    .filter(({ kind }) => kind === "credit_note")
    .map(({ content }) => content.totalCents);
const RESTOCK = { restock: true };

it("an unpaid return is credited and closed once, after its parcel is received, without a refund", async () => {
  const { id, stock } = await placed();
  await shipOrder(db, id, PARCEL, byStaff(now));
  const returnId = await withdrawn(id, 2);
  expect(await closeReturn(db, returnId, RESTOCK, byStaff(now))).toEqual({ ok: false, error: "illegal_status" });
  await approveReturn(db, returnId, byStaff(now));
  await receiveReturn(db, returnId, byStaff(now));
  expect(await refundReturn(db, returnId, { restock: true, note: "" }, byStaff(now))).toEqual({ ok: false, error: "not_paid" });
  const outcomes = await Promise.all([1, 2, 3].map(() => closeReturn(db, returnId, RESTOCK, byStaff(now))));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await listReturns(db, id)).toMatchObject([{ status: "closed" }]);
  expect(await stock()).toEqual({ onHand: 5, reserved: 0 });
  expect(await creditedOf(id)).toEqual([5_500]);
  expect(await db.$count(refunds, eq(refunds.orderId, id))).toBe(0);
});

it("unpaid items are credited once each, and delivery with the last one", async () => {
  const { id } = await placed();
  await shipOrder(db, id, PARCEL, byStaff(now));
  for (const credited of [[2_500], [2_500, 3_000]]) {
    const returnId = await withdrawn(id, 1);
    await approveReturn(db, returnId, byStaff(now));
    expect((await closeReturn(db, returnId, RESTOCK, byStaff(now))).ok).toBe(true);
    expect((await creditedOf(id)).toSorted((one, other) => one - other)).toEqual(credited);
  }
});

it("a return of a paid order can't be closed", async () => {
  const { id } = await placed();
  await shipOrder(db, id, PARCEL, byStaff(now));
  await recordCash(db, id, cents(5_500), byStaff(now));
  const returnId = await withdrawn(id, 1);
  await approveReturn(db, returnId, byStaff(now));
  expect(await closeReturn(db, returnId, RESTOCK, byStaff(now))).toEqual({ ok: false, error: "paid" });
});

it("an open withdrawal blocks only its own items from being sent, and closing it may ship or cancel the order", async () => {
  const { id, stock } = await placed();
  const returnId = await withdrawn(id, 1);
  const both = { ...PARCEL, lines: [{ position: 1, quantity: 2 }] };
  expect(await shipOrder(db, id, both, byStaff(now))).toEqual({ ok: false, error: "withdrawn" });
  expect((await shipOrder(db, id, PARCEL, byStaff(now))).ok).toBe(true);
  expect(await shipOrder(db, id, PARCEL, byStaff(now))).toEqual({ ok: false, error: "withdrawn" });
  expect(await stock()).toEqual({ onHand: 4, reserved: 1 });
  await approveReturn(db, returnId, byStaff(now));
  expect((await closeReturn(db, returnId, RESTOCK, byStaff(now))).ok).toBe(true);
  expect(await stock()).toEqual({ onHand: 4, reserved: 0 });
  expect((await db.select().from(orders).where(eq(orders.id, id)))[0]).toMatchObject({ status: "shipped" });

  const whole = await placed();
  const all = await withdrawn(whole.id, 2);
  await approveReturn(db, all, byStaff(now));
  expect((await closeReturn(db, all, RESTOCK, byStaff(now))).ok).toBe(true);
  expect((await db.select().from(orders).where(eq(orders.id, whole.id)))[0]).toMatchObject({ status: "cancelled" });
  expect(await db.$count(invoices, eq(invoices.orderId, whole.id))).toBe(0);
  expect(await whole.stock()).toEqual({ onHand: 5, reserved: 0 });
});

it("an unpaid return is closed when its order is cancelled", async () => {
  const { id } = await placed();
  await withdrawn(id, 1);
  expect((await cancelPlacedOrder(db, id, { reason: "staff", note: "" }, byStaff(now))).ok).toBe(true);
  expect(await listReturns(db, id)).toMatchObject([{ status: "closed" }]);
  expect(await db.$count(invoices, eq(invoices.orderId, id))).toBe(0);
});

it("leaves the stock ledger consistent", async () => {
  expect(await listStockDisagreements(db)).toEqual([]);
});
