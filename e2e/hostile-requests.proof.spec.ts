import { createCart, createOrder } from "./factories";
import { expect, test } from "./fixtures";
import { attack, hostileRequests } from "./hostile-requests";

test("no request gets a 500, waits long or logs an error", async ({ db, request }) => {
  test.setTimeout(30 * 60_000);
  const order = await createOrder(db);
  const cookie = `cart=${await createCart(db)}; order_${order.reference}=${order.accessToken}`;
  const values = [order.reference, order.accessToken, "everyday-t-shirt", "stripe", "expire-holds"];
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
  console.log(`SEED=${seed}`);
  await attack(hostileRequests({ cookie, values }), { seed, count: 5000 });
  expect((await request.get("/api/health")).status()).toBe(200);
});
