import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { testDatabase } from "@/db/testing";
import { findOnlineProvider } from "@/lib/payments/providers";
import { type Sandbox, sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import { getOrder } from "@/tests/factories/orders";
import { placeOnlineOrder } from "@/tests/factories/payments";
import { syncOrder } from "./sync-payment";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, shopUrl: "http://127.0.0.1:1", timing: { retryDelaysMs: [] } });
  Object.assign(process.env, sandboxEnvironment(sandbox.url));
});
afterAll(() => sandbox.close());

it("repeats a capture without an answer under its key, and takes a new key after a decline, whose answer PayPal may repeat", async () => {
  const { orderId, ref } = await placeOnlineOrder(db, "paypal", now);
  const paypal = await findOnlineProvider("paypal");
  if (!paypal) throw new Error("no keys");
  const capture = vi.spyOn(paypal, "capture");
  sandbox.paypal.approve(ref, "declined");
  sandbox.faults.add({ provider: "paypal", operation: "orders.capture", kind: "error", times: 1 });
  for (const minutes of [1, 2]) await syncOrder(db, orderId, later(minutes));
  sandbox.paypal.approve(ref, "paid");
  await syncOrder(db, orderId, later(3));
  expect((await getOrder(db, orderId)).status).toBe("confirmed");
  const [first, repeated, other] = capture.mock.calls.map(([, key]) => key);
  expect([capture.mock.calls.length, repeated, other === first]).toEqual([3, first, false]);
});
