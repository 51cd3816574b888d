import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import type { CartId } from "@/lib/core/ids";
import { ORDER_STATUSES, type OrderStatus } from "@/lib/orders/status";
import { cleanCarts, deleteAbandoned } from "./clean-carts";
import { runJob } from "./jobs";

const { db, client } = await testDatabase();
const NOW = new Date("2026-11-23T08:00:00.000Z");
const EIGHT_DAYS_MS = 8 * 24 * 60 * 60 * 1000;
const touched = (age: number) => new Date(NOW.getTime() - age);
const LONG_AGO = touched(30 * 24 * 60 * 60 * 1000);
// The raw client expects times as text.
const LIMIT = touched(EIGHT_DAYS_MS).toISOString();

beforeEach(async () => {
  await client`delete from carts`;
});

async function isThere(cart: CartId): Promise<boolean> {
  return (await client`select 1 from carts where id = ${cart}`).length === 1;
}

async function insertOrders(cart: CartId, status: OrderStatus) {
  await client`
    insert into orders (reference, payment_reference, checkout_key, cart_id, status, payment_method, email, phone, shipping_address,
      billing_address, shipping_method, subtotal_cents, discount_cents, shipping_cents, total_cents, vat_by_rate, placed_at, cancelled_at)
    select 'ORD-' || translate(upper(substr(md5(random()::text), 1, 10)), '01', '23'), floor(random() * 1e10)::bigint, gen_random_uuid(), ${cart}, ${status},
      'bank_transfer', 'a@b.example', '+385911234567', '{}', '{}', 'standard', 1000, 0, 0, 1000, '[]', ${LONG_AGO.toISOString()}::timestamptz,
      case when ${status} = 'cancelled' then ${LONG_AGO.toISOString()}::timestamptz end`;
}

test("deletes a cart with its lines only after more than eight days", async () => {
  const { id: variantId } = await createVariant(db);
  const line = [{ variantId, quantity: 1 }];
  const before = await createCart(db, line, { touchedAt: touched(EIGHT_DAYS_MS - 1) });
  const at = await createCart(db, line, { touchedAt: touched(EIGHT_DAYS_MS) });
  const after = await createCart(db, line, { touchedAt: touched(EIGHT_DAYS_MS + 1) });
  expect(await cleanCarts(db, NOW, 100)).toEqual({ done: 1, remaining: 0 });
  expect([await isThere(before), await isThere(at), await isThere(after)]).toEqual([true, true, false]);
  expect(await client`select 1 from cart_lines where cart_id = ${after}`).toHaveLength(0);
  expect(await client`select 1 from cart_lines where cart_id in ${client([before, at])}`).toHaveLength(2);
  expect(await client`select 1 from variants where id = ${variantId}`).toHaveLength(1);
});

test.each(ORDER_STATUSES.map((status) => [status, status !== "delivered" && status !== "cancelled"] as const))(
  "keeps the cart of an order that is %s: %s",
  async (status, stays) => {
    const cart = await createCart(db, [], { touchedAt: LONG_AGO });
    await insertOrders(cart, status);
    await cleanCarts(db, NOW, 100);
    expect(await isThere(cart)).toBe(stays);
  },
);

test("keeps a cart with a cancelled and an open order", async () => {
  const cart = await createCart(db, [], { touchedAt: LONG_AGO });
  await insertOrders(cart, "cancelled");
  await insertOrders(cart, "pending");
  await cleanCarts(db, NOW, 100);
  expect(await isThere(cart)).toBe(true);
});

test("keeps a cart that is being changed", async () => {
  const cart = await createCart(db, [], { touchedAt: LONG_AGO });
  await client.begin(async (tx) => {
    await tx`update carts set touched_at = ${NOW.toISOString()} where id = ${cart}`;
    expect((await cleanCarts(db, NOW, 100)).done).toBe(0);
  });
  await cleanCarts(db, NOW, 100);
  expect(await isThere(cart)).toBe(true);
});

test("deletes the longest untouched carts first, and no more than the limit", async () => {
  for (const seconds of [5, 9, 1, 7, 3, 8, 2, 6, 4, 10]) await createCart(db, [], { touchedAt: touched(EIGHT_DAYS_MS + seconds * 1000) });
  expect(await cleanCarts(db, NOW, 6)).toEqual({ done: 6, remaining: 4 });
  const left = await client<{ touched_at: Date }[]>`select touched_at from carts order by touched_at desc`;
  const ages = left.map((cart) => (NOW.getTime() - EIGHT_DAYS_MS - new Date(cart.touched_at).getTime()) / 1000);
  expect(ages).toEqual([1, 2, 3, 4]);
});

test("clears 100,000 carts in bounded batches by the index, except recent ones and those of open orders", async () => {
  const { id: variantId } = await createVariant(db, { onHand: 0 });
  await client`insert into carts (touched_at) select ${LONG_AGO.toISOString()}::timestamptz + n * interval '1 second' from generate_series(1, 100000) n`;
  await client`insert into cart_lines (cart_id, variant_id, quantity, seen_price_cents) select id, ${variantId}, 1, 2500 from carts`;
  await client`insert into carts (touched_at) select ${NOW.toISOString()}::timestamptz - n * interval '1 minute' from generate_series(1, 5000) n`;
  const withOpenOrders = await client<{ id: CartId }[]>`select id from carts where touched_at < ${LIMIT} order by touched_at limit 5`;
  for (const { id } of withOpenOrders) await insertOrders(id, "pending");
  await client`analyze carts, orders, cart_lines`;

  const rows = await db.execute<{ "QUERY PLAN": string }>(sql`explain ${deleteAbandoned(db, NOW, 5000).getSQL()}`);
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toContain("Index Scan using carts_touched_at_index");
  expect(plan).toMatch(/Index Scan (using|on) carts_pkey/);
  expect(plan).not.toContain("Seq Scan on carts");

  // One run is limited in time; on a slow machine the next one continues.
  let report = await runJob(db, "clean-carts", NOW);
  let done = report.done;
  for (let run = 1; run < 10 && report.remaining !== 0; run += 1) {
    report = await runJob(db, "clean-carts", NOW);
    done += report.done;
  }
  console.log(`clean-carts: ${done} carts with a line each, the last run in ${report.ms} ms`);
  expect({ done, remaining: report.remaining }).toEqual({ done: 99_995, remaining: 0 });
  expect(await client`select id from carts where touched_at < ${LIMIT}`).toHaveLength(withOpenOrders.length);
  expect(await client`select id from carts where touched_at >= ${LIMIT}`).toHaveLength(5000);
}, 240_000);
