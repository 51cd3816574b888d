import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { variants } from "@/db/schema/catalog";
import { invoices } from "@/db/schema/invoices";
import { orderLines } from "@/db/schema/orders";
import { refunds } from "@/db/schema/payments";
import { coupons } from "@/db/schema/promotions";
import { returns } from "@/db/schema/returns";
import { outboxMessages, settings } from "@/db/schema/shop";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { setCoupon } from "@/lib/cart/change-cart";
import { type PlaceOrderInput, placeOrder } from "@/lib/checkout/place-order";
import { type OrderId, type ReturnId, returnIdSchema, type VariantId } from "@/lib/core/ids";
import { ZERO } from "@/lib/core/money";
import { shipOrder } from "@/lib/fulfilment/ship-order";
import { composeMail, currentFacts } from "@/lib/mail/compose-mail";
import { cancelPlacedOrder } from "@/lib/refunds/cancel-placed-order";
import { refundOrder } from "@/lib/refunds/refund-order";
import { recordTransfer } from "@/lib/settlement/record-transfer";
import { byCustomer, byStaff } from "@/tests/factories/actors";
import { checkoutInput, listStockDisagreements, openForTransfers } from "@/tests/factories/checkout";
import { getOrder } from "@/tests/factories/orders";
import { approveReturn } from "./approve-return";
import { closeReturn } from "./close-return";
import { listReturns } from "./queries";
import { receiveReturn } from "./receive-return";
import { refundReturn } from "./refund-return";
import { rejectReturn } from "./reject-return";
import { type ReturnRequest, requestReturn } from "./request-return";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const PARCEL = { carrier: "GLS", trackingNumber: "123" };
const RESTOCK = { restock: true, note: "" };

beforeAll(async () => {
  await openForTransfers(db);
  await db.insert(coupons).values({ code: "ALL", kind: "percentage", value: 100, validFrom: new Date(0) });
});
beforeEach(() => async () => await db.delete(settings).where(eq(settings.key, "shipping")));

type Wanted = Partial<PlaceOrderInput> & { coupon?: string; gift?: boolean };

/** Places an order of two shirts at 25.00 with delivery at 5.00, and of a cap at 0.00 if there is a gift. */
async function place({ coupon, gift = false, ...values }: Wanted = {}) {
  const shirt = await createVariant(db, { onHand: 5 });
  const cap = await createVariant(db, { onHand: 5, priceCents: ZERO });
  const goods = [{ variantId: shirt.id, quantity: 2 }, ...(gift ? [{ variantId: cap.id, quantity: 1 }] : [])];
  const cartId = await createCart(db, goods);
  if (coupon) await setCoupon(db, cartId, coupon, now);
  const placed = await placeOrder(db, await checkoutInput(db, cartId, now, values), byCustomer(now));
  if (!placed.ok) throw new Error(placed.error);
  const { id } = placed.value;
  const stockOf = async (variantId: VariantId) =>
    (await db.select({ onHand: variants.onHand, reserved: variants.reserved }).from(variants).where(eq(variants.id, variantId)))[0];
  const lines = await db.select().from(orderLines).where(eq(orderLines.orderId, id));
  const positionOf = (variantId: VariantId) => lines.find((line) => line.variantId === variantId)?.position ?? 0;
  return { id, shirt: shirt.id, cap: cap.id, stockOf, positionOf, totalCents: (await getOrder(db, id)).totalCents };
}

/** Places an order and pays it by transfer. */
async function paid(wanted: Wanted = {}) {
  const placed = await place({ ...wanted, paymentMethod: "bank_transfer" });
  await recordTransfer(db, placed.id, { amountCents: placed.totalCents, entry: placed.id }, byStaff(now));
  return placed;
}

async function approved(id: OrderId, position: number, quantity: number, kind: ReturnRequest["kind"] = "withdrawal"): Promise<ReturnId> {
  const declared = { id: returnIdSchema.parse(randomUUID()), kind, name: "Ana Babić", email: "ana@example.com", reason: "torn" };
  const requested = await requestReturn(db, id, { ...declared, lines: [{ position, quantity }] }, byCustomer(now));
  if (!requested.ok) throw new Error(requested.error);
  await approveReturn(db, requested.value, byStaff(now));
  return requested.value;
}

const refundsOf = async (id: OrderId) => await db.select().from(refunds).where(eq(refunds.orderId, id)).orderBy(refunds.createdAt);
const amountsOf = async (id: OrderId) => (await refundsOf(id)).map(({ amountCents }) => amountCents);

describe.each(["closed", "refunded"] as const)("a return, %s by staff,", (how) => {
  const end = async (id: ReturnId) =>
    how === "closed" ? await closeReturn(db, id, RESTOCK, byStaff(now)) : await refundReturn(db, id, RESTOCK, byStaff(now));

  it("of an item at 0.00 of a paid order ends without a refund, and its stock is taken in", async () => {
    const { id, cap, stockOf, positionOf } = await paid({ gift: true });
    await shipOrder(db, id, PARCEL, byStaff(now));
    const returnId = await approved(id, positionOf(cap), 1);
    await receiveReturn(db, returnId, byStaff(now));
    expect(await end(returnId)).toEqual({ ok: true, value: undefined });
    expect([await listReturns(db, id), await amountsOf(id)]).toMatchObject([[{ status: "closed" }], []]);
    expect(await stockOf(cap)).toEqual({ onHand: 5, reserved: 0 });
  });

  it("of a part ends without a refund where a coupon of 100 % left only delivery to pay, and its stock is taken in", async () => {
    const { id, shirt, totalCents, stockOf } = await paid({ coupon: "ALL" });
    expect(totalCents).toBe(500);
    await shipOrder(db, id, PARCEL, byStaff(now));
    const returnId = await approved(id, 1, 1, "return");
    await receiveReturn(db, returnId, byStaff(now));
    expect(await end(returnId)).toEqual({ ok: true, value: undefined });
    expect([await listReturns(db, id), await amountsOf(id)]).toMatchObject([[{ status: "closed" }], []]);
    expect(await stockOf(shirt)).toEqual({ onHand: 4, reserved: 0 });
  });
});

describe("delivery", () => {
  it("is not paid back with the rest of an order whose other withdrawal was rejected", async () => {
    const { id } = await paid();
    await shipOrder(db, id, PARCEL, byStaff(now));
    const [first, second] = [await approved(id, 1, 1), await approved(id, 1, 1)];
    await rejectReturn(db, first, "worn", byStaff(now));
    await refundReturn(db, second, RESTOCK, byStaff(now));
    expect(await amountsOf(id)).toEqual([2500]);
  });

  it("is not paid back with the rest of an order whose other refund failed", async () => {
    const { id } = await paid();
    await shipOrder(db, id, PARCEL, byStaff(now));
    const one = { what: { kind: "lines", lines: [{ position: 1, quantity: 1 }], shippingCents: ZERO } as const, note: "", iban: null };
    expect((await refundOrder(db, id, { ...one, restock: false }, byStaff(now))).ok).toBe(true);
    await db.update(refunds).set({ status: "failed", closedAt: now }).where(eq(refunds.orderId, id));
    await refundReturn(db, await approved(id, 1, 1), RESTOCK, byStaff(now));
    expect(await amountsOf(id)).toEqual([2500, 2500]);
  });

  it("is credited as it was charged where express cost less than standard delivery", async () => {
    const methods = { standard: { cents: 900, days: [1, 3] }, express: { cents: 400, days: [1, 1] } };
    await db.insert(settings).values({ key: "shipping", value: { zones: [{ name: "Croatia", countries: ["HR"], methods }] } });
    const { id } = await place({ shippingMethod: "express" });
    await shipOrder(db, id, PARCEL, byStaff(now));
    const returnId = await approved(id, 1, 2);
    await receiveReturn(db, returnId, byStaff(now));
    expect((await closeReturn(db, returnId, RESTOCK, byStaff(now))).ok).toBe(true);
    const isNote = and(eq(invoices.orderId, id), eq(invoices.kind, "credit_note"));
    const [note] = await db.select().from(invoices).where(isNote);
    expect(note?.content).toMatchObject({ totalCents: 5400, shippingCents: 400, lines: [{ position: 1, paidCents: 5000 }] });
  });
});

it.each(["requested", "approved", "received"] as const)("a return that is %s is closed when its order is cancelled", async (status) => {
  const { id } = await place();
  const returnId = await approved(id, 1, 1);
  if (status === "received") await receiveReturn(db, returnId, byStaff(now));
  else await db.update(returns).set({ status }).where(eq(returns.id, returnId));
  expect((await cancelPlacedOrder(db, id, { reason: "staff", note: "" }, byStaff(now))).ok).toBe(true);
  expect(await listReturns(db, id)).toMatchObject([{ status: "closed" }]);
});

it.each(["paid", "unpaid"])("a withdrawal from a whole unsent order, %s, is mailed as the customer's own decision", async (state) => {
  const { id } = state === "paid" ? await paid() : await place();
  const returnId = await approved(id, 1, 2);
  const ended = state === "paid" ? refundReturn(db, returnId, RESTOCK, byStaff(now)) : closeReturn(db, returnId, RESTOCK, byStaff(now));
  expect((await ended).ok).toBe(true);
  expect(await getOrder(db, id)).toMatchObject({ status: "cancelled", cancelReason: "customer" });
  const [message] = await db
    .select()
    .from(outboxMessages)
    .where(and(eq(outboxMessages.orderId, id), eq(outboxMessages.kind, "cancelled")));
  if (!message) throw new Error("no mail was written");
  const { text } = await composeMail(db, message, await currentFacts(db, message));
  expect(text).toContain("You cancelled your order");
  expect(text).not.toContain("sorry");
});

it("leaves the stock ledger consistent", async () => {
  expect(await listStockDisagreements(db)).toEqual([]);
});
