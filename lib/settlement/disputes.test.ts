import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { orderEvents } from "@/db/schema/orders";
import { alerts, payments, refunds } from "@/db/schema/payments";
import { outboxMessages } from "@/db/schema/shop";
import { testDatabase } from "@/db/testing";
import type { OrderId } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { shipOrder } from "@/lib/fulfilment/ship-order";
import { readWorkQueue } from "@/lib/operations/work-queue";
import { findAmountDue } from "@/lib/orders/amount-due";
import type { OnlineMethod } from "@/lib/payments/methods";
import { findOrderPayment } from "@/lib/payments/queries";
import { refundOrder } from "@/lib/refunds/refund-order";
import { type Sandbox, sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import { byStaff } from "@/tests/factories/actors";
import { getOrder } from "@/tests/factories/orders";
import { placeOnlineOrder } from "@/tests/factories/payments";
import { receiveEvent } from "./receive-event";
import { recordTransfer } from "./record-transfer";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const parcel = { carrier: "GLS", trackingNumber: "1" };
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, shopUrl: "http://127.0.0.1:1", now: () => now, timing: { retryDelaysMs: [] } });
  Object.assign(process.env, sandboxEnvironment(sandbox.url));
  sandbox.webhooks.mode = "hold";
});
afterAll(() => sandbox.close());

/** Delivers the events that the providers have created since the last call, in this order. */
let seen = 0;
async function deliver(order: "oldest first" | "newest first" = "oldest first") {
  const events = sandbox.webhooks.list().slice(seen);
  seen += events.length;
  for (const { id } of order === "oldest first" ? events : events.toReversed()) {
    const { path, body, headers } = sandbox.webhooks.signed(id);
    expect(await receiveEvent(db, path.split("/").at(-1) ?? "", { body, headers }, now)).toBe("received");
  }
}

/** Places and pays an order of 55.00; `dispute` and `end` are what the customer's bank or PayPal then does. */
async function paidOrder(method: OnlineMethod) {
  const { orderId, ref } = await placeOnlineOrder(db, method, now);
  if (method === "card") sandbox.stripe.pay(ref, "succeed");
  else sandbox.paypal.approve(ref);
  await deliver();
  const [payment] = await db.select().from(payments).where(eq(payments.orderId, orderId));
  if (!payment) throw new Error("not paid");
  const at = method === "card" ? sandbox.stripe : sandbox.paypal;
  const dispute = () => at.dispute(payment.providerRef).id;
  const end = (id: string, outcome: "won" | "lost") =>
    method === "card" ? sandbox.stripe.closeDispute(id, outcome) : sandbox.paypal.endDispute(id, outcome);
  return { orderId, payment, dispute, end };
}

const openAlerts = async (orderId: OrderId) =>
  (await db.select().from(alerts).where(eq(alerts.orderId, orderId)).orderBy(asc(alerts.id)))
    .filter(({ resolvedAt }) => resolvedAt === null)
    .map(({ kind }) => kind);

const timeline = async (orderId: OrderId) =>
  (await db.select().from(orderEvents).where(eq(orderEvents.orderId, orderId)).orderBy(asc(orderEvents.id)))
    .filter(({ kind }) => kind === "disputed" || kind === "dispute_closed")
    .map(({ kind, data }) => [kind, data]);

for (const method of ["card", "paypal"] as const) {
  test(`a second dispute of a payment by ${method} is recorded like the first`, async () => {
    const { orderId, dispute, end } = await paidOrder(method);
    const first = dispute();
    await deliver();
    expect(await openAlerts(orderId)).toEqual(["disputed"]);
    end(first, "won");
    await deliver();
    expect(await openAlerts(orderId)).toEqual(["dispute_won"]);
    const second = dispute();
    await deliver();
    expect(await openAlerts(orderId)).toEqual(["dispute_won", "disputed"]);
    end(second, "lost");
    await deliver();
    expect(await openAlerts(orderId)).toEqual(["dispute_won", "dispute_lost"]);
    expect(await timeline(orderId)).toEqual([
      ["disputed", {}],
      ["dispute_closed", { outcome: "won" }],
      ["disputed", {}],
      ["dispute_closed", { outcome: "lost" }],
    ]);
  });

  test(`a payment by ${method} that is disputed is not shipped without staff's consent`, async () => {
    const { orderId, dispute, end } = await paidOrder(method);
    const id = dispute();
    await deliver();
    expect(await shipOrder(db, orderId, parcel, byStaff(now))).toEqual({ ok: false, error: "disputed" });
    expect((await readWorkQueue(db, 100)).toPack.first).toContainEqual(
      expect.objectContaining({ reference: (await getOrder(db, orderId)).reference, disputed: true }),
    );
    const part = { ...parcel, lines: [{ position: 1, quantity: 1 }], despiteDispute: true };
    expect(await shipOrder(db, orderId, part, byStaff(now))).toMatchObject({ ok: true });
    end(id, "won");
    await deliver();
    expect(await shipOrder(db, orderId, parcel, byStaff(now))).toMatchObject({ ok: true });
  });

  test(`a dispute of ${method} that is lost after shipping leaves its price owed, until it is paid otherwise`, async () => {
    const { orderId, dispute, end } = await paidOrder(method);
    expect(await shipOrder(db, orderId, parcel, byStaff(now))).toMatchObject({ ok: true });
    end(dispute(), "lost");
    await deliver();
    expect(await findAmountDue(db, orderId)).toMatchObject({ billedCents: 5500, keptCents: 0, settledCents: 0, dueCents: 5500 });
    expect((await findOrderPayment(db, orderId)).status).toBe("unpaid");
    const owed = { reference: (await getOrder(db, orderId)).reference, dueCents: 5500 };
    expect((await readWorkQueue(db, 100)).owed.first).toContainEqual(expect.objectContaining(owed));
    expect(await db.$count(refunds, eq(refunds.orderId, orderId))).toBe(0);
    const paid = await recordTransfer(db, orderId, { amountCents: cents(5500), entry: `late ${method}` }, byStaff(now));
    expect(paid).toEqual({ ok: true, value: "paid" });
    expect((await readWorkQueue(db, 100)).owed.first).not.toContainEqual(expect.objectContaining(owed));
    const mails = await db.select({ kind: outboxMessages.kind }).from(outboxMessages).where(eq(outboxMessages.orderId, orderId));
    expect(mails.filter(({ kind }) => kind === "payment_received")).toHaveLength(2);
  });

  test(`a dispute of ${method} that is lost before shipping ends the order, and nothing is refunded`, async () => {
    const { orderId, dispute, end } = await paidOrder(method);
    end(dispute(), "lost");
    await deliver();
    expect(await getOrder(db, orderId)).toMatchObject({ status: "cancelled", dueCents: 0 });
    expect(await db.$count(refunds, eq(refunds.orderId, orderId))).toBe(0);
    expect((await findOrderPayment(db, orderId)).status).toBe("refunded");
    const mails = await db.select().from(outboxMessages).where(eq(outboxMessages.orderId, orderId));
    expect(mails.find(({ kind }) => kind === "cancelled")?.data).toMatchObject({ takenBackCents: 5500, backCents: 0, givenBackCents: 0 });
  });
}

test("a refund is made from the money that replaced a disputed payment, never from that", async () => {
  const { orderId, payment, dispute, end } = await paidOrder("card");
  expect(await shipOrder(db, orderId, parcel, byStaff(now))).toMatchObject({ ok: true });
  end(dispute(), "lost");
  await deliver();
  await recordTransfer(db, orderId, { amountCents: cents(5500), entry: "instead" }, byStaff(now));
  const what = { kind: "lines", lines: [{ position: 1, quantity: 2 }], shippingCents: "rest" } as const;
  expect(await refundOrder(db, orderId, { what, restock: false, note: "", iban: null }, byStaff(now))).toMatchObject({ ok: true });
  const made = await db.select().from(refunds).where(eq(refunds.orderId, orderId));
  expect(made).toMatchObject([{ amountCents: 5500, status: "to_transfer" }]);
  expect(made[0]?.paymentId).not.toBe(payment.id);
});

test("events of a dispute in the wrong order leave its last state, and the timeline shows both", async () => {
  const { orderId, dispute, end } = await paidOrder("card");
  end(dispute(), "lost");
  await deliver("newest first");
  expect(await openAlerts(orderId)).toEqual(["dispute_lost"]);
  expect((await timeline(orderId)).map(([kind]) => kind)).toEqual(["disputed", "dispute_closed"]);
});

test("money that PayPal reverses after a lost dispute is counted once", async () => {
  const { orderId, payment, dispute, end } = await paidOrder("paypal");
  expect(await shipOrder(db, orderId, parcel, byStaff(now))).toMatchObject({ ok: true });
  end(dispute(), "lost");
  sandbox.paypal.reverse(payment.providerRef);
  await deliver();
  expect(await findAmountDue(db, orderId)).toMatchObject({ keptCents: 0, settledCents: 0 });
});

test("a refund before a lost dispute of the rest counts beside it, also where the shop hears of both at once", async () => {
  const { orderId, payment, dispute, end } = await paidOrder("card");
  expect(await shipOrder(db, orderId, parcel, byStaff(now))).toMatchObject({ ok: true });
  sandbox.stripe.refund(payment.providerRef, 1500);
  end(dispute(), "lost");
  await deliver();
  expect(await findAmountDue(db, orderId)).toMatchObject({ keptCents: 0, settledCents: 0 });
});

test("a second payment is refunded while a refund of the first is under way", async () => {
  const { orderId, payment } = await paidOrder("card");
  expect(await shipOrder(db, orderId, parcel, byStaff(now))).toMatchObject({ ok: true });
  await db.insert(refunds).values({ orderId, paymentId: payment.id, amountCents: cents(2500), reason: "requested", status: "pending" });
  const again = await recordTransfer(db, orderId, { amountCents: cents(5500), entry: "again" }, byStaff(now));
  expect(again).toEqual({ ok: true, value: "refunded" });
});
