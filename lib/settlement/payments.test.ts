import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { variants } from "@/db/schema/catalog";
import { orderEvents, orders } from "@/db/schema/orders";
import { alerts, paymentAttempts, payments, refunds } from "@/db/schema/payments";
import { outboxMessages } from "@/db/schema/shop";
import { createCart, testDatabase } from "@/db/testing";
import { addToCart } from "@/lib/cart/change-cart";
import { findCart } from "@/lib/cart/queries";
import { placeOrder } from "@/lib/checkout/place-order";
import type { OrderId, VariantId } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { findOpenAttempt } from "@/lib/payments/attempts";
import type { OnlineMethod } from "@/lib/payments/methods";
import { ProviderRejected, ProviderUnreachable } from "@/lib/payments/port/online-provider";
import { findOnlineProvider } from "@/lib/payments/providers";
import { findOrderPayment } from "@/lib/payments/queries";
import { cancelPlacedOrder } from "@/lib/refunds/cancel-placed-order";
import { type Sandbox, sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import { byCustomer, byStaff } from "@/tests/factories/actors";
import { checkoutInput, listStockDisagreements } from "@/tests/factories/checkout";
import { getOrder, startedRef } from "@/tests/factories/orders";
import { placeOnlineOrder } from "@/tests/factories/payments";
import { expireHolds } from "./expire-holds";
import { recordPayment } from "./record-payment";
import { sendRefunds } from "./send-refunds";
import { startPayment } from "./start-payment";
import { syncOrder } from "./sync-payment";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
let sandbox: Sandbox;

beforeAll(async () => {
  // Nothing listens on that port: these tests ask the providers and receive no webhooks.
  sandbox = await startSandbox({ port: 0, shopUrl: "http://127.0.0.1:1", timing: { retryDelaysMs: [] } });
  Object.assign(process.env, sandboxEnvironment(sandbox.url));
});
afterAll(() => sandbox.close());

const kinds = async (orderId: OrderId) =>
  (await db.select({ kind: orderEvents.kind }).from(orderEvents).where(eq(orderEvents.orderId, orderId)).orderBy(orderEvents.id)).map(
    ({ kind }) => kind,
  );
const mails = async (orderId: OrderId) =>
  (await db.select({ kind: outboxMessages.kind }).from(outboxMessages).where(eq(outboxMessages.orderId, orderId)))
    .map(({ kind }) => kind)
    .sort();
const reservedOf = async (id: VariantId) =>
  (await db.select({ reserved: variants.reserved }).from(variants).where(eq(variants.id, id)))[0]?.reserved;

function pay(method: OnlineMethod, ref: string): void {
  if (method === "card") sandbox.stripe.pay(ref, "succeed");
  else sandbox.paypal.approve(ref);
}

/** Pays in a way that the bank delays. */
function delay(method: OnlineMethod, ref: string): void {
  if (method === "card") sandbox.stripe.pay(ref, "process");
  else sandbox.paypal.approve(ref, "pending");
}

function settle(method: OnlineMethod, ref: string): void {
  if (method === "card") sandbox.stripe.settle(ref, "succeed");
  else sandbox.paypal.settle(sandbox.paypal.orders().find(({ id }) => id === ref)?.capture?.id ?? "");
}

describe.each(["card", "paypal"] as const)("an order paid by %s", (method) => {
  it("is confirmed, mailed and taken out of its cart once, however often it is synced", async () => {
    const { orderId, ref, cartId, variant } = await placeOnlineOrder(db, method, now);
    pay(method, ref);
    await Promise.all(Array.from({ length: 5 }, () => syncOrder(db, orderId, later(1))));
    await syncOrder(db, orderId, later(2));
    expect(await getOrder(db, orderId)).toMatchObject({ status: "confirmed", expiresAt: null, paymentMethod: method });
    expect(await db.select().from(payments).where(eq(payments.orderId, orderId))).toMatchObject([
      { status: "captured", amountCents: 5500, currency: "EUR" },
    ]);
    expect(await kinds(orderId)).toEqual(["placed", "payment_received", "confirmed"]);
    expect(await mails(orderId)).toEqual(["order_received", "payment_received"]);
    expect(await findCart(db, cartId)).toBeUndefined();
    expect(await reservedOf(variant.id)).toBe(2);
    expect(await startPayment(db, orderId, method, later(3))).toEqual({ ok: false, error: "not_payable" });
  });

  it("is reopened by a late payment if its stock is still available, and refunded if not", async () => {
    const [available, soldOut] = [await placeOnlineOrder(db, method, now, 2), await placeOnlineOrder(db, method, now, 2)];
    for (const { orderId, ref } of [available, soldOut]) {
      delay(method, ref);
      await syncOrder(db, orderId, later(1));
      expect(await findOrderPayment(db, orderId)).toMatchObject({ status: "processing" });
    }
    await expireHolds(db, later(31), 100);
    expect(await getOrder(db, available.orderId)).toMatchObject({ status: "pending", expiresAt: later(61) });
    const tenDays = later(10 * 24 * 60);
    await expireHolds(db, tenDays, 100);
    expect(await getOrder(db, soldOut.orderId)).toMatchObject({ status: "cancelled", cancelReason: "expired" });
    const other = await placeOrder(
      db,
      await checkoutInput(db, await createCart(db, [{ variantId: soldOut.variant.id, quantity: 1 }]), now),
      byCustomer(now),
    );
    expect(other.ok).toBe(true);
    for (const { orderId, ref } of [available, soldOut]) {
      settle(method, ref);
      await syncOrder(db, orderId, tenDays);
      await syncOrder(db, orderId, tenDays);
    }
    expect(await getOrder(db, available.orderId)).toMatchObject({ status: "confirmed", cancelledAt: null });
    expect(await reservedOf(available.variant.id)).toBe(2);
    expect(await mails(available.orderId)).toEqual(["cancelled", "order_received", "payment_received"]);
    expect(await getOrder(db, soldOut.orderId)).toMatchObject({ status: "cancelled" });
    expect(await db.select().from(refunds).where(eq(refunds.orderId, soldOut.orderId))).toMatchObject([
      { status: "succeeded", reason: "sold_out" },
    ]);
    expect(await mails(soldOut.orderId)).toEqual(["cancelled", "order_received", "refunded"]);
    expect(await db.select().from(alerts).where(eq(alerts.orderId, soldOut.orderId))).toMatchObject([{ kind: "paid_after_cancel" }]);
  });

  it("is refunded once when it is cancelled", async () => {
    const { orderId, ref, variant } = await placeOnlineOrder(db, method, now);
    pay(method, ref);
    await syncOrder(db, orderId, later(1));
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => cancelPlacedOrder(db, orderId, { reason: "customer", note: "" }, byCustomer(later(2)))),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db.select().from(refunds).where(eq(refunds.orderId, orderId))).toMatchObject([
      { status: "succeeded", amountCents: 5500, reason: "cancelled" },
    ]);
    expect(await findOrderPayment(db, orderId)).toMatchObject({ status: "refunded", refundedCents: 5500 });
    expect(await mails(orderId)).toEqual(["cancelled", "order_received", "payment_received", "refunded"]);
    expect(await reservedOf(variant.id)).toBe(0);
  });

  it("is ended at the provider and then released when it is not paid in time", async () => {
    const { orderId, variant } = await placeOnlineOrder(db, method, now);
    await expireHolds(db, later(31), 100);
    expect(await getOrder(db, orderId)).toMatchObject({ status: "cancelled", cancelReason: "expired" });
    expect(await db.select().from(paymentAttempts).where(eq(paymentAttempts.orderId, orderId))).toMatchObject([{ status: "closed" }]);
    expect(await reservedOf(variant.id)).toBe(0);
  });

  it("keeps its hold, and alerts staff, while the provider can't be reached", async () => {
    const { orderId, variant } = await placeOnlineOrder(db, method, now);
    sandbox.faults.add({ provider: method === "card" ? "stripe" : "paypal", kind: "error", times: 1 });
    await expireHolds(db, later(31), 100);
    expect(await getOrder(db, orderId)).toMatchObject({ status: "pending", expiresAt: later(36) });
    expect(await reservedOf(variant.id)).toBe(2);
    expect(await db.select().from(alerts).where(eq(alerts.orderId, orderId))).toMatchObject([{ kind: "provider_unreachable" }]);
    await expireHolds(db, later(36), 100);
    expect(await getOrder(db, orderId)).toMatchObject({ status: "cancelled" });
  });

  it("is replaced by a new order from the same cart, which gets its stock", async () => {
    const { orderId, cartId, variant } = await placeOnlineOrder(db, method, now, 2);
    const outcome = await placeOrder(
      db,
      await checkoutInput(db, cartId, now, { paymentMethod: method, note: "leave it at the door" }),
      byCustomer(later(1)),
    );
    if (!outcome.ok) throw new Error(outcome.error);
    expect(outcome.value.id).not.toBe(orderId);
    expect(await getOrder(db, orderId)).toMatchObject({ status: "cancelled", cancelReason: "replaced" });
    expect(await reservedOf(variant.id)).toBe(2);
  });

  it("stays the same order when its checkout is sent again unchanged, and is replaced when the checkout changed", async () => {
    const { orderId, cartId } = await placeOnlineOrder(db, method, now);
    const { checkoutKey } = await getOrder(db, orderId);
    const again = await checkoutInput(db, cartId, now, { checkoutKey, paymentMethod: "card" });
    expect(await placeOrder(db, again, byCustomer(later(1)))).toMatchObject({ ok: true, value: { id: orderId } });
    const changed = await placeOrder(db, { ...again, email: "iva@example.com" }, byCustomer(later(2)));
    if (!changed.ok) throw new Error(changed.error);
    expect(changed.value.id).not.toBe(orderId);
    expect(await getOrder(db, orderId)).toMatchObject({ cancelReason: "replaced" });
    expect(await getOrder(db, changed.value.id)).toMatchObject({ checkoutKey, status: "pending" });
  });

  it.each(["error", "reset", "answer_lost"] as const)("is saved when the provider fails to start with %s, and paid later", async (kind) => {
    const { orderId } = await placeOnlineOrder(db, method, now);
    await cancelAttempts(orderId);
    sandbox.faults.add({ provider: method === "card" ? "stripe" : "paypal", kind, times: 1, operation: startOperation[method] });
    expect(await startPayment(db, orderId, method, later(1))).toEqual({ ok: false, error: "unreachable" });
    pay(method, await startedRef(db, orderId, method, later(2)));
    await syncOrder(db, orderId, later(3));
    expect(await findOrderPayment(db, orderId)).toMatchObject({ status: "paid" });
    // Stripe repeats its failure under a key, so the next try needs a new attempt.
    const attempts = method === "card" && kind === "error" ? 3 : 2;
    expect(await db.select().from(paymentAttempts).where(eq(paymentAttempts.orderId, orderId))).toHaveLength(attempts);
  });
});

const startOperation = { card: "payment_intents.create", paypal: "orders.create" };

async function cancelAttempts(orderId: OrderId): Promise<void> {
  await db.update(paymentAttempts).set({ status: "closed", closedAt: now }).where(eq(paymentAttempts.orderId, orderId));
}

it("sets a payment that differs from the order's total to review, and blocks a second payment", async () => {
  const { orderId, ref } = await placeOnlineOrder(db, "card", now);
  await db
    .update(orders)
    .set({ subtotalCents: sql`subtotal_cents + 100`, totalCents: sql`total_cents + 100` })
    .where(eq(orders.id, orderId));
  pay("card", ref);
  await syncOrder(db, orderId, later(1));
  expect(await findOrderPayment(db, orderId)).toMatchObject({ status: "review", openMethod: null });
  expect(await getOrder(db, orderId)).toMatchObject({ status: "pending" });
  expect(await startPayment(db, orderId, "card", later(2))).toEqual({ ok: false, error: "in_progress" });
  expect(await startPayment(db, orderId, "paypal", later(2))).toEqual({ ok: false, error: "in_progress" });
});

it("lets the customer change from card to PayPal on one order", async () => {
  const { orderId } = await placeOnlineOrder(db, "card", now);
  const ref = await startedRef(db, orderId, "paypal", later(1));
  sandbox.paypal.approve(ref);
  await syncOrder(db, orderId, later(2));
  expect(await getOrder(db, orderId)).toMatchObject({ status: "confirmed", paymentMethod: "paypal" });
  expect(sandbox.stripe.paymentIntents.at(-1)).toMatchObject({ status: "canceled" });
});

it("lets the customer approve a PayPal payment again after its capture was declined", async () => {
  const { orderId, ref } = await placeOnlineOrder(db, "paypal", now);
  sandbox.paypal.approve(ref, "declined");
  await syncOrder(db, orderId, later(1));
  expect(await startedRef(db, orderId, "paypal", later(2))).toBe(ref);
  sandbox.paypal.approve(ref, "paid");
  await syncOrder(db, orderId, later(3));
  expect(await getOrder(db, orderId)).toMatchObject({ status: "confirmed" });
  expect(await mails(orderId)).toEqual(["order_received", "payment_failed", "payment_received"]);
});

it("leaves the stock ledger consistent", async () => {
  expect(await listStockDisagreements(db)).toEqual([]);
});

describe("a late answer", () => {
  /** Asks the provider now; the result records the answer later, against the attempt as it was before. */
  async function askProvider(orderId: OrderId, ref: string) {
    const attempt = await findOpenAttempt(db, orderId);
    const provider = attempt && (await findOnlineProvider(attempt.provider));
    if (!provider) throw new Error("no attempt is open");
    const seen = await provider.find(ref);
    return () => db.transaction((tx) => recordPayment(tx, attempt, { seen }, later(2)));
  }

  it("never moves a payment back, from paid to processing or from processing to open", async () => {
    const { orderId, ref } = await placeOnlineOrder(db, "card", now);
    const open = await askProvider(orderId, ref);
    delay("card", ref);
    const processing = await askProvider(orderId, ref);
    await syncOrder(db, orderId, later(1));
    await expect(open()).rejects.toThrow(ProviderUnreachable);
    expect(await findOrderPayment(db, orderId)).toMatchObject({ status: "processing" });
    settle("card", ref);
    await syncOrder(db, orderId, later(1));
    await expect(processing()).rejects.toThrow(ProviderUnreachable);
    expect(await db.select().from(payments).where(eq(payments.orderId, orderId))).toMatchObject([{ status: "captured" }]);
    expect(await mails(orderId)).toEqual(["order_received", "payment_received"]);
  });

  it("is asked for again when another answer was recorded first", async () => {
    const { orderId, ref } = await placeOnlineOrder(db, "card", now);
    pay("card", ref);
    await Promise.all([1, 2, 3].map(() => syncOrder(db, orderId, later(1)))).then((outcomes) =>
      expect(outcomes).toEqual(["synced", "synced", "synced"]),
    );
    expect(await findOrderPayment(db, orderId)).toMatchObject({ status: "paid" });
  });
});

it("does not replace an order whose payment is processing or in review when its cart is ordered again", async () => {
  for (const state of ["processing", "review"] as const) {
    const { orderId, ref, cartId, variant } = await placeOnlineOrder(db, "card", now, 9);
    if (state === "review") {
      await db
        .update(orders)
        .set({ shippingCents: cents(600), totalCents: cents(5600) })
        .where(eq(orders.id, orderId));
      pay("card", ref);
    } else delay("card", ref);
    await syncOrder(db, orderId, later(1));
    expect(await findOrderPayment(db, orderId)).toMatchObject({ status: state });
    const added = await addToCart(db, cartId, { variantId: variant.id, quantity: 1 }, later(2));
    if (!added.ok) throw new Error(added.error);
    const second = await placeOrder(db, await checkoutInput(db, added.cartId, later(2)), byCustomer(later(2)));
    if (!second.ok) throw new Error(second.error);
    expect(second.value.id).not.toBe(orderId);
    expect(await getOrder(db, orderId)).toMatchObject({ status: "pending" });
  }
});

it("mails the customer about each late failure even after a declined card, and allows another try", async () => {
  const { orderId, ref } = await placeOnlineOrder(db, "card", now);
  sandbox.stripe.pay(ref, "decline");
  await syncOrder(db, orderId, later(1));
  for (const minutes of [2, 4]) {
    delay("card", ref);
    await syncOrder(db, orderId, later(minutes));
    expect(await findOrderPayment(db, orderId)).toMatchObject({ status: "processing" });
    sandbox.stripe.settle(ref, "fail");
    await syncOrder(db, orderId, later(minutes + 1));
  }
  expect(await mails(orderId)).toEqual(["order_received", "payment_failed", "payment_failed", "payment_failed"]);
  expect((await kinds(orderId)).filter((kind) => kind === "payment_processing")).toHaveLength(2);
});

it("does not count a refund as failed when its provider rejects the lookup", async () => {
  const { orderId, ref } = await placeOnlineOrder(db, "card", now);
  pay("card", ref);
  await syncOrder(db, orderId, later(1));
  const stripe = await findOnlineProvider("stripe");
  if (!stripe) throw new Error("no keys");
  sandbox.faults.add({ provider: "stripe", operation: "refunds.create", kind: "error", times: 1 });
  await cancelPlacedOrder(db, orderId, { reason: "staff", note: "" }, byStaff(later(2)));
  vi.spyOn(stripe, "findByPayment").mockRejectedValueOnce(new ProviderRejected("not_found", "another account's key"));
  const statuses = async () => (await db.select().from(refunds).where(eq(refunds.orderId, orderId))).map(({ status }) => status);
  await sendRefunds(db, later(30), 100);
  expect(await statuses()).toEqual(["open"]);
  await sendRefunds(db, later(3 * 24 * 60), 100);
  expect(await statuses()).toEqual(["succeeded"]);
});
