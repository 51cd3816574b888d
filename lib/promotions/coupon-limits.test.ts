import { eq, sql } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { coupons } from "@/db/schema/promotions";
import { countLockWaits, createCart, createVariant, testDatabase } from "@/db/testing";
import { setCoupon } from "@/lib/cart/change-cart";
import { placeOrder } from "@/lib/checkout/place-order";
import { sandboxEnvironment } from "@/sandbox/start-sandbox";
import { byCustomer } from "@/tests/factories/actors";
import { checkoutInput } from "@/tests/factories/checkout";
import { inboxOf } from "./inbox";

// Orders by card, as unpaid orders of one customer wait for each other anyway. No provider is called.
Object.assign(process.env, sandboxEnvironment("http://127.0.0.1:1"));
const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");

it.each([
  ["Ana@Example.com", "ana@example.com"],
  ["ana+shop@example.com", "ana@example.com"],
  ["ana+a+b@example.com", "ana@example.com"],
  ["ana.b@example.com", "ana.b@example.com"],
  ["A.n.a+shop@Gmail.com", "ana@gmail.com"],
  ["a.na@googlemail.com", "ana@gmail.com"],
  ["+ana@example.com", "+ana@example.com"],
])("%s is the inbox %s", (email, inbox) => {
  expect(inboxOf(email)).toBe(inbox);
});

/** Places an order of one item with the coupon, each of another cart and variant. */
async function order(code: string, email: string) {
  const cartId = await createCart(db, [{ variantId: (await createVariant(db)).id, quantity: 1 }]);
  await setCoupon(db, cartId, code, now);
  const input = await checkoutInput(db, cartId, now, { paymentMethod: "card", email });
  return async () => {
    const placed = await placeOrder(db, input, byCustomer(now));
    return placed.ok ? "ordered" : placed.error;
  };
}

const insert = async (code: string) =>
  await db.insert(coupons).values({ code, kind: "percentage", value: 10, perCustomerLimit: 1, validFrom: new Date(0) });

it("a coupon for one use per customer is redeemed once by an inbox, however its address is written", async () => {
  await insert("INBOX");
  const outcomes = [];
  for (const email of ["ana@gmail.com", "a.na@gmail.com", "ana+2@googlemail.com", "iva@gmail.com"])
    outcomes.push(await (await order("INBOX", email))());
  expect(outcomes).toEqual(["ordered", "coupon_already_used", "coupon_already_used", "ordered"]);
});

it("a coupon for one use per customer is redeemed once by one who orders five carts at the same time", async () => {
  await insert("RACE");
  const ready: (() => Promise<string>)[] = [];
  for (let count = 0; count < 5; count += 1) ready.push(await order("RACE", `ana+${count}@example.com`));
  const racing = await db.transaction(async (tx) => {
    await tx.execute(sql`select from coupons where code = 'RACE' for update`);
    const placing = Promise.all(ready.map((place) => place()));
    // All five have come to the coupon before the first of them can count.
    await vi.waitUntil(async () => (await countLockWaits(db)) === ready.length, { timeout: 20_000 });
    return { placing };
  });
  const outcomes = await racing.placing;
  expect(outcomes.toSorted()).toEqual([...Array.from({ length: 4 }, () => "coupon_already_used"), "ordered"]);
  expect(await db.select({ timesUsed: coupons.timesUsed }).from(coupons).where(eq(coupons.code, "RACE"))).toEqual([{ timesUsed: 1 }]);
});
