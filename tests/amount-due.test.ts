import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { variants } from "@/db/schema/catalog";
import { invoices } from "@/db/schema/invoices";
import { alerts, payments, refunds } from "@/db/schema/payments";
import { settings } from "@/db/schema/shop";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { addToCart } from "@/lib/cart/change-cart";
import { findCart } from "@/lib/cart/queries";
import { type PlaceOrderInput, placeOrder } from "@/lib/checkout/place-order";
import { type OrderId, returnIdSchema } from "@/lib/core/ids";
import { cents, ZERO } from "@/lib/core/money";
import { shipOrder } from "@/lib/fulfilment/ship-order";
import { findDocument } from "@/lib/invoices/queries";
import { findAmountDue } from "@/lib/orders/amount-due";
import { findOrderPayment } from "@/lib/payments/queries";
import { refundOrder } from "@/lib/refunds/refund-order";
import { approveReturn } from "@/lib/returns/approve-return";
import { closeReturn } from "@/lib/returns/close-return";
import { findReturnability, listReturns } from "@/lib/returns/queries";
import { receiveReturn } from "@/lib/returns/receive-return";
import { refundReturn } from "@/lib/returns/refund-return";
import { rejectReturn } from "@/lib/returns/reject-return";
import { requestReturn } from "@/lib/returns/request-return";
import { expireHolds } from "@/lib/settlement/expire-holds";
import { recordCash, recordTransfer } from "@/lib/settlement/record-transfer";
import { syncOrder } from "@/lib/settlement/sync-payment";
import { type Sandbox, sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import { byCustomer, byStaff } from "./factories/actors";
import { checkoutInput, listStockDisagreements, openForTransfers } from "./factories/checkout";
import { getOrder, startedRef } from "./factories/orders";
import { applyStripeEvent, placeOnlineOrder } from "./factories/payments";

// What is due, received and kept, over the whole money path. An order is two items at 25.00 and delivery at 5.00: 55.00.

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const PARCEL = { carrier: "GLS", trackingNumber: "123" };
const RESTOCK = { restock: true, note: "" };
let sandbox: Sandbox;

beforeAll(async () => {
  await openForTransfers(db);
  sandbox = await startSandbox({ port: 0, shopUrl: "http://127.0.0.1:1", timing: { retryDelaysMs: [] } });
  Object.assign(process.env, sandboxEnvironment(sandbox.url));
});
afterAll(() => sandbox.close());

async function place(values: Partial<PlaceOrderInput> = {}) {
  const shirt = await createVariant(db, { onHand: 5 });
  const cartId = await createCart(db, [{ variantId: shirt.id, quantity: 2 }]);
  const outcome = await placeOrder(db, await checkoutInput(db, cartId, now, values), byCustomer(now));
  if (!outcome.ok) throw new Error(outcome.error);
  const stock = async () => {
    const [row] = await db.select({ onHand: variants.onHand, reserved: variants.reserved }).from(variants).where(eq(variants.id, shirt.id));
    return row;
  };
  return { id: outcome.value.id, cartId, stock };
}

async function withdraw(id: OrderId, quantity: number, kind: "withdrawal" | "return" = "withdrawal") {
  const declared = { id: returnIdSchema.parse(randomUUID()), kind, name: "Ana Babić", email: "ana@example.com", reason: "" };
  const requested = await requestReturn(db, id, { ...declared, lines: [{ position: 1, quantity }] }, byCustomer(later(1)));
  if (!requested.ok) throw new Error(requested.error);
  await approveReturn(db, requested.value, byStaff(later(1)));
  return requested.value;
}

let entries = 0;
const transfer = async (id: OrderId, amount: number, at = later(2)) => {
  entries += 1;
  return await recordTransfer(db, id, { amountCents: cents(amount), entry: `entry ${entries}` }, byStaff(at));
};
const alertsOf = async (id: OrderId) =>
  (await db.select({ kind: alerts.kind }).from(alerts).where(eq(alerts.orderId, id))).map(({ kind }) => kind).sort();
const statusOf = async (id: OrderId) => (await getOrder(db, id)).status;
const totalsOf = async (id: OrderId) =>
  (await db.select().from(invoices).where(eq(invoices.orderId, id)).orderBy(invoices.number)).map(
    ({ kind, content }) => `${kind} ${content.totalCents}`,
  );

describe("cash on delivery", () => {
  it("is due for what is left after an item was withdrawn from before sending, and its invoice is for that", async () => {
    const { id, stock } = await place();
    const returnId = await withdraw(id, 1);
    expect(await closeReturn(db, returnId, RESTOCK, byStaff(later(2)))).toEqual({ ok: true, value: undefined });
    expect(await findAmountDue(db, id)).toMatchObject({ billedCents: 3000, dueCents: 3000 });
    expect((await shipOrder(db, id, PARCEL, byStaff(later(3)))).ok).toBe(true);
    expect(await totalsOf(id)).toEqual(["invoice 3000"]);
    const [issued] = await db.select().from(invoices).where(eq(invoices.orderId, id));
    expect(issued?.content.lines).toMatchObject([{ quantity: 1, paidCents: 2500 }]);
    expect(issued?.content.vatByRate).toEqual([{ rateBasisPoints: 2500, netCents: 2400, vatCents: 600 }]);
    expect(await recordCash(db, id, cents(3000), byStaff(later(4)))).toEqual({ ok: true, value: "paid" });
    expect(await alertsOf(id)).toEqual([]);
    expect(await stock()).toEqual({ onHand: 4, reserved: 0 });
  });

  it("is due less a credit note, and more than that is too much", async () => {
    const { id } = await place();
    await shipOrder(db, id, PARCEL, byStaff(later(1)));
    const returnId = await withdraw(id, 1);
    await receiveReturn(db, returnId, byStaff(later(2)));
    await closeReturn(db, returnId, RESTOCK, byStaff(later(2)));
    expect(await totalsOf(id)).toEqual(["invoice 5500", "credit_note 2500"]);
    expect(await findAmountDue(db, id)).toMatchObject({ billedCents: 3000, dueCents: 3000 });
    expect(await recordCash(db, id, cents(5500), byStaff(later(3)))).toEqual({ ok: true, value: "overpaid" });
    expect(await alertsOf(id)).toEqual(["overpaid"]);
  });

  it("that was mistyped is corrected, and nothing but a positive amount is money", async () => {
    const { id } = await place();
    await shipOrder(db, id, PARCEL, byStaff(later(1)));
    for (const amount of [0, -100]) {
      expect(await recordCash(db, id, cents(amount), byStaff(later(2)))).toEqual({ ok: false, error: "not_positive" });
      expect(await transfer(id, amount)).toEqual({ ok: false, error: "not_positive" });
    }
    expect(await recordCash(db, id, cents(550), byStaff(later(2)))).toEqual({ ok: true, value: "underpaid" });
    expect(await recordCash(db, id, cents(55_000), byStaff(later(2)))).toEqual({ ok: true, value: "overpaid" });
    expect(await recordCash(db, id, cents(5500), byStaff(later(3)))).toEqual({ ok: true, value: "paid" });
    expect(await recordCash(db, id, cents(5500), byStaff(later(3)))).toEqual({ ok: false, error: "already_recorded" });
    expect(await db.select({ amount: payments.amountCents }).from(payments).where(eq(payments.orderId, id))).toEqual([{ amount: 5500 }]);
    const open = await db.select({ resolvedAt: alerts.resolvedAt }).from(alerts).where(eq(alerts.orderId, id));
    expect(open.every(({ resolvedAt }) => resolvedAt !== null)).toBe(true);
    await refundOrder(
      db,
      id,
      { what: { kind: "amount", amountCents: cents(1000) }, restock: false, note: "", iban: null },
      byStaff(later(4)),
    );
    expect(await recordCash(db, id, cents(999), byStaff(later(5)))).toEqual({ ok: false, error: "below_refunds" });
  });

  it("uses no invoice number if it is cancelled before it is sent", async () => {
    const { id } = await place();
    expect(await totalsOf(id)).toEqual([]);
    const whole = await withdraw(id, 2);
    await closeReturn(db, whole, RESTOCK, byStaff(later(2)));
    expect([await statusOf(id), await totalsOf(id)]).toEqual(["cancelled", []]);
  });

  it("is invoiced when it is paid if the settings say so", async () => {
    await db.insert(settings).values({ key: "invoices", value: { unpaidAt: "paid" } });
    const { id } = await place();
    await shipOrder(db, id, PARCEL, byStaff(later(1)));
    expect(await totalsOf(id)).toEqual([]);
    await recordCash(db, id, cents(5500), byStaff(later(2)));
    expect(await totalsOf(id)).toEqual(["invoice 5500"]);
    await db.delete(settings).where(eq(settings.key, "invoices"));
  });
});

describe("a transfer", () => {
  it("covers what is left after an item was withdrawn from before it was paid", async () => {
    const { id } = await place({ paymentMethod: "bank_transfer" });
    const returnId = await withdraw(id, 1);
    expect((await closeReturn(db, returnId, RESTOCK, byStaff(later(2)))).ok).toBe(true);
    expect(await transfer(id, 3000)).toEqual({ ok: true, value: "paid" });
    expect([await statusOf(id), await totalsOf(id)]).toEqual(["confirmed", ["invoice 3000"]]);
  });

  it("that came before the withdrawal confirms the order once it covers the rest", async () => {
    const { id } = await place({ paymentMethod: "bank_transfer" });
    expect(await transfer(id, 3000)).toEqual({ ok: true, value: "underpaid" });
    const returnId = await withdraw(id, 1);
    expect((await closeReturn(db, returnId, RESTOCK, byStaff(later(3)))).ok).toBe(true);
    expect([await statusOf(id), await totalsOf(id)]).toEqual(["confirmed", ["invoice 3000"]]);
  });

  it("that came, was given back and came again leaves the order page and the pro forma with what is due", async () => {
    const { id } = await place({ paymentMethod: "bank_transfer" });
    await transfer(id, 3000);
    const back = { what: { kind: "whole" } as const, restock: true, note: "", iban: null };
    expect((await refundOrder(db, id, back, byStaff(later(3)))).ok).toBe(true);
    const order = await getOrder(db, id);
    expect(await findDocument(db, order, undefined)).toMatchObject({ transfer: { amountCents: 5500 } });
    await transfer(id, 3000);
    expect(await findOrderPayment(db, id)).toMatchObject({ keptCents: 3000, dueCents: 2500, status: "partially_paid" });
    expect(await findDocument(db, order, undefined)).toMatchObject({ transfer: { amountCents: 2500 } });
    expect(await transfer(id, 2500)).toEqual({ ok: true, value: "paid" });
    expect(await statusOf(id)).toBe("confirmed");
  });

  it("given back while the order waits leaves its stock reserved, and the whole one can still be sent", async () => {
    const { id, stock } = await place({ paymentMethod: "bank_transfer" });
    await transfer(id, 3000);
    await refundOrder(db, id, { what: { kind: "whole" }, restock: true, note: "", iban: null }, byStaff(later(3)));
    expect([await statusOf(id), await stock()]).toEqual(["pending", { onHand: 5, reserved: 2 }]);
    expect(await transfer(id, 5500)).toEqual({ ok: true, value: "paid" });
    expect((await shipOrder(db, id, PARCEL, byStaff(later(5)))).ok).toBe(true);
  });

  it("of a part, minutes before the hold ends, leaves three days for the rest", async () => {
    const { id } = await place({ paymentMethod: "bank_transfer" });
    const { expiresAt } = await getOrder(db, id);
    const last = new Date((expiresAt?.getTime() ?? 0) - 5 * 60_000);
    await transfer(id, 5400, last);
    await expireHolds(db, new Date(last.getTime() + 2 * 86_400_000), 100);
    expect(await statusOf(id)).toBe("pending");
    await expireHolds(db, new Date(last.getTime() + 4 * 86_400_000), 100);
    expect(await statusOf(id)).toBe("cancelled");
  });

  it("for an order that was paid or cancelled is refunded, and staff learn it once", async () => {
    const { id } = await place({ paymentMethod: "bank_transfer" });
    await transfer(id, 5500);
    expect(await transfer(id, 5500)).toEqual({ ok: true, value: "refunded" });
    expect(await alertsOf(id)).toEqual(["paid_twice"]);
  });
});

describe("an online payment", () => {
  it("asks for the rest of an order that was paid in part by transfer", async () => {
    const { id } = await place({ paymentMethod: "card" });
    await transfer(id, 3000);
    const ref = await startedRef(db, id, "card", later(3));
    sandbox.stripe.pay(ref, "succeed");
    await syncOrder(db, id, later(4));
    expect(await findAmountDue(db, id)).toMatchObject({ keptCents: 5500, dueCents: 0 });
    expect([await statusOf(id), await alertsOf(id)]).toEqual(["confirmed", []]);
  });

  it("that was begun before a transfer of a part is ended at its provider", async () => {
    const { orderId, ref } = await placeOnlineOrder(db, "card", now);
    await transfer(orderId, 3000);
    expect(sandbox.stripe.paymentIntents.find(({ id }) => id === ref)).toMatchObject({ status: "canceled" });
  });

  it("that was paid before a transfer of a part was recorded leaves an alert about what is too much", async () => {
    const { orderId, ref } = await placeOnlineOrder(db, "card", now);
    sandbox.stripe.pay(ref, "succeed");
    await transfer(orderId, 3000);
    expect(await findAmountDue(db, orderId)).toMatchObject({ keptCents: 8500, dueCents: -3000 });
    expect(await alertsOf(orderId)).toEqual(["overpaid"]);
  });

  it("approved before a transfer of a part is replaced by one for the rest", async () => {
    const { orderId, ref } = await placeOnlineOrder(db, "paypal", now);
    await transfer(orderId, 3000);
    sandbox.paypal.approve(ref);
    await syncOrder(db, orderId, later(4));
    expect(await findAmountDue(db, orderId)).toMatchObject({ keptCents: 3000, dueCents: 2500 });
    const rest = await startedRef(db, orderId, "paypal", later(5));
    sandbox.paypal.approve(rest);
    await syncOrder(db, orderId, later(6));
    expect(await findAmountDue(db, orderId)).toMatchObject({ keptCents: 5500, dueCents: 0 });
    expect(await statusOf(orderId)).toBe("confirmed");
  });

  it("that is processing clears the cart once: the same item added later stays", async () => {
    const { orderId, ref, cartId, variant } = await placeOnlineOrder(db, "card", now, 10);
    const other = await createVariant(db);
    await addToCart(db, cartId, { variantId: other.id, quantity: 1 }, later(1));
    sandbox.stripe.pay(ref, "process");
    await syncOrder(db, orderId, later(2));
    await addToCart(db, cartId, { variantId: variant.id, quantity: 2 }, later(3));
    sandbox.stripe.settle(ref, "succeed");
    await syncOrder(db, orderId, later(4));
    expect(await statusOf(orderId)).toBe("confirmed");
    expect((await findCart(db, cartId))?.lines.map(({ variantId, quantity }) => [variantId, quantity])).toEqual([
      [other.id, 1],
      [variant.id, 2],
    ]);
  });

  it("refunded as a whole by amount is not sent any more", async () => {
    const { orderId, ref, variant } = await placeOnlineOrder(db, "card", now);
    sandbox.stripe.pay(ref, "succeed");
    await syncOrder(db, orderId, later(1));
    const what = { kind: "amount", amountCents: cents(5500) } as const;
    expect((await refundOrder(db, orderId, { what, restock: false, note: "", iban: null }, byStaff(later(2)))).ok).toBe(true);
    expect(await statusOf(orderId)).toBe("cancelled");
    expect((await shipOrder(db, orderId, PARCEL, byStaff(later(3)))).ok).toBe(false);
    expect(await db.select({ reserved: variants.reserved }).from(variants).where(eq(variants.id, variant.id))).toEqual([{ reserved: 0 }]);
    expect(await totalsOf(orderId)).toEqual(["invoice 5500", "credit_note 5500"]);
  });

  it("refunded as a whole at the provider is not sent any more, and staff are alerted", async () => {
    const { orderId, ref } = await placeOnlineOrder(db, "card", now);
    sandbox.stripe.pay(ref, "succeed");
    await syncOrder(db, orderId, later(1));
    const [payment] = await db.select().from(payments).where(eq(payments.orderId, orderId));
    sandbox.stripe.refund(payment?.providerRef ?? "");
    await applyStripeEvent(db, "charge.refunded", ref, later(10));
    expect([await statusOf(orderId), await alertsOf(orderId)]).toEqual(["cancelled", ["refunded_at_provider"]]);
    expect(await totalsOf(orderId)).toEqual(["invoice 5500", "credit_note 5500"]);
  });
});

describe("a return", () => {
  async function paid() {
    const order = await place({ paymentMethod: "bank_transfer" });
    await transfer(order.id, 5500);
    return order;
  }

  it("of an item that staff refunded before ends without a refund, and its stock is taken in", async () => {
    const { id, stock } = await paid();
    await shipOrder(db, id, PARCEL, byStaff(later(3)));
    const what = { kind: "amount", amountCents: cents(5500) } as const;
    await refundOrder(db, id, { what, restock: false, note: "", iban: null }, byStaff(later(4)));
    const returnId = await withdraw(id, 2);
    await receiveReturn(db, returnId, byStaff(later(5)));
    expect((await refundReturn(db, returnId, RESTOCK, byStaff(later(6)))).ok).toBe(true);
    expect(await listReturns(db, id)).toMatchObject([{ status: "closed" }]);
    expect(await stock()).toEqual({ onHand: 5, reserved: 0 });
  });

  it("of the item that was sent leaves the unsent one to be sent", async () => {
    const { id, stock } = await paid();
    await shipOrder(db, id, { ...PARCEL, lines: [{ position: 1, quantity: 1 }] }, byStaff(now));
    const returnId = await withdraw(id, 1);
    expect((await refundReturn(db, returnId, { restock: false, note: "posted" }, byStaff(later(3)))).ok).toBe(true);
    expect([await statusOf(id), await stock()]).toEqual(["confirmed", { onHand: 4, reserved: 1 }]);
    expect((await shipOrder(db, id, PARCEL, byStaff(later(4)))).ok).toBe(true);
    expect(await statusOf(id)).toBe("shipped");
  });

  it("can't be declared for an item that was refunded before it was sent", async () => {
    const { id } = await paid();
    const what = { kind: "lines", lines: [{ position: 1, quantity: 1 }], shippingCents: ZERO } as const;
    await refundOrder(db, id, { what, restock: true, note: "", iban: null }, byStaff(later(3)));
    expect((await findReturnability(db, id, later(4))).lines).toMatchObject([{ ordered: 2, left: 1, had: 0 }]);
    await shipOrder(db, id, PARCEL, byStaff(later(5)));
    expect((await findReturnability(db, id, later(6))).lines).toMatchObject([{ left: 1, had: 1 }]);
  });

  it("pays delivery back with the last withdrawal that is accepted, at the standard rate of the order's day", async () => {
    const { id } = await place({ paymentMethod: "bank_transfer", shippingMethod: "express" });
    await transfer(id, 6500);
    await shipOrder(db, id, PARCEL, byStaff(later(3)));
    await db.insert(settings).values({ key: "shipping", value: { freeFromCents: 4000 } });
    const [first, second] = [await withdraw(id, 1), await withdraw(id, 1)];
    await refundReturn(db, first, RESTOCK, byStaff(later(4)));
    const amounts = async () =>
      (await db.select().from(refunds).where(eq(refunds.orderId, id)).orderBy(refunds.createdAt)).map((r) => r.amountCents);
    expect(await amounts()).toEqual([2500]);
    await refundReturn(db, second, RESTOCK, byStaff(later(5)));
    expect(await amounts()).toEqual([2500, 3000]);
    await db.delete(settings).where(eq(settings.key, "shipping"));
  });

  it("pays no delivery back if the other withdrawal is rejected", async () => {
    const { id } = await paid();
    await shipOrder(db, id, PARCEL, byStaff(later(3)));
    const [first, second] = [await withdraw(id, 1), await withdraw(id, 1)];
    await refundReturn(db, first, RESTOCK, byStaff(later(4)));
    await rejectReturn(db, second, "worn", byStaff(later(5)));
    expect((await db.select().from(refunds).where(eq(refunds.orderId, id))).map((r) => r.amountCents)).toEqual([2500]);
  });

  it("can be settled for less, which its credit note shows line by line", async () => {
    const { id } = await paid();
    await shipOrder(db, id, PARCEL, byStaff(later(3)));
    const returnId = await withdraw(id, 2);
    await receiveReturn(db, returnId, byStaff(later(4)));
    const less = { ...RESTOCK, deductionCents: cents(1000) };
    expect(await refundReturn(db, returnId, { ...less, deductionCents: cents(5001) }, byStaff(later(5)))).toEqual({
      ok: false,
      error: "deduction_too_large",
    });
    expect((await refundReturn(db, returnId, less, byStaff(later(5)))).ok).toBe(true);
    const [refund] = await db.select().from(refunds).where(eq(refunds.orderId, id));
    expect(refund).toMatchObject({ amountCents: 4500, lines: [{ position: 1, quantity: 2, amountCents: 4000 }], shippingCents: 500 });
  });
});

it("leaves the stock ledger consistent", async () => {
  expect(await listStockDisagreements(db)).toEqual([]);
});
