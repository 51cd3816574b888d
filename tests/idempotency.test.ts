import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { stockMovements } from "@/db/schema/inventory";
import { orderEvents } from "@/db/schema/orders";
import { paymentAttempts, paymentEvents, payments, refunds } from "@/db/schema/payments";
import { outboxMessages } from "@/db/schema/shop";
import { testDatabase } from "@/db/testing";
import type { OrderId } from "@/lib/core/ids";
import type { OnlineMethod } from "@/lib/payments/methods";
import { refundOrder } from "@/lib/refunds/refund-order";
import { receiveEvent } from "@/lib/settlement/receive-event";
import { sendRefunds } from "@/lib/settlement/send-refunds";
import { startPayment } from "@/lib/settlement/start-payment";
import { syncOrder } from "@/lib/settlement/sync-payment";
import { type Sandbox, sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import { byStaff } from "@/tests/factories/actors";
import { listStockDisagreements } from "@/tests/factories/checkout";
import { getOrder, startedRef } from "./factories/orders";
import { placeOnlineOrder } from "./factories/payments";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
let sandbox: Sandbox;

beforeAll(async () => {
  // No server listens there, because these tests deliver the events themselves.
  sandbox = await startSandbox({ port: 0, shopUrl: "http://127.0.0.1:1", now: () => now, timing: { retryDelaysMs: [] } });
  Object.assign(process.env, sandboxEnvironment(sandbox.url));
});
afterEach(() => sandbox.faults.clear());
afterAll(() => sandbox.close());

const PROVIDERS = { card: "stripe", paypal: "paypal" } as const;
const OPERATIONS = {
  card: { create: "payment_intents.create", take: "payment_intents.retrieve", refund: "refunds.create" },
  paypal: { create: "orders.create", take: "orders.capture", refund: "captures.refund" },
} as const;

function pay(method: OnlineMethod, ref: string): void {
  if (method === "card") sandbox.stripe.pay(ref, "succeed");
  else sandbox.paypal.approve(ref);
}

/** The last event about a payment, which notifies the shop that it is paid or approved. */
function eventOf(ref: string): string {
  const event = sandbox.webhooks.list().findLast(({ body }) => body.includes(ref));
  if (!event) throw new Error("no event was sent");
  return event.id;
}

async function bring(id: string) {
  const { path, body, headers } = sandbox.webhooks.signed(id);
  return await receiveEvent(db, path.split("/").at(-1) ?? "", { body, headers }, later(1));
}

/** The number of captures and refunds for an attempt in the provider's own books. */
function booksOf(method: OnlineMethod, ref: string): { taken: number; refunds: number } {
  if (method === "card") {
    const charges = sandbox.stripe.charges.filter(({ paymentIntent, captured }) => paymentIntent === ref && captured);
    return { taken: charges.length, refunds: sandbox.stripe.refunds.filter(({ paymentIntent }) => paymentIntent === ref).length };
  }
  const order = sandbox.paypal.orders().find(({ id }) => id === ref);
  return { taken: order?.capture ? 1 : 0, refunds: order?.refunds.length ?? 0 };
}

async function expectPaidOnce(orderId: OrderId): Promise<void> {
  expect(await getOrder(db, orderId)).toMatchObject({ status: "confirmed" });
  expect(await db.select().from(payments).where(eq(payments.orderId, orderId))).toMatchObject([{ status: "captured", amountCents: 5500 }]);
  const about = { orderId, kind: "payment_received" };
  const mails = and(eq(outboxMessages.orderId, about.orderId), eq(outboxMessages.kind, about.kind));
  expect(await db.$count(outboxMessages, mails)).toBe(1);
  expect(await db.$count(orderEvents, and(eq(orderEvents.orderId, about.orderId), eq(orderEvents.kind, about.kind)))).toBe(1);
  expect(await db.select().from(stockMovements).where(eq(stockMovements.orderId, orderId))).toMatchObject([
    { kind: "reserve", quantity: 2 },
  ]);
  expect(await listStockDisagreements(db)).toEqual([]);
}

describe.each(["card", "paypal"] as const)("by %s", (method) => {
  const provider = PROVIDERS[method];
  const operations = OPERATIONS[method];

  it("ten copies of one webhook and the browser's return at the same moment pay an order once", async () => {
    const { orderId, ref } = await placeOnlineOrder(db, method, now);
    pay(method, ref);
    const event = eventOf(ref);
    const [returned, ...answers] = await Promise.all([syncOrder(db, orderId, later(1)), ...Array.from({ length: 10 }, () => bring(event))]);
    expect(returned).toBe("synced");
    expect(answers).toEqual(Array.from({ length: 10 }, () => "received"));
    await expectPaidOnce(orderId);
    expect(booksOf(method, ref)).toEqual({ taken: 1, refunds: 0 });
    expect(await db.select().from(paymentEvents).where(eq(paymentEvents.eventId, event))).toMatchObject([{ lastError: null, tries: 0 }]);
  });

  it("the webhook alone pays an order whose tab was closed after paying", async () => {
    const { orderId, ref } = await placeOnlineOrder(db, method, now);
    pay(method, ref);
    expect(await bring(eventOf(ref))).toBe("received");
    await expectPaidOnce(orderId);
    expect(booksOf(method, ref)).toEqual({ taken: 1, refunds: 0 });
  });

  describe.each(["error", "answer_lost"] as const)("if the provider answers with %s", (kind) => {
    const disturb = (operation: string, times = 1) => sandbox.faults.add({ provider, operation, kind, times });

    it("a payment is created once, and an attempt already begun is found again", async () => {
      const { orderId } = await placeOnlineOrder(db, method, now);
      await db.update(paymentAttempts).set({ status: "closed", closedAt: now }).where(eq(paymentAttempts.orderId, orderId));
      const before = { card: sandbox.stripe.paymentIntents.length, paypal: sandbox.paypal.orders().length }[method];
      disturb(operations.create, 2);
      for (const minute of [1, 2]) {
        expect(await startPayment(db, orderId, method, later(minute))).toEqual({ ok: false, error: "unreachable" });
        expect(await getOrder(db, orderId)).toMatchObject({ status: "pending" });
      }
      const ref = await startedRef(db, orderId, method, later(3));
      expect({ card: sandbox.stripe.paymentIntents.length, paypal: sandbox.paypal.orders().length }[method]).toBe(before + 1);
      pay(method, ref);
      await syncOrder(db, orderId, later(4));
      await expectPaidOnce(orderId);
    });

    it("its payment is captured once, and the capture is found", async () => {
      const { orderId, ref } = await placeOnlineOrder(db, method, now);
      pay(method, ref);
      disturb(operations.take);
      expect(await syncOrder(db, orderId, later(1))).toBe("unreachable");
      expect(await getOrder(db, orderId)).toMatchObject({ status: "pending" });
      expect(await syncOrder(db, orderId, later(2))).toBe("synced");
      await expectPaidOnce(orderId);
      expect(booksOf(method, ref)).toEqual({ taken: 1, refunds: 0 });
    });

    it("its payment is refunded once, and the customer is notified once", async () => {
      const { orderId, ref } = await placeOnlineOrder(db, method, now);
      pay(method, ref);
      await syncOrder(db, orderId, later(1));
      disturb(operations.refund, 2);
      const whole = { what: { kind: "whole" }, restock: false, note: "", iban: null } as const;
      expect(await refundOrder(db, orderId, whole, byStaff(later(2)))).toMatchObject({ ok: true });
      for (const minutes of [4, 8]) await sendRefunds(db, later(minutes), 10, orderId);
      expect(await db.select().from(refunds).where(eq(refunds.orderId, orderId))).toMatchObject([
        { status: "succeeded", amountCents: 5500, reason: "requested" },
      ]);
      expect(booksOf(method, ref)).toEqual({ taken: 1, refunds: 1 });
      expect(await db.$count(outboxMessages, and(eq(outboxMessages.orderId, orderId), eq(outboxMessages.kind, "refunded")))).toBe(1);
    });
  });
});

describe.each(["error", "answer_lost"] as const)("if Stripe answers a capture with %s", (kind) => {
  it("an authorised card payment is captured once, and the capture is found", async () => {
    const { orderId, ref } = await placeOnlineOrder(db, "card", now);
    const intent = sandbox.stripe.paymentIntents.find(({ id }) => id === ref);
    if (!intent) throw new Error("no intent");
    intent.captureMethod = "manual";
    pay("card", ref);
    expect(intent.status).toBe("requires_capture");
    sandbox.faults.add({ provider: "stripe", operation: "payment_intents.capture", kind });
    expect(await syncOrder(db, orderId, later(1))).toBe("unreachable");
    expect(await getOrder(db, orderId)).toMatchObject({ status: "pending" });
    expect(await syncOrder(db, orderId, later(2))).toBe("synced");
    await expectPaidOnce(orderId);
    expect(booksOf("card", ref)).toEqual({ taken: 1, refunds: 0 });
  });
});
