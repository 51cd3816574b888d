import { and, asc, eq, like, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { orders } from "@/db/schema/orders";
import { payments } from "@/db/schema/payments";
import { outboxMessages, settings } from "@/db/schema/shop";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { placeOrder } from "@/lib/checkout/place-order";
import { type OrderId, type ReturnId, returnIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { cancelOrder } from "@/lib/fulfilment/cancel-order";
import { shipOrder } from "@/lib/fulfilment/ship-order";
import { openRefund } from "@/lib/payments/open-refund";
import { cancelPlacedOrder } from "@/lib/refunds/cancel-placed-order";
import { approveReturn } from "@/lib/returns/approve-return";
import { closeReturn } from "@/lib/returns/close-return";
import { requestReturn } from "@/lib/returns/request-return";
import { type Sandbox, sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import { byCustomer, byStaff } from "@/tests/factories/actors";
import { checkoutInput } from "@/tests/factories/checkout";
import { getOrder } from "@/tests/factories/orders";
import { placeOnlineOrder } from "@/tests/factories/payments";
import { endPayment } from "./end-payment";
import { expireHolds } from "./expire-holds";
import { recordDispute } from "./record-dispute";
import { recordRefund } from "./record-refund";
import { recordTransfer } from "./record-transfer";
import { syncOrder } from "./sync-payment";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
/** More than a stock that is low. */
const PLENTY = 50;
const TEN_DAYS = 10 * 24 * 60;
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, shopUrl: "http://127.0.0.1:1", timing: { retryDelaysMs: [] } });
  Object.assign(process.env, sandboxEnvironment(sandbox.url));
  await db.insert(settings).values([
    { key: "company", value: { email: "staff@shop.example", iban: "HR1210010051863000160" } },
    { key: "notifications", value: { highValueCents: 5_000, bulkUnits: 2 } },
  ]);
});
afterAll(() => sandbox.close());

/** Lists the kinds of the mails that staff got about an order. */
const toStaff = async (orderId: OrderId) =>
  (
    await db
      .select({ kind: outboxMessages.kind })
      .from(outboxMessages)
      .where(and(eq(outboxMessages.orderId, orderId), like(outboxMessages.kind, "staff\\_%")))
      .orderBy(asc(outboxMessages.kind))
  ).map(({ kind }) => kind);

const OF_A_NEW_ORDER = ["staff_bulk_order", "staff_high_value", "staff_new_order"];

/** Places an order of two items at 25.00 with delivery at 5.00. */
async function placeOffline(paymentMethod: "bank_transfer" | "cash_on_delivery"): Promise<OrderId> {
  const { id: variantId } = await createVariant(db, { onHand: PLENTY });
  const input = await checkoutInput(db, await createCart(db, [{ variantId, quantity: 2 }]), now, { paymentMethod });
  const placed = await placeOrder(db, input, byCustomer(now));
  if (!placed.ok) throw new Error(placed.error);
  return placed.value.id;
}

async function declare(orderId: OrderId, kind: "withdrawal" | "return", quantity: number): Promise<ReturnId> {
  const request = { id: returnIdSchema.parse(crypto.randomUUID()), kind, name: "Ana Babić", email: "ana@example.com", reason: "" };
  const declared = await requestReturn(db, orderId, { ...request, lines: [{ position: 1, quantity }] }, byCustomer(later(2)));
  if (!declared.ok) throw new Error(declared.error);
  return declared.value;
}

const withdraw = (orderId: OrderId, quantity: number) => declare(orderId, "withdrawal", quantity);

async function pay({ orderId, ref }: { orderId: OrderId; ref: string }) {
  sandbox.stripe.pay(ref, "succeed");
  await syncOrder(db, orderId, later(1));
  const [payment] = await db.select().from(payments).where(eq(payments.orderId, orderId));
  if (!payment) throw new Error("not paid");
  return payment;
}

/** Lists what the mails of this kind about an order say, oldest first. */
const factsOf = async (orderId: OrderId, kind: "staff_alert" | "staff_return_requested") =>
  (
    await db
      .select({ data: outboxMessages.data })
      .from(outboxMessages)
      .where(and(eq(outboxMessages.orderId, orderId), eq(outboxMessages.kind, kind)))
      .orderBy(asc(outboxMessages.createdAt))
  ).map(({ data }) => data);

describe("staff are mailed a new order", () => {
  it.each(["cash_on_delivery", "bank_transfer"] as const)(
    "when it is placed by %s, and not again when it is paid",
    async (paymentMethod) => {
      const id = await placeOffline(paymentMethod);
      expect(await toStaff(id)).toEqual(OF_A_NEW_ORDER);
      await recordTransfer(db, id, { amountCents: cents(5_500), entry: id }, byStaff(later(1)));
      expect(await toStaff(id)).toEqual(OF_A_NEW_ORDER);
    },
  );

  it.each(["card", "paypal"] as const)("when it is paid by %s, and not when it is placed", async (method) => {
    const { orderId, ref } = await placeOnlineOrder(db, method, now, PLENTY);
    expect(await toStaff(orderId)).toEqual([]);
    if (method === "card") sandbox.stripe.pay(ref, "succeed");
    else sandbox.paypal.approve(ref);
    await Promise.all(Array.from({ length: 5 }, () => syncOrder(db, orderId, later(1))));
    expect(await toStaff(orderId)).toEqual(OF_A_NEW_ORDER);
  });

  it("when an online order is paid by transfer, and not when a part of it arrives", async () => {
    const { orderId } = await placeOnlineOrder(db, "card", now, PLENTY);
    await recordTransfer(db, orderId, { amountCents: cents(3_000), entry: `first-${orderId}` }, byStaff(later(1)));
    expect(await toStaff(orderId)).toEqual([]);
    await recordTransfer(db, orderId, { amountCents: cents(2_500), entry: `second-${orderId}` }, byStaff(later(2)));
    expect(await toStaff(orderId)).toEqual(OF_A_NEW_ORDER);
  });

  it("when a late payment reopens it, and never if it is abandoned", async () => {
    const { orderId, ref } = await placeOnlineOrder(db, "card", now, PLENTY);
    const abandoned = await placeOnlineOrder(db, "card", now, PLENTY);
    sandbox.stripe.pay(ref, "process");
    await syncOrder(db, orderId, later(1));
    await expireHolds(db, later(TEN_DAYS), 100);
    expect(await getOrder(db, orderId)).toMatchObject({ status: "cancelled", cancelReason: "expired" });
    expect(await toStaff(orderId)).toEqual([]);
    sandbox.stripe.settle(ref, "succeed");
    await syncOrder(db, orderId, later(TEN_DAYS + 1));
    expect(await toStaff(orderId)).toEqual(OF_A_NEW_ORDER);
    expect(await getOrder(db, abandoned.orderId)).toMatchObject({ status: "cancelled" });
    expect(await toStaff(abandoned.orderId)).toEqual([]);
  });

  it("when money that came before covers what is left of an online order after a withdrawal", async () => {
    const { orderId } = await placeOnlineOrder(db, "card", now, PLENTY);
    await endPayment(db, orderId, later(1));
    await recordTransfer(db, orderId, { amountCents: cents(3_000), entry: `part-${orderId}` }, byStaff(later(1)));
    const id = await withdraw(orderId, 1);
    await approveReturn(db, id, byStaff(later(3)));
    expect(await toStaff(orderId)).not.toContain("staff_new_order");
    expect(await closeReturn(db, id, { restock: true }, byStaff(later(4)))).toMatchObject({ ok: true });
    expect(await getOrder(db, orderId)).toMatchObject({ status: "confirmed" });
    expect(await toStaff(orderId)).toEqual(expect.arrayContaining(OF_A_NEW_ORDER));
  });
});

describe("staff are mailed a customer's cancellation", () => {
  const cancel = async (orderId: OrderId, reason: "customer" | "staff") => {
    const context = reason === "customer" ? byCustomer(later(2)) : byStaff(later(2));
    expect(await cancelPlacedOrder(db, orderId, { reason, note: "" }, context)).toMatchObject({ ok: true });
    return (await toStaff(orderId)).filter((kind) => kind === "staff_cancelled");
  };

  it("of an order that they know of", async () => {
    expect(await cancel(await placeOffline("bank_transfer"), "customer")).toEqual(["staff_cancelled"]);
    expect(await cancel(await placeOffline("cash_on_delivery"), "customer")).toEqual(["staff_cancelled"]);
    const paid = await placeOnlineOrder(db, "card", now, PLENTY);
    await pay(paid);
    expect(await cancel(paid.orderId, "customer")).toEqual(["staff_cancelled"]);
  });

  it("but not of an online order that was never paid, nor one of their own, nor a replaced order or the end of a hold", async () => {
    const { orderId } = await placeOnlineOrder(db, "card", now, PLENTY);
    expect(await cancel(orderId, "customer")).toEqual([]);
    expect(await cancel(await placeOffline("bank_transfer"), "staff")).toEqual([]);
    const replaced = await placeOffline("bank_transfer");
    await db.transaction((tx) => cancelOrder(tx, replaced, { reason: "replaced", note: "" }, byCustomer(later(1))));
    expect(await toStaff(replaced)).toEqual(OF_A_NEW_ORDER);
    const expired = await placeOffline("bank_transfer");
    await expireHolds(db, later(TEN_DAYS), 100);
    expect(await getOrder(db, expired)).toMatchObject({ status: "cancelled" });
    expect(await toStaff(expired)).toEqual(OF_A_NEW_ORDER);
  });

  it("but not when they settle a withdrawal from all of it", async () => {
    const orderId = await placeOffline("cash_on_delivery");
    const id = await withdraw(orderId, 2);
    await approveReturn(db, id, byStaff(later(3)));
    expect(await closeReturn(db, id, { restock: true }, byStaff(later(4)))).toMatchObject({ ok: true });
    expect(await getOrder(db, orderId)).toMatchObject({ status: "cancelled", cancelReason: "customer" });
    expect(await toStaff(orderId)).not.toContain("staff_cancelled");
  });
});

it("staff are mailed a withdrawal with its last day to refund, and a return without one", async () => {
  const orderId = await placeOffline("cash_on_delivery");
  await withdraw(orderId, 1);
  expect((await shipOrder(db, orderId, { carrier: "GLS", trackingNumber: "1" }, byStaff(later(3)))).ok).toBe(true);
  await declare(orderId, "return", 1);
  const items = [{ position: 1, quantity: 1 }];
  expect(await factsOf(orderId, "staff_return_requested")).toMatchObject([
    { kind: "withdrawal", items, refundBy: "2026-12-08", unsent: true },
    { kind: "return", items, refundBy: null, unsent: false },
  ]);
});

describe("staff are mailed an alert", () => {
  const alerted = async (orderId: OrderId) => (await factsOf(orderId, "staff_alert")).map(({ alert }) => alert);

  it("when a payment is disputed and when the dispute ends", async () => {
    const placed = await placeOnlineOrder(db, "card", now, PLENTY);
    const payment = await pay(placed);
    const dispute = { ref: "dp_1", amountCents: payment.amountCents };
    for (const state of ["open", "open", "won", "won"] as const) {
      await db.transaction((tx) => recordDispute(tx, payment, { ...dispute, state }, later(2)));
    }
    expect(await alerted(placed.orderId)).toEqual(["disputed", "dispute_won"]);
  });

  it("when a payment has the wrong amount", async () => {
    const { orderId, ref } = await placeOnlineOrder(db, "card", now, PLENTY);
    await db
      .update(orders)
      .set({ subtotalCents: sql`subtotal_cents + 100`, totalCents: sql`total_cents + 100` })
      .where(eq(orders.id, orderId));
    await pay({ orderId, ref });
    await syncOrder(db, orderId, later(2));
    expect(await factsOf(orderId, "staff_alert")).toMatchObject([
      { alert: "amount_mismatch", figures: { expected: "5600 EUR", received: "5500 EUR" } },
    ]);
  });

  it("when a refund fails", async () => {
    const placed = await placeOnlineOrder(db, "card", now, PLENTY);
    const payment = await pay(placed);
    await db.transaction(async (tx) => {
      const opened = await openRefund(tx, payment, "rest", "requested", byStaff(later(2)));
      if (!opened.ok) throw new Error(opened.error);
      const failed = { ref: "re_1", refundId: opened.value, amountCents: payment.amountCents, state: "failed" } as const;
      for (const _ of [1, 2]) await recordRefund(tx, payment, failed, later(3));
    });
    expect(await alerted(placed.orderId)).toEqual(["refund_failed"]);
  });
});
