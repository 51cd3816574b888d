import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { variants } from "@/db/schema/catalog";
import { alerts, payments, refunds } from "@/db/schema/payments";
import { couponRedemptions, coupons } from "@/db/schema/promotions";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { setCoupon } from "@/lib/cart/change-cart";
import { placeOrder } from "@/lib/checkout/place-order";
import { type OrderId, returnIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { shipOrder } from "@/lib/fulfilment/ship-order";
import { findAttempt, findOpenAttempt } from "@/lib/payments/attempts";
import type { ProviderPayment } from "@/lib/payments/port/online-provider";
import { findOrderPayment } from "@/lib/payments/queries";
import { cancelPlacedOrder } from "@/lib/refunds/cancel-placed-order";
import { refundOrder } from "@/lib/refunds/refund-order";
import { approveReturn } from "@/lib/returns/approve-return";
import { refundReturn } from "@/lib/returns/refund-return";
import { requestReturn } from "@/lib/returns/request-return";
import { expireHolds } from "@/lib/settlement/expire-holds";
import { recordPayment } from "@/lib/settlement/record-payment";
import { recordTransfer } from "@/lib/settlement/record-transfer";
import { syncOrder } from "@/lib/settlement/sync-payment";
import { type Sandbox, sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import { byCustomer, byStaff } from "./factories/actors";
import { checkoutInput, listStockDisagreements, openForTransfers } from "./factories/checkout";
import { getOrder } from "./factories/orders";
import { applyStripeEvent, placeOnlineOrder } from "./factories/payments";

// Money that comes, fails or turns out wrong after the order's state has moved on.

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const EIGHT_DAYS = later(8 * 24 * 60);
let sandbox: Sandbox;

beforeAll(async () => {
  await openForTransfers(db);
  sandbox = await startSandbox({ port: 0, shopUrl: "http://127.0.0.1:1", timing: { retryDelaysMs: [] } });
  Object.assign(process.env, sandboxEnvironment(sandbox.url));
});
afterAll(() => sandbox.close());

const alertsOf = async (id: OrderId) =>
  (await db.select({ kind: alerts.kind }).from(alerts).where(eq(alerts.orderId, id))).map(({ kind }) => kind);
const paymentsOf = async (id: OrderId) => await db.select().from(payments).where(eq(payments.orderId, id));
const refundsOf = async (id: OrderId) => await db.select().from(refunds).where(eq(refunds.orderId, id)).orderBy(refunds.createdAt);

/** Places an order of two items at 25.00 to be paid by transfer, with a coupon of 10 %: 50.00 with delivery. */
async function placeWithCoupon(code: string) {
  await db.insert(coupons).values({ code, kind: "percentage", value: 10, usageLimit: 1, validFrom: new Date(0) });
  const shirt = await createVariant(db, { onHand: 5 });
  const cartId = await createCart(db, [{ variantId: shirt.id, quantity: 2 }]);
  await setCoupon(db, cartId, code, now);
  const placed = await placeOrder(db, await checkoutInput(db, cartId, now, { paymentMethod: "bank_transfer" }), byCustomer(now));
  if (!placed.ok) throw new Error(placed.error);
  const { id } = placed.value;
  const timesUsed = async () => (await db.select().from(coupons).where(eq(coupons.code, code)))[0]?.timesUsed;
  const redemptions = async () => await db.$count(couponRedemptions, eq(couponRedemptions.orderId, id));
  return { id, shirt, timesUsed, redemptions };
}

const transfer = async (id: OrderId, amount: number, at = EIGHT_DAYS) =>
  await recordTransfer(db, id, { amountCents: cents(amount), entry: `${id} ${amount}` }, byStaff(at));

describe("an order whose hold expired, paid late", () => {
  it("redeems its coupon again", async () => {
    const { id, timesUsed, redemptions } = await placeWithCoupon("AGAIN");
    await expireHolds(db, EIGHT_DAYS, 100);
    expect([await timesUsed(), await redemptions()]).toEqual([0, 0]);
    expect(await transfer(id, 5000)).toEqual({ ok: true, value: "paid" });
    expect([await timesUsed(), await redemptions()]).toEqual([1, 1]);
  });

  it("waits for staff's decision about the items that its customer had withdrawn from", async () => {
    const { id } = await placeWithCoupon("WITHDRAWN");
    const lines = [{ position: 1, quantity: 2 }];
    const request = {
      id: returnIdSchema.parse(crypto.randomUUID()),
      kind: "withdrawal",
      lines,
      name: "Ana",
      email: "ana@example.com",
      reason: "",
    };
    expect((await requestReturn(db, id, { ...request, kind: "withdrawal" }, byCustomer(later(5)))).ok).toBe(true);
    await expireHolds(db, EIGHT_DAYS, 100);
    expect(await transfer(id, 5000)).toEqual({ ok: true, value: "paid" });
    expect(await shipOrder(db, id, { carrier: "GLS", trackingNumber: "1" }, byStaff(EIGHT_DAYS))).toEqual({
      ok: false,
      error: "withdrawn",
    });
    expect((await approveReturn(db, request.id, byStaff(EIGHT_DAYS))).ok).toBe(true);
    expect((await refundReturn(db, request.id, { restock: true, note: "" }, byStaff(EIGHT_DAYS))).ok).toBe(true);
    expect((await refundsOf(id)).map(({ amountCents }) => amountCents)).toEqual([5000]);
  });

  it.each([
    ["switched off", { active: false }],
    ["used up by others", { timesUsed: 1 }],
  ])("keeps its price though its coupon is %s, which doesn't count the coupon", async (state, changes) => {
    const { id, timesUsed, redemptions } = await placeWithCoupon(state);
    await expireHolds(db, EIGHT_DAYS, 100);
    await db.update(coupons).set(changes).where(eq(coupons.code, state));
    expect(await transfer(id, 5000)).toEqual({ ok: true, value: "paid" });
    expect((await getOrder(db, id)).status).toBe("confirmed");
    expect([await refundsOf(id), await alertsOf(id), await redemptions()]).toEqual([[], [], 0]);
    expect(await timesUsed()).toBe(state === "switched off" ? 0 : 1);
  });
});

it("refunds money that comes for an order its customer cancelled, which stays cancelled", async () => {
  const { id, shirt } = await placeWithCoupon("CANCELLED");
  expect((await cancelPlacedOrder(db, id, { reason: "customer", note: "" }, byCustomer(later(5)))).ok).toBe(true);
  expect(await transfer(id, 5000, later(10))).toEqual({ ok: true, value: "refunded" });
  expect(await getOrder(db, id)).toMatchObject({ status: "cancelled", cancelReason: "customer" });
  expect(await refundsOf(id)).toMatchObject([{ amountCents: 5000, reason: "cancelled", status: "to_transfer" }]);
  expect(await alertsOf(id)).toEqual(["paid_after_cancel"]);
  expect(await db.select({ reserved: variants.reserved }).from(variants).where(eq(variants.id, shirt.id))).toEqual([{ reserved: 0 }]);
});

it("takes a payment over that had failed and is captured after all, under the same reference", async () => {
  const { orderId, ref } = await placeOnlineOrder(db, "paypal", now);
  const opened = await findOpenAttempt(db, orderId);
  const answer = async (state: ProviderPayment["state"], at: Date) => {
    const attempt = opened && (await findAttempt(db, opened.id));
    if (!attempt) throw new Error("no attempt was opened");
    const { id: attemptId, amountCents, currency } = attempt;
    const money = { paymentRef: `capture ${ref}`, amountCents, currency };
    const seen = { ref, attemptId, state, ...money, declined: false, refunds: [] };
    await db.transaction(async (tx) => await recordPayment(tx, attempt, { seen }, at));
  };
  await answer("processing", later(1));
  await answer("failed", later(2));
  expect(await paymentsOf(orderId)).toMatchObject([{ status: "failed" }]);
  await answer("paid", later(3));
  expect(await paymentsOf(orderId)).toMatchObject([{ status: "captured", capturedAt: later(3) }]);
  expect((await getOrder(db, orderId)).status).toBe("confirmed");
});

it("records that a refund which had succeeded failed, alerts staff, and lets them refund the same money again", async () => {
  const { orderId, ref } = await placeOnlineOrder(db, "card", now);
  sandbox.stripe.pay(ref, "succeed");
  await syncOrder(db, orderId, later(1));
  const all = {
    what: { kind: "lines", lines: [{ position: 1, quantity: 2 }], shippingCents: "rest" },
    restock: false,
    note: "",
    iban: null,
  } as const;
  expect((await refundOrder(db, orderId, all, byStaff(later(2)))).ok).toBe(true);
  expect(await refundsOf(orderId)).toMatchObject([{ status: "succeeded" }]);
  const refund = sandbox.stripe.refunds.at(-1);
  sandbox.stripe.settleRefund(refund?.id ?? "", "fail");
  await applyStripeEvent(db, "refund.failed", ref, later(3));
  expect(await refundsOf(orderId)).toMatchObject([{ status: "failed", amountCents: 5500 }]);
  expect(await alertsOf(orderId)).toEqual(["refund_failed"]);
  expect(await findOrderPayment(db, orderId)).toMatchObject({ refundedCents: 0, keptCents: 5500 });
  const again = { ...all, what: { kind: "amount", amountCents: cents(5500) } } as const;
  expect((await refundOrder(db, orderId, again, byStaff(later(4)))).ok).toBe(true);
  expect((await refundsOf(orderId)).map(({ status, amountCents }) => [status, amountCents])).toEqual([
    ["failed", 5500],
    ["succeeded", 5500],
  ]);
});

describe("money in another currency", () => {
  it("is set to review, though the figure is right", async () => {
    const { orderId, ref } = await placeOnlineOrder(db, "card", now);
    const intent = sandbox.stripe.paymentIntents.find(({ id }) => id === ref);
    if (!intent) throw new Error("no intent");
    intent.currency = "usd";
    sandbox.stripe.pay(ref, "succeed");
    await syncOrder(db, orderId, later(1));
    expect(await paymentsOf(orderId)).toMatchObject([{ status: "review", amountCents: 5500, currency: "USD" }]);
    expect([(await getOrder(db, orderId)).status, await alertsOf(orderId)]).toEqual(["pending", ["amount_mismatch"]]);
  });

  it("is not captured", async () => {
    const { orderId, ref } = await placeOnlineOrder(db, "paypal", now);
    const order = sandbox.paypal.orders().find(({ id }) => id === ref);
    if (!order) throw new Error("no order");
    order.request.purchase_units[0].amount.currency_code = "USD";
    sandbox.paypal.approve(ref);
    await syncOrder(db, orderId, later(1));
    expect(order.capture).toBeUndefined();
    expect([(await getOrder(db, orderId)).status, await alertsOf(orderId)]).toEqual(["pending", ["amount_mismatch"]]);
  });
});

it("leaves the stock ledger consistent", async () => {
  expect(await listStockDisagreements(db)).toEqual([]);
});
