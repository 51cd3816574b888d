import { expect, test, vi } from "vitest";
import { openDatabase } from "@/db/client";
import { testDatabase } from "@/db/testing";
import { consume, limits } from "./rate-limits";

const { db, url } = await testDatabase();

test("allows the number of uses in the table, then says how long to wait", async () => {
  for (let use = 0; use < limits.placeOrder.max; use++) expect(await consume(db, "placeOrder", "192.0.2.1")).toEqual({ ok: true });
  const refused = await consume(db, "placeOrder", "192.0.2.1");
  expect(refused).toMatchObject({ ok: false, error: "rate_limited" });
  expect(!refused.ok && refused.retryAfterSeconds).toBeGreaterThan(3590);
  expect(!refused.ok && refused.retryAfterSeconds).toBeLessThanOrEqual(3600);
});

test("allows five starts of a payment a minute", async () => {
  for (let use = 0; use < 5; use++) expect(await consume(db, "startPayment", "192.0.2.7")).toEqual({ ok: true });
  const refused = await consume(db, "startPayment", "192.0.2.7");
  expect(!refused.ok && refused.retryAfterSeconds).toBeLessThanOrEqual(60);
});

test("counts each caller and each limit separately", async () => {
  for (let use = 0; use <= limits.couponTry.max; use++) await consume(db, "couponTry", "192.0.2.2");
  expect((await consume(db, "couponTry", "192.0.2.2")).ok).toBe(false);
  expect((await consume(db, "couponTry", "192.0.2.3")).ok).toBe(true);
  expect((await consume(db, "stockNotification", "192.0.2.2")).ok).toBe(true);
});

test("counts across several processes at once without losing a use", async () => {
  const others = [openDatabase(url), openDatabase(url)];
  const tries = Array.from({ length: 3 * limits.stockNotification.max }, (_, index) => {
    const other = others[index % 2];
    if (!other) throw new Error("unreachable");
    return consume(other.db, "stockNotification", "192.0.2.4");
  });
  const outcomes = await Promise.all(tries);
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(limits.stockNotification.max);
  await Promise.all(others.map(({ client }) => client.end()));
});

test("opens again when the window has ended", async () => {
  const other = openDatabase(url);
  for (let use = 0; use < limits.couponTry.max; use++) await consume(db, "couponTry", "192.0.2.5");
  await db.$client`update rate_limits set expire = ${Date.now() - 1}`;
  expect((await consume(other.db, "couponTry", "192.0.2.5")).ok).toBe(true);
  await other.client.end();
});

test("servers with different clocks count in the same windows", async () => {
  const ahead = openDatabase(url);
  const behind = openDatabase(url);
  try {
    for (let use = 0; use < limits.startPayment.max; use++) await consume(db, "startPayment", "192.0.2.8");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 40 * 60_000 });
    const refused = await consume(ahead.db, "startPayment", "192.0.2.8");
    expect(refused).toEqual({ ok: false, error: "rate_limited", retryAfterSeconds: expect.any(Number) });
    expect(!refused.ok && refused.retryAfterSeconds).toBeLessThanOrEqual(60);
    await consume(ahead.db, "startPayment", "192.0.2.9");
    vi.useRealTimers();
    for (let use = 0; use < limits.startPayment.max; use++) await consume(behind.db, "startPayment", "192.0.2.9");
    const limited = await consume(behind.db, "startPayment", "192.0.2.9");
    expect(!limited.ok && limited.retryAfterSeconds).toBeLessThanOrEqual(60);
  } finally {
    vi.useRealTimers();
    await Promise.all([ahead, behind].map(({ client }) => client.end()));
  }
});

test("stores no address, only its keyed hash", async () => {
  await consume(db, "search", "203.0.113.77");
  const stored = await db.$client<{ key: string }[]>`select key from rate_limits`;
  expect(stored.length).toBeGreaterThan(0);
  for (const { key } of stored) expect(key).toMatch(/^[A-Za-z]+:[\w-]{43}$/);
});

test("counts in each process separately while the store can't be reached", async () => {
  const unreachable = openDatabase("postgres://nobody@127.0.0.1:1/none");
  for (let use = 0; use < limits.placeOrder.max; use++) expect((await consume(unreachable.db, "placeOrder", "192.0.2.6")).ok).toBe(true);
  expect((await consume(unreachable.db, "placeOrder", "192.0.2.6")).ok).toBe(false);
});
