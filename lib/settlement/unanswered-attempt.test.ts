import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { paymentAttempts } from "@/db/schema/payments";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { placeOrder } from "@/lib/checkout/place-order";
import type { OrderId } from "@/lib/core/ids";
import { confirmUnpaid } from "@/lib/fulfilment/confirm-order";
import { type Sandbox, sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import { byCustomer, byStaff } from "@/tests/factories/actors";
import { checkoutInput } from "@/tests/factories/checkout";
import { reconcile } from "./reconcile";
import { startPayment } from "./start-payment";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, shopUrl: "http://127.0.0.1:1", now: () => now, timing: { retryDelaysMs: [] } });
  sandbox.webhooks.mode = "hold";
  Object.assign(process.env, sandboxEnvironment(sandbox.url));
});
afterAll(() => sandbox.close());

const attemptOf = async (orderId: OrderId) =>
  (await db.select({ status: paymentAttempts.status }).from(paymentAttempts).where(eq(paymentAttempts.orderId, orderId))).map(
    ({ status }) => status,
  );

it("an attempt that its provider never answered is kept while the order may be paid, and closed once staff have confirmed it", async () => {
  const cartId = await createCart(db, [{ variantId: (await createVariant(db)).id, quantity: 1 }]);
  const placed = await placeOrder(db, await checkoutInput(db, cartId, now, { paymentMethod: "card" }), byCustomer(now));
  if (!placed.ok) throw new Error(placed.error);
  const { id } = placed.value;
  sandbox.faults.add({ provider: "stripe", operation: "payment_intents.create", kind: "answer_lost", times: 1 });
  expect(await startPayment(db, id, "card", now)).toEqual({ ok: false, error: "unreachable" });
  await reconcile(db, later(11), 10);
  expect(await attemptOf(id)).toEqual(["open"]);
  await confirmUnpaid(db, id, byStaff(later(12)));
  await reconcile(db, later(22), 10);
  expect(await attemptOf(id)).toEqual(["closed"]);
});
