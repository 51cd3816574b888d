import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { variants } from "@/db/schema/catalog";
import { invoices } from "@/db/schema/invoices";
import { alerts, refunds } from "@/db/schema/payments";
import { coupons } from "@/db/schema/promotions";
import { returns } from "@/db/schema/returns";
import { outboxMessages, settings } from "@/db/schema/shop";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { placeOrder } from "@/lib/checkout/place-order";
import { type OrderId, returnIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { shipOrder } from "@/lib/fulfilment/ship-order";
import { findDocument } from "@/lib/invoices/queries";
import { readDifferences } from "@/lib/operations/verify-books";
import { readWorkQueue } from "@/lib/operations/work-queue";
import { listEvents } from "@/lib/orders/events";
import { findOrderPayment } from "@/lib/payments/queries";
import { cancelPlacedOrder } from "@/lib/refunds/cancel-placed-order";
import { refundOrder } from "@/lib/refunds/refund-order";
import { markTransferred, saveRefundIban } from "@/lib/refunds/transfer-refund";
import { approveReturn } from "@/lib/returns/approve-return";
import { closeReturn } from "@/lib/returns/close-return";
import { receiveReturn } from "@/lib/returns/receive-return";
import { refundReturn } from "@/lib/returns/refund-return";
import { requestReturn } from "@/lib/returns/request-return";
import { recordCash, recordTransfer } from "@/lib/settlement/record-transfer";
import { startPayment } from "@/lib/settlement/start-payment";
import { byCustomer, byStaff } from "./factories/actors";
import { checkoutInput, listStockDisagreements } from "./factories/checkout";
import { printedPages } from "./factories/invoices";
import { getOrder } from "./factories/orders";

// The life of an order whose coupon covers everything: two items at 25.00, delivered free.

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const PARCEL = { carrier: "GLS", trackingNumber: "123" };

beforeAll(async () => {
  await db.insert(settings).values([
    { key: "company", value: { iban: "HR1210010051863000160", email: "staff@shop.example" } },
    { key: "shipping", value: { freeFromCents: 0 } },
  ]);
  await db.insert(coupons).values({ code: "GIFT", kind: "percentage", value: 100, validFrom: new Date(0) });
});

async function place() {
  const shirt = await createVariant(db, { onHand: 5 });
  const cartId = await createCart(db, [{ variantId: shirt.id, quantity: 2 }], { couponCode: "GIFT" });
  const outcome = await placeOrder(db, await checkoutInput(db, cartId, now, { paymentMethod: "free" }), byCustomer(now));
  if (!outcome.ok) throw new Error(outcome.error);
  const stock = async () => {
    const [row] = await db.select({ onHand: variants.onHand, reserved: variants.reserved }).from(variants).where(eq(variants.id, shirt.id));
    return row;
  };
  return { id: outcome.value.id, stock };
}

async function withdraw(id: OrderId, quantity: number) {
  const declared = { kind: "withdrawal" as const, name: "Ana Babić", email: "ana@example.com", reason: "" };
  const lines = [{ position: 1, quantity }];
  const requested = await requestReturn(db, id, { ...declared, id: returnIdSchema.parse(randomUUID()), lines }, byCustomer(later(5)));
  if (!requested.ok) throw new Error(requested.error);
  await approveReturn(db, requested.value, byStaff(later(6)));
  return requested.value;
}

const documentsOf = async (id: OrderId) => await db.select().from(invoices).where(eq(invoices.orderId, id));
const statusOfReturns = async (id: OrderId) =>
  (await db.select({ status: returns.status }).from(returns).where(eq(returns.orderId, id))).map(({ status }) => status);
const expectBooksToAgree = async () => {
  expect(await listStockDisagreements(db)).toEqual([]);
  expect((await readDifferences(db)).filter(({ differences }) => differences > 0)).toEqual([]);
};

describe("an order with nothing to pay", () => {
  it("can be packed at once and awaits no money", async () => {
    const { id } = await place();
    expect(await findOrderPayment(db, id)).toMatchObject({ status: "nothing_to_pay", dueCents: 0, openMethod: null });
    const order = await getOrder(db, id);
    const { toPack, owed, transfers, underpaid } = await readWorkQueue(db, 20);
    expect(toPack.first.map(({ reference }) => reference)).toContain(order.reference);
    expect([owed.total, transfers.total, underpaid.total]).toEqual([0, 0, 0]);
    const mails = await db.select({ kind: outboxMessages.kind }).from(outboxMessages).where(eq(outboxMessages.orderId, id));
    expect(mails.map(({ kind }) => kind).sort()).toEqual(["order_received", "staff_low_stock", "staff_new_order"]);
    expect(await findDocument(db, order, undefined)).toBeUndefined();
    expect(await startPayment(db, id, "card", now)).toMatchObject({ ok: false });
    expect(await recordCash(db, id, cents(100), byStaff(now))).toEqual({ ok: false, error: "not_cash_on_delivery" });
    expect((await listEvents(db, id)).map(({ kind }) => kind)).toEqual(["placed", "confirmed"]);
  });

  it.each(["shipped", "paid"])("is invoiced when its first parcel leaves if unpaid orders are invoiced when %s", async (unpaidAt) => {
    await db.insert(settings).values({ key: "invoices", value: { unpaidAt } });
    const { id } = await place();
    expect(await documentsOf(id)).toEqual([]);
    for (const _ of [1, 2]) {
      expect((await shipOrder(db, id, { ...PARCEL, lines: [{ position: 1, quantity: 1 }] }, byStaff(later(1)))).ok).toBe(true);
      expect(await documentsOf(id)).toMatchObject([{ kind: "invoice", content: { totalCents: 0, paymentMethod: "free" } }]);
    }
    await db.delete(settings).where(eq(settings.key, "invoices"));
    const document = await findDocument(db, await getOrder(db, id), undefined);
    if (!document) throw new Error("no invoice");
    expect((await printedPages(document)).join("")).toContain("PaymentNothingtopay");
  });

  it("is invoiced for the items that are sent", async () => {
    const { id } = await place();
    expect(await closeReturn(db, await withdraw(id, 1), { restock: true }, byStaff(later(7)))).toEqual({ ok: true, value: undefined });
    expect((await shipOrder(db, id, PARCEL, byStaff(later(8)))).ok).toBe(true);
    expect(await documentsOf(id)).toMatchObject([
      { content: { totalCents: 0, lines: [{ quantity: 1, discountCents: 2500, paidCents: 0 }] } },
    ]);
    await expectBooksToAgree();
  });

  it("can be cancelled within the hour, which gives back stock and coupon and refunds nothing", async () => {
    const { id, stock } = await place();
    const used = async () => (await db.select({ used: coupons.timesUsed }).from(coupons))[0]?.used ?? 0;
    const before = await used();
    expect((await cancelPlacedOrder(db, id, { reason: "customer", note: "" }, byCustomer(later(59)))).ok).toBe(true);
    expect(await getOrder(db, id)).toMatchObject({ status: "cancelled" });
    expect(await stock()).toEqual({ onHand: 5, reserved: 0 });
    expect(await used()).toBe(before - 1);
    expect(await db.$count(refunds, eq(refunds.orderId, id))).toBe(0);
    expect(await documentsOf(id)).toEqual([]);
    expect(await findOrderPayment(db, id)).toMatchObject({ status: "nothing_to_pay" });
  });

  it("has nothing to refund, which stops nothing", async () => {
    const { id } = await place();
    const whole = { what: { kind: "whole" }, restock: true, note: "", iban: null } as const;
    expect(await refundOrder(db, id, whole, byStaff(later(1)))).toEqual({ ok: false, error: "nothing_to_refund" });
    expect(await getOrder(db, id)).toMatchObject({ status: "confirmed" });
  });

  it.each([
    ["closed", closeReturn],
    ["refunded", refundReturn],
  ])("is taken back into stock when its return is %s, without refund or credit note", async (_, end) => {
    const { id, stock } = await place();
    await shipOrder(db, id, PARCEL, byStaff(later(1)));
    const returnId = await withdraw(id, 2);
    await receiveReturn(db, returnId, byStaff(later(10)));
    expect(await end(db, returnId, { restock: true, note: "" }, byStaff(later(11)))).toEqual({ ok: true, value: undefined });
    expect(await statusOfReturns(id)).toEqual(["closed"]);
    expect(await stock()).toEqual({ onHand: 5, reserved: 0 });
    expect(await documentsOf(id)).toMatchObject([{ kind: "invoice" }]);
    expect(await db.$count(refunds, eq(refunds.orderId, id))).toBe(0);
    await expectBooksToAgree();
  });

  it("refunds a transfer recorded to it by mistake, alerts staff and is still sent", async () => {
    const { id } = await place();
    const money = { amountCents: cents(500), entry: "wrong order" };
    expect(await recordTransfer(db, id, money, byStaff(later(1)))).toEqual({ ok: true, value: "refunded" });
    expect(await db.select({ kind: alerts.kind }).from(alerts).where(eq(alerts.orderId, id))).toEqual([{ kind: "paid_twice" }]);
    expect(await findOrderPayment(db, id)).toMatchObject({ status: "nothing_to_pay", keptCents: 0, refundedCents: 500, dueCents: 0 });
    const [refund] = await db.select().from(refunds).where(eq(refunds.orderId, id));
    if (!refund) throw new Error("no refund");
    expect(refund).toMatchObject({ status: "to_transfer", amountCents: 500 });
    await saveRefundIban(db, id, "HR1210010051863000160", byCustomer(later(2)));
    expect((await markTransferred(db, refund.id, byStaff(later(60 * 24 * 7)))).ok).toBe(true);
    expect(await getOrder(db, id)).toMatchObject({ status: "confirmed" });
    expect((await shipOrder(db, id, PARCEL, byStaff(later(60 * 24 * 8)))).ok).toBe(true);
    expect(await documentsOf(id)).toMatchObject([{ kind: "invoice" }]);
    await expectBooksToAgree();
  });
});
