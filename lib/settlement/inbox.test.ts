import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { orderEvents } from "@/db/schema/orders";
import { alerts, paymentEvents, payments, refunds } from "@/db/schema/payments";
import { testDatabase } from "@/db/testing";
import { limits } from "@/lib/auth/rate-limits";
import { type OrderId, paymentAttemptIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { ProviderUnreachable } from "@/lib/payments/port/online-provider";
import { findOnlineProvider } from "@/lib/payments/providers";
import { findOrderPayment } from "@/lib/payments/queries";
import { type Sandbox, sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import { getOrder } from "@/tests/factories/orders";
import { placeOnlineOrder } from "@/tests/factories/payments";
import { expireHolds } from "./expire-holds";
import { applyInbox } from "./inbox";
import { receiveEvent } from "./receive-event";
import { reconcile } from "./reconcile";
import { startPayment } from "./start-payment";
import { syncOrder } from "./sync-payment";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
let sandbox: Sandbox;

beforeAll(async () => {
  // Nothing listens on that port: these tests deliver the events themselves.
  sandbox = await startSandbox({ port: 0, shopUrl: "http://127.0.0.1:1", now: () => now, timing: { retryDelaysMs: [] } });
  Object.assign(process.env, sandboxEnvironment(sandbox.url));
});
afterEach(() => {
  sandbox.faults.clear();
  sandbox.webhooks.mode = "hold";
});
afterAll(() => sandbox.close());

/** The events that the providers have created since the last call, oldest first. */
let seen = 0;
function newEvents() {
  const events = sandbox.webhooks.list().slice(seen);
  seen += events.length;
  return events;
}

async function deliver(id: string, at = now) {
  const { path, body, headers } = sandbox.webhooks.signed(id);
  return await receiveEvent(db, path.split("/").at(-1) ?? "", { body, headers }, at);
}

const alertsOf = async (orderId: OrderId) =>
  (await db.select({ kind: alerts.kind }).from(alerts).where(eq(alerts.orderId, orderId))).map(({ kind }) => kind);
const kinds = async (orderId: OrderId) =>
  (await db.select({ kind: orderEvents.kind }).from(orderEvents).where(eq(orderEvents.orderId, orderId)).orderBy(orderEvents.id)).map(
    ({ kind }) => kind,
  );
const paymentsOf = async (orderId: OrderId) => await db.select().from(payments).where(eq(payments.orderId, orderId));

async function paidOrder() {
  const placed = await placeOnlineOrder(db, "card", now);
  sandbox.stripe.pay(placed.ref, "succeed");
  for (const { id } of newEvents()) await deliver(id);
  const [payment] = await paymentsOf(placed.orderId);
  if (!payment) throw new Error("not paid");
  return { ...placed, payment };
}

/** Places an order whose card is charged this amount, in cents, instead of the order's total. */
async function wronglyPaid(amount: number): Promise<OrderId> {
  const { orderId, ref } = await placeOnlineOrder(db, "card", now);
  const intent = sandbox.stripe.paymentIntents.find(({ id }) => id === ref);
  if (!intent) throw new Error("no intent");
  intent.amount = amount;
  sandbox.stripe.pay(ref, "succeed");
  for (const { id } of newEvents()) await deliver(id);
  return orderId;
}

describe("an event", () => {
  it("is applied once, in any order of arrival and however often it is delivered", async () => {
    const { orderId, ref } = await placeOnlineOrder(db, "card", now);
    sandbox.stripe.pay(ref, "decline");
    sandbox.stripe.pay(ref, "succeed");
    const events = newEvents();
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(["payment_intent.payment_failed", "payment_intent.succeeded"]));
    for (const { id } of [...events.toReversed(), ...events]) expect(await deliver(id)).toBe("received");
    expect(await paymentsOf(orderId)).toMatchObject([{ status: "captured" }]);
    // The payment had succeeded by the time the shop asked about it, so no decline is reported.
    expect(await kinds(orderId)).toEqual(["placed", "payment_received", "confirmed"]);
    expect(await db.$count(paymentEvents, eq(paymentEvents.attemptRef, ref))).toBe(events.length);
  });

  it("stays in the inbox while it can't be applied, alerts staff after some tries, and is applied later", async () => {
    const { orderId, ref } = await placeOnlineOrder(db, "card", now);
    sandbox.stripe.pay(ref, "succeed");
    const [event] = newEvents().filter(({ type }) => type === "payment_intent.succeeded");
    if (!event) throw new Error("no event was made");
    sandbox.faults.add({ provider: "stripe", operation: "payment_intents.retrieve", kind: "error", times: 6 });
    expect(await deliver(event.id)).toBe("received");
    expect(await getOrder(db, orderId)).toMatchObject({ status: "pending" });
    expect(await applyInbox(db, now, 10)).toEqual({ done: 0, remaining: 0 });
    for (const minutes of [1, 3, 7, 15, 31]) expect((await applyInbox(db, later(minutes), 10)).done).toBe(0);
    const [stuck] = await db.select().from(paymentEvents).where(eq(paymentEvents.eventId, event.id));
    expect(stuck).toMatchObject({ tries: 6, appliedAt: null, lastError: "ProviderUnreachable" });
    expect(await db.$count(alerts, eq(alerts.dedupeKey, `event_stuck:${stuck?.id}`))).toBe(1);
    expect((await applyInbox(db, later(70), 10)).done).toBe(1);
    expect(await getOrder(db, orderId)).toMatchObject({ status: "confirmed" });
  });

  it("is done when its second copy is applied after the first copy failed", async () => {
    const { orderId, ref } = await placeOnlineOrder(db, "card", now);
    sandbox.stripe.pay(ref, "succeed");
    const [event] = newEvents().filter(({ type }) => type === "payment_intent.succeeded");
    const stripe = await findOnlineProvider("stripe");
    if (!event || !stripe) throw new Error("no event was made");
    // The first copy gets no answer until the second has been applied.
    vi.spyOn(stripe, "find").mockImplementationOnce(async () => {
      await deliver(event.id);
      throw new ProviderUnreachable("no answer");
    });
    expect(await deliver(event.id)).toBe("received");
    expect(await getOrder(db, orderId)).toMatchObject({ status: "confirmed" });
    const stored = await db.select().from(paymentEvents).where(eq(paymentEvents.eventId, event.id));
    expect(stored).toMatchObject([{ appliedAt: now, lastError: null, tries: 0 }]);
  });

  it("is made up for, when lost, by asking the provider or from its list of undelivered events", async () => {
    const [asked, listed] = [await placeOnlineOrder(db, "paypal", now), await paidOrder()];
    sandbox.webhooks.mode = "drop";
    sandbox.paypal.approve(asked.ref);
    sandbox.stripe.refund(listed.payment.providerRef, 1_000);
    newEvents();
    expect((await reconcile(db, later(5), 10)).done).toBeGreaterThan(0);
    expect(await getOrder(db, asked.orderId)).toMatchObject({ status: "pending" });
    await applyInbox(db, later(6), 100);
    expect(await db.select().from(refunds).where(eq(refunds.orderId, listed.orderId))).toMatchObject([
      { status: "succeeded", reason: "made_at_provider", amountCents: 1_000 },
    ]);
    await reconcile(db, later(11), 10);
    expect(await getOrder(db, asked.orderId)).toMatchObject({ status: "confirmed" });
  });

  it("is fetched from the provider's list after the shop was down for days", async () => {
    const { orderId, payment } = await paidOrder();
    sandbox.webhooks.mode = "drop";
    sandbox.stripe.refund(payment.providerRef, 1_000);
    newEvents();
    await db.update(paymentEvents).set({ receivedAt: later(-10) });
    const back = later(29 * 24 * 60);
    await reconcile(db, back, 10);
    await applyInbox(db, back, 100);
    expect(await db.$count(refunds, eq(refunds.orderId, orderId))).toBe(1);
  });

  it("changes nothing and alerts staff when its payment belongs to no order", async () => {
    const stripe = await findOnlineProvider("stripe");
    const id = paymentAttemptIdSchema.parse(crypto.randomUUID());
    const request = {
      id,
      amountCents: cents(5_500),
      currency: "EUR",
      orderReference: "ORD-ELSEWHERE2",
      returnUrl: "http://localhost:3000",
    };
    const { ref } = (await stripe?.start(request)) ?? { ref: "" };
    sandbox.stripe.pay(ref, "succeed");
    const before = await db.$count(payments);
    for (const event of newEvents()) expect(await deliver(event.id)).toBe("received");
    expect(await db.$count(payments)).toBe(before);
    expect(await db.$count(alerts, eq(alerts.dedupeKey, `unknown_payment:${ref}`))).toBe(1);
    expect((await applyInbox(db, later(90), 100)).remaining).toBe(0);
  });
});

it("sets a payment of the wrong amount to review, leaving its order unpaid and its stock reserved", async () => {
  const orderId = await wronglyPaid(1);
  expect(await getOrder(db, orderId)).toMatchObject({ status: "pending" });
  expect(await paymentsOf(orderId)).toMatchObject([{ status: "review", amountCents: 1 }]);
  expect(await alertsOf(orderId)).toEqual(["amount_mismatch"]);
  await expireHolds(db, later(31), 100);
  expect(await getOrder(db, orderId)).toMatchObject({ status: "pending" });
});

it("lets an order be paid again, or expire, once staff have refunded a wrong amount", async () => {
  const orderId = await wronglyPaid(100);
  expect(await startPayment(db, orderId, "card", later(1))).toEqual({ ok: false, error: "in_progress" });
  const [payment] = await paymentsOf(orderId);
  for (const part of [40, 60]) {
    expect(await findOrderPayment(db, orderId)).toMatchObject({ status: "review" });
    sandbox.stripe.refund(payment?.providerRef ?? "", part);
    for (const { id } of newEvents()) await deliver(id);
  }
  expect(await findOrderPayment(db, orderId)).toMatchObject({ status: "unpaid" });
  expect(await startPayment(db, orderId, "card", later(2))).toMatchObject({ ok: true });
  await expireHolds(db, later(31), 100);
  expect(await getOrder(db, orderId)).toMatchObject({ status: "cancelled", cancelReason: "expired" });
});

it("does not capture an approved amount that differs from the order's total", async () => {
  const { orderId, ref } = await placeOnlineOrder(db, "paypal", now);
  const order = sandbox.paypal.orders().find(({ id }) => id === ref);
  if (!order) throw new Error("no order");
  order.request.purchase_units[0].amount.value = "1.00";
  sandbox.paypal.approve(ref);
  await syncOrder(db, orderId, later(1));
  expect(order.capture).toBeUndefined();
  expect(await getOrder(db, orderId)).toMatchObject({ status: "pending" });
  expect(await alertsOf(orderId)).toEqual(["amount_mismatch"]);
});

it("keeps an event whose payment the provider does not know now, as with exchanged keys, until it knows it again", async () => {
  const { orderId, ref } = await placeOnlineOrder(db, "card", now);
  sandbox.stripe.pay(ref, "succeed");
  sandbox.faults.add({ provider: "stripe", operation: "payment_intents.retrieve", kind: "unknown", times: 9 });
  for (const { id } of newEvents()) expect(await deliver(id)).toBe("received");
  expect(await getOrder(db, orderId)).toMatchObject({ status: "pending" });
  sandbox.faults.clear();
  await applyInbox(db, later(5), 10);
  expect(await getOrder(db, orderId)).toMatchObject({ status: "confirmed" });
});

it("keeps an event of a captured payment that PayPal does not know now", async () => {
  const { orderId, ref } = await placeOnlineOrder(db, "paypal", now);
  sandbox.paypal.approve(ref);
  for (const { id } of newEvents()) await deliver(id);
  const [payment] = await paymentsOf(orderId);
  sandbox.paypal.refund(payment?.providerRef ?? "", { amount: { currency_code: "EUR", value: "15.00" } });
  sandbox.faults.add({ provider: "paypal", operation: "orders.get", kind: "unknown", times: 9 });
  for (const { id } of newEvents()) await deliver(id);
  sandbox.faults.clear();
  await applyInbox(db, later(5), 10);
  expect(await findOrderPayment(db, orderId)).toMatchObject({ status: "partially_refunded", refundedCents: 1500 });
});

it("keeps an event of a pending payment that PayPal does not know now", async () => {
  const { orderId, ref } = await placeOnlineOrder(db, "paypal", now);
  sandbox.paypal.approve(ref, "pending");
  for (const { id } of newEvents()) await deliver(id);
  const [payment] = await paymentsOf(orderId);
  expect(payment).toMatchObject({ status: "processing" });
  sandbox.paypal.settle(payment?.providerRef ?? "");
  sandbox.faults.add({ provider: "paypal", operation: "orders.get", kind: "unknown", times: 9 });
  for (const { id } of newEvents()) await deliver(id);
  sandbox.faults.clear();
  await applyInbox(db, later(5), 10);
  expect(await findOrderPayment(db, orderId)).toMatchObject({ status: "paid" });
});

it("records a reversal by PayPal as a refund and alerts staff once", async () => {
  const { orderId, ref } = await placeOnlineOrder(db, "paypal", now);
  sandbox.paypal.approve(ref);
  for (const { id } of newEvents()) await deliver(id);
  const [payment] = await paymentsOf(orderId);
  if (!payment) throw new Error("not paid");
  newEvents();
  sandbox.paypal.reverse(payment.providerRef);
  for (const { id } of newEvents()) for (const _ of [1, 2]) expect(await deliver(id)).toBe("received");
  expect(await alertsOf(orderId)).toEqual(["refunded_at_provider", "payment_reversed"]);
  expect(await db.select().from(refunds).where(eq(refunds.orderId, orderId))).toMatchObject([
    { reason: "made_at_provider", status: "succeeded", amountCents: payment.amountCents },
  ]);
});

it("rejects a bad signature, and alerts staff once beyond a limit", async () => {
  const { path, headers } = sandbox.webhooks.signed(sandbox.webhooks.list().at(-1)?.id ?? "");
  const provider = path.split("/").at(-1) ?? "";
  for (let times = 0; times < limits.badSignature.max; times += 1) {
    expect(await receiveEvent(db, provider, { body: "{}", headers }, now)).toBe("bad_signature");
  }
  expect(await db.$count(alerts, eq(alerts.kind, "bad_signatures"))).toBe(0);
  for (let times = 0; times < 3; times += 1) await receiveEvent(db, provider, { body: "{}", headers }, now);
  expect(await db.$count(alerts, eq(alerts.kind, "bad_signatures"))).toBe(1);
});
