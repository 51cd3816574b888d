import { and, eq, like } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { variants } from "@/db/schema/catalog";
import { orderEvents, orders } from "@/db/schema/orders";
import { payments, refunds } from "@/db/schema/payments";
import { outboxMessages } from "@/db/schema/shop";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { placeOrder } from "@/lib/checkout/place-order";
import { GUEST } from "@/lib/core/actor";
import type { OrderId } from "@/lib/core/ids";
import { cents, ZERO } from "@/lib/core/money";
import { findDocument } from "@/lib/invoices/queries";
import { listEvents } from "@/lib/orders/events";
import { findOrderPayment } from "@/lib/payments/queries";
import { cancelPlacedOrder } from "@/lib/refunds/cancel-placed-order";
import { type RefundRequest, refundOrder } from "@/lib/refunds/refund-order";
import { dropAccount, markTransferred, saveRefundIban } from "@/lib/refunds/transfer-refund";
import { expireHolds } from "@/lib/settlement/expire-holds";
import { recordCash, recordTransfer } from "@/lib/settlement/record-transfer";
import { byCustomer, byStaff, STAFF } from "@/tests/factories/actors";
import { checkoutInput, listStockDisagreements, openForTransfers } from "@/tests/factories/checkout";
import { confirmUnpaid } from "./confirm-order";
import { deliverShipment } from "./deliver-shipment";
import { shipOrder } from "./ship-order";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const PARCEL = { carrier: "GLS", trackingNumber: "123" };

beforeAll(async () => await openForTransfers(db));

/** Places an order of three items at 33.33 and one at 25.00, with delivery at 5.00: 129.99. */
async function place(paymentMethod: "cash_on_delivery" | "bank_transfer" = "cash_on_delivery") {
  const first = await createVariant(db, { onHand: 10, priceCents: cents(3333) });
  const second = await createVariant(db, { onHand: 10 });
  const cartId = await createCart(db, [
    { variantId: first.id, quantity: 3 },
    { variantId: second.id, quantity: 1 },
  ]);
  const outcome = await placeOrder(db, await checkoutInput(db, cartId, now, { paymentMethod }), byCustomer(now));
  if (!outcome.ok) throw new Error(outcome.error);
  const { id } = outcome.value;
  const stock = async () => {
    const [row] = await db.select({ onHand: variants.onHand, reserved: variants.reserved }).from(variants).where(eq(variants.id, first.id));
    return row;
  };
  return { id, stock };
}

const statusOf = async (id: OrderId) => (await db.select({ status: orders.status }).from(orders).where(eq(orders.id, id)))[0]?.status;
const kinds = async (id: OrderId) =>
  (await db.select({ kind: orderEvents.kind }).from(orderEvents).where(eq(orderEvents.orderId, id)).orderBy(orderEvents.id)).map(
    ({ kind }) => kind,
  );
const refundsOf = async (id: OrderId) => await db.select().from(refunds).where(eq(refunds.orderId, id)).orderBy(refunds.createdAt);

async function paidByTransfer() {
  const order = await place("bank_transfer");
  await recordTransfer(db, order.id, { amountCents: cents(12_999), entry: crypto.randomUUID() }, byStaff(later(1)));
  return order;
}

const request = (what: RefundRequest["what"], values: Partial<RefundRequest> = {}): RefundRequest => ({
  what,
  restock: false,
  note: "",
  iban: null,
  ...values,
});

describe("an order", () => {
  it("is shipped with its second parcel and delivered once both have arrived", async () => {
    const { id, stock } = await place();
    const firstParcel = await shipOrder(db, id, { ...PARCEL, lines: [{ position: 1, quantity: 2 }] }, byStaff(later(10)));
    expect(firstParcel.ok).toBe(true);
    expect(await statusOf(id)).toBe("confirmed");
    expect(await stock()).toEqual({ onHand: 8, reserved: 1 });
    expect(await shipOrder(db, id, { ...PARCEL, lines: [{ position: 1, quantity: 2 }] }, byStaff(later(11)))).toEqual({
      ok: false,
      error: "more_than_left",
    });
    const secondParcel = await shipOrder(db, id, PARCEL, byStaff(later(12)));
    expect(await statusOf(id)).toBe("shipped");
    expect(await shipOrder(db, id, PARCEL, byStaff(later(13)))).toEqual({ ok: false, error: "not_confirmed" });
    if (!firstParcel.ok || !secondParcel.ok) throw new Error("not shipped");
    expect(await deliverShipment(db, firstParcel.value, byStaff(later(20)))).toEqual({ ok: true, value: undefined });
    expect(await statusOf(id)).toBe("shipped");
    await deliverShipment(db, secondParcel.value, byStaff(later(21)));
    expect(await statusOf(id)).toBe("delivered");
    expect(await deliverShipment(db, secondParcel.value, byStaff(later(22)))).toEqual({ ok: false, error: "already_delivered" });
    expect(await kinds(id)).toEqual(["placed", "confirmed", "shipped", "shipped", "delivered", "delivered"]);
  });

  it("is delivered when its only parcel has arrived and the rest is refunded", async () => {
    const { id } = await paidByTransfer();
    const sent = await shipOrder(db, id, { ...PARCEL, lines: [{ position: 1, quantity: 3 }] }, byStaff(later(2)));
    if (!sent.ok) throw new Error(sent.error);
    await deliverShipment(db, sent.value, byStaff(later(3)));
    expect(await statusOf(id)).toBe("confirmed");
    const rest = request({ kind: "lines", lines: [{ position: 2, quantity: 1 }], shippingCents: ZERO }, { restock: true });
    expect((await refundOrder(db, id, rest, byStaff(later(4)))).ok).toBe(true);
    expect(await statusOf(id)).toBe("delivered");
    const mails = await db
      .select()
      .from(outboxMessages)
      .where(eq(outboxMessages.dedupeKey, `delivered:${id}`));
    expect(mails).toMatchObject([{ data: { lastReturnDay: "2026-12-08" } }]);
  });

  it("is sent once when ten members of staff send it at the same time", async () => {
    const { id, stock } = await place();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => shipOrder(db, id, PARCEL, byStaff(later(1)))));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await stock()).toEqual({ onHand: 7, reserved: 0 });
  });

  it("must be paid first unless staff confirm it", async () => {
    const { id } = await place("bank_transfer");
    expect(await shipOrder(db, id, PARCEL, byStaff(later(1)))).toEqual({ ok: false, error: "not_confirmed" });
    expect((await confirmUnpaid(db, id, byStaff(later(2)))).ok).toBe(true);
    expect(await confirmUnpaid(db, id, byStaff(later(3)))).toEqual({ ok: false, error: "not_pending" });
    expect((await shipOrder(db, id, PARCEL, byStaff(later(4)))).ok).toBe(true);
  });
});

describe("a payment recorded by staff", () => {
  it("by transfer confirms the order once it is complete, and counts each entry once", async () => {
    const { id } = await place("bank_transfer");
    const entry = { amountCents: cents(10_000), entry: `entry-${id}` };
    expect(await recordTransfer(db, id, entry, byStaff(later(1)))).toEqual({ ok: true, value: "underpaid" });
    expect(await recordTransfer(db, id, entry, byStaff(later(1)))).toEqual({ ok: false, error: "already_recorded" });
    expect(await statusOf(id)).toBe("pending");
    const [order] = await db.select().from(orders).where(eq(orders.id, id));
    const proForma = order && (await findDocument(db, order, undefined));
    expect(proForma).toMatchObject({ kind: "pro_forma", transfer: { amountCents: 2_999, epc: expect.stringContaining("\nEUR29.99\n") } });
    expect(await recordTransfer(db, id, { amountCents: cents(3_000), entry: `rest-${id}` }, byStaff(later(2)))).toEqual({
      ok: true,
      value: "overpaid",
    });
    expect(await statusOf(id)).toBe("confirmed");
    expect(await findOrderPayment(db, id)).toMatchObject({ status: "paid", capturedCents: 13_000 });
  });

  it("of part of the amount is refunded when the rest does not arrive in time", async () => {
    const { id } = await place("bank_transfer");
    await recordTransfer(db, id, { amountCents: cents(10_000), entry: `part-${id}` }, byStaff(later(1)));
    await expireHolds(db, later(8 * 24 * 60), 100);
    expect(await statusOf(id)).toBe("cancelled");
    expect(await refundsOf(id)).toMatchObject([{ status: "to_transfer", amountCents: 10_000 }]);
    // The rest arrives late and is refunded too, because alone it does not cover the order.
    expect(await recordTransfer(db, id, { amountCents: cents(2_999), entry: `late-${id}` }, byStaff(later(9 * 24 * 60)))).toEqual({
      ok: true,
      value: "refunded",
    });
    expect(await statusOf(id)).toBe("cancelled");
    expect((await refundsOf(id)).map(({ amountCents }) => amountCents).sort()).toEqual([10_000, 2_999]);
    // The whole amount at once reopens the order.
    expect(await recordTransfer(db, id, { amountCents: cents(12_999), entry: `whole-${id}` }, byStaff(later(9 * 24 * 60)))).toEqual({
      ok: true,
      value: "paid",
    });
    expect(await statusOf(id)).toBe("confirmed");
    expect((await refundsOf(id)).length).toBe(2);
  });

  it("in cash counts once, and only for an order with cash on delivery", async () => {
    const { id } = await place();
    expect(await recordCash(db, id, cents(12_999), byStaff(later(1)))).toEqual({ ok: true, value: "paid" });
    expect(await recordCash(db, id, cents(12_999), byStaff(later(1)))).toEqual({ ok: false, error: "already_recorded" });
    expect(await recordCash(db, (await place("bank_transfer")).id, cents(1), byStaff(later(1)))).toEqual({
      ok: false,
      error: "not_cash_on_delivery",
    });
  });
});

describe("a cancelling customer", () => {
  const BY = { reason: "customer", note: "" } as const;

  it("succeeds within an hour of ordering", async () => {
    const [early, late] = [await place(), await place()];
    expect(await cancelPlacedOrder(db, early.id, BY, byCustomer(later(60)))).toEqual({ ok: true, value: undefined });
    expect(await cancelPlacedOrder(db, late.id, BY, byCustomer(new Date(later(60).getTime() + 1)))).toEqual({
      ok: false,
      error: "too_late",
    });
    expect(await early.stock()).toEqual({ onHand: 10, reserved: 0 });
  });

  it("succeeds, or staff shipping at the same time, but not both", async () => {
    for (let round = 0; round < 8; round += 1) {
      const { id, stock } = await place();
      const [cancelled, again, shipped] = await Promise.all([
        cancelPlacedOrder(db, id, BY, byCustomer(later(5))),
        cancelPlacedOrder(db, id, BY, byCustomer(later(5))),
        shipOrder(db, id, { ...PARCEL, lines: [{ position: 2, quantity: 1 }] }, byStaff(later(5))),
      ]);
      expect([cancelled.ok, again.ok, shipped.ok].filter(Boolean)).toHaveLength(1);
      expect(await stock()).toEqual({ onHand: 10, reserved: shipped.ok ? 3 : 0 });
    }
  });

  it("gets a transfer refunded to the bank account they enter", async () => {
    const { id } = await paidByTransfer();
    expect((await cancelPlacedOrder(db, id, BY, byCustomer(later(5)))).ok).toBe(true);
    const [refund] = await refundsOf(id);
    if (!refund) throw new Error("no refund");
    expect(refund).toMatchObject({ status: "to_transfer", amountCents: 12_999, iban: null });
    expect(await markTransferred(db, refund.id, byStaff(later(6)))).toEqual({ ok: false, error: "iban_missing" });
    expect((await saveRefundIban(db, id, "HR1210010051863000160", byCustomer(later(6)))).ok).toBe(true);
    expect(await saveRefundIban(db, id, "HR1723600001101234565", byCustomer(later(6)))).toEqual({ ok: false, error: "nothing_waits" });
    const twoDays = 2 * 24 * 60;
    expect(await markTransferred(db, refund.id, byStaff(later(5 + twoDays)))).toEqual({ ok: false, error: "too_early" });
    expect((await markTransferred(db, refund.id, byStaff(later(6 + twoDays)))).ok).toBe(true);
    expect(await markTransferred(db, refund.id, byStaff(later(7 + twoDays)))).toEqual({ ok: false, error: "not_to_transfer" });
    expect(await findOrderPayment(db, id)).toMatchObject({ status: "refunded" });
    expect((await listEvents(db, id)).slice(-2)).toMatchObject([
      { kind: "account_named", data: {}, actor: GUEST, createdAt: later(6) },
      { kind: "refunded", data: { amountCents: 12_999 }, actor: STAFF, createdAt: later(6 + twoDays) },
    ]);
  });

  it("learns of the account that was named, and names another after objecting to it", async () => {
    const { id } = await paidByTransfer();
    await cancelPlacedOrder(db, id, BY, byCustomer(later(5)));
    const [refund] = await refundsOf(id);
    if (!refund) throw new Error("no refund");
    const mails = async () => {
      const about = and(eq(outboxMessages.orderId, id), like(outboxMessages.kind, "account%"));
      return await db.select().from(outboxMessages).where(about).orderBy(outboxMessages.createdAt);
    };
    expect(await dropAccount(db, refund.id, byStaff(later(6)))).toEqual({ ok: false, error: "not_to_transfer" });
    await saveRefundIban(db, id, "HR1723600001101234565", byCustomer(later(6)));
    expect((await mails()).map(({ kind, data }) => [kind, data])).toEqual([
      ["account_named", { amountCents: 12_999, accountEnd: "4565", transferFrom: later(6 + 2 * 24 * 60).toISOString() }],
    ]);
    expect(await dropAccount(db, refund.id, byStaff(later(7)))).toMatchObject({ ok: true });
    expect(await refundsOf(id)).toMatchObject([{ iban: null, transferFrom: null, status: "to_transfer" }]);
    expect(await markTransferred(db, refund.id, byStaff(later(9000)))).toEqual({ ok: false, error: "iban_missing" });
    expect(await saveRefundIban(db, id, "HR1210010051863000160", byCustomer(later(8)))).toMatchObject({ ok: true });
    expect((await mails()).map(({ kind }) => kind)).toEqual(["account_named", "account_needed", "account_named"]);
  });
});

describe("a refund", () => {
  it("of items one by one adds up to the line to the cent", async () => {
    const { id } = await paidByTransfer();
    for (let item = 0; item < 3; item += 1) {
      const outcome = await refundOrder(
        db,
        id,
        request({ kind: "lines", lines: [{ position: 1, quantity: 1 }], shippingCents: ZERO }),
        byStaff(later(item)),
      );
      expect(outcome.ok).toBe(true);
    }
    expect((await refundsOf(id)).reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(9_999);
    expect(
      await refundOrder(db, id, request({ kind: "lines", lines: [{ position: 1, quantity: 1 }], shippingCents: ZERO }), byStaff(later(5))),
    ).toEqual({
      ok: false,
      error: "already_refunded",
    });
    expect((await refundOrder(db, id, request({ kind: "whole" }), byStaff(later(6)))).ok).toBe(true);
    expect((await refundsOf(id)).at(-1)).toMatchObject({
      amountCents: 3_000,
      shippingCents: 500,
      lines: [{ position: 2, quantity: 1, amountCents: 2_500 }],
    });
    expect(await refundOrder(db, id, request({ kind: "whole" }), byStaff(later(7)))).toEqual({ ok: false, error: "already_refunded" });
  });

  it("of a line is made once when it is requested ten times at once", async () => {
    const { id } = await paidByTransfer();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () =>
        refundOrder(db, id, request({ kind: "lines", lines: [{ position: 2, quantity: 1 }], shippingCents: "rest" }), byStaff(later(1))),
      ),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await refundsOf(id)).toMatchObject([{ amountCents: 3_000 }]);
  });

  it("never exceeds the captured amount, and is rejected for an unpaid order", async () => {
    const { id } = await paidByTransfer();
    const of = (amount: number) => refundOrder(db, id, request({ kind: "amount", amountCents: cents(amount) }), byStaff(later(1)));
    expect(await of(13_000)).toEqual({ ok: false, error: "more_than_captured" });
    const outcomes = await Promise.all([of(7_000), of(7_000)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await refundOrder(db, (await place()).id, request({ kind: "whole" }), byStaff(later(1)))).toEqual({
      ok: false,
      error: "not_paid",
    });
  });

  it("of unsent items stops them from being sent, and writes them off unless they are restocked", async () => {
    const { id, stock } = await paidByTransfer();
    const broken = request({ kind: "lines", lines: [{ position: 1, quantity: 2 }], shippingCents: ZERO });
    expect((await refundOrder(db, id, broken, byStaff(later(2)))).ok).toBe(true);
    expect(await stock()).toEqual({ onHand: 8, reserved: 1 });
    expect((await shipOrder(db, id, PARCEL, byStaff(later(3)))).ok).toBe(true);
    expect(await stock()).toEqual({ onHand: 7, reserved: 0 });
    expect(await statusOf(id)).toBe("shipped");
  });

  it("of a whole unsent order cancels it, and the mail has the amount to be refunded", async () => {
    for (const restock of [true, false]) {
      const { id, stock } = await paidByTransfer();
      expect((await refundOrder(db, id, request({ kind: "whole" }, { restock }), byStaff(later(2)))).ok).toBe(true);
      expect(await statusOf(id)).toBe("cancelled");
      expect(await stock()).toEqual({ onHand: restock ? 10 : 7, reserved: 0 });
      const mails = await db
        .select()
        .from(outboxMessages)
        .where(and(eq(outboxMessages.orderId, id), eq(outboxMessages.kind, "cancelled")));
      expect(mails).toMatchObject([{ data: { reason: "staff", givenBackCents: 0, backCents: 0, toTransferCents: 12_999 } }]);
    }
    expect(await listStockDisagreements(db)).toEqual([]);
  });

  it("restocks sent and unsent items, each once", async () => {
    const { id, stock } = await paidByTransfer();
    await shipOrder(db, id, { ...PARCEL, lines: [{ position: 1, quantity: 2 }] }, byStaff(later(2)));
    const back = (quantity: number) =>
      refundOrder(
        db,
        id,
        request({ kind: "lines", lines: [{ position: 1, quantity }], shippingCents: ZERO }, { restock: true }),
        byStaff(later(3)),
      );
    expect((await back(1)).ok).toBe(true);
    expect(await stock()).toEqual({ onHand: 8, reserved: 0 });
    expect((await back(2)).ok).toBe(true);
    expect(await stock()).toEqual({ onHand: 10, reserved: 0 });
    await shipOrder(db, id, PARCEL, byStaff(later(5)));
    expect(await statusOf(id)).toBe("shipped");
  });
});

it("leaves the stock ledger consistent", async () => {
  expect(await listStockDisagreements(db)).toEqual([]);
  expect(await db.$count(payments)).toBeGreaterThan(0);
});
