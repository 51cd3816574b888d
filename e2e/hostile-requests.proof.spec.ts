import { attack } from "./attack";
import { createCart, createOrder } from "./factories";
import { expect, test } from "./fixtures";
import { hostileRequests } from "./hostile-requests";

const COUNT = 5000;

test("no request gets a 500, waits long, delays others or logs an error", async ({ db, request }) => {
  test.setTimeout(30 * 60_000);
  const order = await createOrder(db);
  const cookie = `cart=${await createCart(db)}; order_${order.reference}=${order.accessToken}`;
  const values = [order.reference, order.accessToken, "everyday-t-shirt", "stripe", "expire-holds"];
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
  console.log(`SEED=${seed}`);
  const started = Date.now();
  const { sent, longestMs } = await attack(hostileRequests({ cookie, values }), { seed, count: COUNT, minutes: 15, atOnce: 4 });
  console.log(`${sent} requests in ${Math.round((Date.now() - started) / 1000)} s; others waited ${longestMs} ms at most`);
  expect(sent).toBeGreaterThanOrEqual(COUNT);
  expect((await request.get("/api/health")).status()).toBe(200);
});
