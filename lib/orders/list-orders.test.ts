import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing";
import type { OrderId } from "@/lib/core/ids";
import { orderWithMail } from "@/tests/factories/mail";
import { orderFilterSchema, orderPageSchema } from "./list-input";
import { countOrders, listOrders, MAX_COUNTED, orderQuery } from "./list-orders";

const { db, client } = await testDatabase();
const NOW = new Date("2026-11-28T22:59:59.999Z");
const NEXT_DAY = new Date("2026-11-28T23:00:00Z");

const one = await orderWithMail(db, NOW, { email: "One_a@example.com", paymentMethod: "cash_on_delivery" });
const two = await orderWithMail(db, NEXT_DAY, { email: "oneXa@example.com" });

const filtered = async (query: Record<string, string>) => {
  const filter = orderFilterSchema.parse(query);
  const { rows } = await listOrders(db, filter, {});
  expect(await countOrders(db, filter)).toBe(rows.length);
  return rows.map(({ reference }) => reference);
};

test("lists the newest first, with what a row shows", async () => {
  const { rows, newer, older } = await listOrders(db, {}, {});
  expect(rows.map(({ id }) => id)).toEqual([two.id, one.id]);
  expect([newer, older]).toEqual([undefined, undefined]);
  expect(rows[1]).toMatchObject({
    reference: one.reference,
    status: "confirmed",
    isPartlySent: false,
    items: 2,
    totalCents: one.totalCents,
  });
});

test("filters by the beginning of a reference or an email, status, method and days in Zagreb", async () => {
  expect(await filtered({ q: one.reference.toLowerCase().replace("-", " ") })).toEqual([one.reference]);
  expect(await filtered({ q: one.reference.slice(0, 12) })).toEqual([one.reference]);
  expect(await filtered({ q: "ONE_A@" })).toEqual([one.reference]);
  expect(await filtered({ q: "one" })).toEqual([two.reference, one.reference]);
  expect(await filtered({ status: "confirmed", method: "cash_on_delivery" })).toContain(one.reference);
  expect(await filtered({ status: "cancelled" })).toEqual([]);
  expect(await filtered({ to: "2026-11-28" })).toEqual([one.reference]);
  expect(await filtered({ from: "2026-11-29", to: "2026-11-29" })).toEqual([two.reference]);
});

test("what can't be read in an address counts as not given", () => {
  const odd = { q: "x".repeat(500), status: "eaten", method: "", from: "yesterday", to: "2026-13-01", before: "1", after: "-" };
  expect(Object.values(orderPageSchema.parse(odd)).filter((value) => value !== undefined)).toEqual([]);
});

test("lists an order whose first parcel has left as partly sent", async () => {
  await client`insert into shipments (order_id, carrier, shipped_at) values (${one.id}, '', ${NOW.toISOString()})`;
  const { rows } = await listOrders(db, { q: one.reference }, {});
  expect(rows[0]?.isPartlySent).toBe(true);
});

test("a list of nothing has no pages, also behind an order that doesn't exist", async () => {
  const place = orderPageSchema.parse({ before: "0f0e0d0c-0b0a-4908-8706-050403020100" });
  expect(await listOrders(db, {}, place)).toEqual({ rows: [], newer: undefined, older: undefined });
});

// Last, because its orders are in every list.
test("pages forward and back through 10,500 orders by an index, also where many share a time", async () => {
  await client`insert into orders select (jsonb_populate_record(o, jsonb_build_object(
      'id', gen_random_uuid(), 'checkout_key', gen_random_uuid(), 'payment_reference', next_payment_reference(), 'email', 'many@example.com',
      'reference', 'ORD-' || translate(lpad(n::text, 10, '0'), '01', 'AB'), 'placed_at', '2026-10-01'::timestamptz + (n / 7) * interval '10 seconds',
      'status', case when n % 70 = 0 then 'delivered' else 'confirmed' end))).*
    from orders o, generate_series(1, 10500) n where o.id = ${one.id}`;
  await client`analyze orders`;
  const first = await listOrders(db, {}, {});
  const second = await listOrders(db, {}, { before: first.older });
  const third = await listOrders(db, {}, { before: second.older });
  const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id));
  expect(new Set(ids).size).toBe(150);
  const back = await listOrders(db, {}, { after: third.newer });
  expect(back).toEqual(second);
  expect((await listOrders(db, {}, { after: second.newer })).newer).toBeUndefined();
  expect(await countOrders(db, {})).toBe(MAX_COUNTED + 1);
  for (const [filter, index] of [
    [{}, "orders_placed_at_id_index"],
    [{ status: "delivered" }, "orders_status"],
  ] as const) {
    for (const place of [{ before: second.older }, { after: second.older }]) {
      const plan = await planOf(filter, place);
      expect(plan).toContain(index);
      expect(plan).not.toMatch(/Seq Scan on orders|^\s*(->\s*)?Sort/m);
    }
  }
});

async function planOf(filter: Parameters<typeof orderQuery>[1], place: { before?: OrderId | undefined; after?: OrderId | undefined }) {
  const rows = await db.execute<{ "QUERY PLAN": string }>(sql`explain ${orderQuery(db, filter, place, 51)}`);
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}
