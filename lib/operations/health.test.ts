import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { createCart, testDatabase } from "@/db/testing";
import { longestDelayMs, watchEventLoop } from "./event-loop";
import { checkHealth } from "./health";

const { db, client } = await testDatabase();
const NOW = new Date("2026-11-23T08:00:00Z");
const pictures = { check: async () => {} };

test("is ok when every part works", async () => {
  expect(await checkHealth(db, pictures, NOW)).toEqual({
    status: "ok",
    parts: { database: "ok", migrations: "ok", pictures: "ok", jobs: "ok", eventLoop: "ok" },
  });
});

test("is degraded when pictures can't be read", async () => {
  const failing = { check: () => Promise.reject(new Error("no such disk")) };
  expect(await checkHealth(db, failing, NOW)).toMatchObject({ status: "degraded", parts: { pictures: "failing", database: "ok" } });
});

test("counts a media store that doesn't answer as failing after a while", async () => {
  const silent = { check: () => new Promise<void>(() => {}) };
  expect(await checkHealth(db, silent, NOW)).toMatchObject({ status: "degraded", parts: { pictures: "failing" } });
});

test("reports failing jobs when holds are long overdue", async () => {
  const cart = await createCart(db);
  const overdue = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();
  await client`
    insert into orders (reference, payment_reference, checkout_key, cart_id, payment_method, email, phone, shipping_address, billing_address,
      shipping_method, subtotal_cents, discount_cents, shipping_cents, total_cents, vat_by_rate, placed_at, expires_at)
    values ('ORD-ABCDEFGH23', 1234567890, gen_random_uuid(), ${cart}, 'bank_transfer', 'a@b.example', '+385911234567', '{}', '{}', 'standard',
      1000, 0, 0, 1000, '[]', ${overdue(60)}, ${overdue(10)})`;
  expect((await checkHealth(db, pictures, NOW)).status).toBe("ok");
  await client`update orders set expires_at = ${overdue(21)}`;
  expect(await checkHealth(db, pictures, NOW)).toMatchObject({ status: "degraded", parts: { jobs: "failing" } });
  await client`update orders set status = 'cancelled', cancelled_at = now()`;
  expect((await checkHealth(db, pictures, NOW)).status).toBe("ok");
});

test("reports failing jobs when a mail is long overdue", async () => {
  const due = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();
  await client`
    insert into outbox_messages (kind, recipient, dedupe_key, next_try_at) values ('order_received', 'a@b.example', 'one', ${due(19)})`;
  expect((await checkHealth(db, pictures, NOW)).status).toBe("ok");
  await client`update outbox_messages set next_try_at = ${due(21)}`;
  expect(await checkHealth(db, pictures, NOW)).toMatchObject({ status: "degraded", parts: { jobs: "failing" } });
  await client`update outbox_messages set failed_at = now()`;
  expect((await checkHealth(db, pictures, NOW)).status).toBe("ok");
});

test("is down without the database", async () => {
  const unreachable = openDatabase("postgres://nobody@127.0.0.1:1/none");
  expect(await checkHealth(unreachable.db, pictures, NOW)).toEqual({
    status: "down",
    parts: { database: "failing", migrations: "unknown", pictures: "ok", jobs: "unknown", eventLoop: "ok" },
  });
});

test("reports a process that was busy for too long", async () => {
  watchEventLoop();
  await setTimeout(50);
  for (const until = performance.now() + 300; performance.now() < until; );
  await expect.poll(longestDelayMs).toBeGreaterThan(200);
  expect(await checkHealth(db, pictures, NOW)).toMatchObject({ status: "ok", parts: { eventLoop: "failing" } });
});

test("is down when a migration is missing", async () => {
  await client`delete from drizzle.__drizzle_migrations where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`;
  expect(await checkHealth(db, pictures, NOW)).toMatchObject({ status: "down", parts: { database: "ok", migrations: "failing" } });
});
