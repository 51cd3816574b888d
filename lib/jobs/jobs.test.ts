import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { openDatabase } from "@/db/client";
import { createCart, testDatabase } from "@/db/testing";
import { orderWithMail } from "@/tests/factories/mail";
import { isJobName, jobs, runJob } from "./jobs";
import { extendLease, releaseLease, takeLease } from "./lease";

const { db, client, url } = await testDatabase();
const NOW = new Date("2026-11-23T08:00:00Z");
const LONG_AGO = new Date("2026-01-01T00:00:00Z");
const HOLDERS = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"] as const;

test("vercel.json lists the same jobs and schedules", () => {
  const file = z
    .object({ crons: z.array(z.object({ path: z.string(), schedule: z.string() })) })
    .parse(JSON.parse(readFileSync("vercel.json", "utf8")));
  expect(file.crons).toEqual(Object.entries(jobs).map(([name, { schedule }]) => ({ path: `/api/cron/${name}`, schedule })));
});

test.each(["clean-cart", "constructor", "__proto__", ""])("has no job named %j", (name) => {
  expect(isJobName(name)).toBe(false);
});

test("a lease has one holder, who alone can extend it, and is free once released", async () => {
  expect(await takeLease(db, "lease-test", HOLDERS[0])).toBe(true);
  expect(await takeLease(db, "lease-test", HOLDERS[1])).toBe(false);
  expect(await extendLease(db, "lease-test", HOLDERS[0])).toBe(true);
  expect(await extendLease(db, "lease-test", HOLDERS[1])).toBe(false);
  await releaseLease(db, "lease-test", HOLDERS[1]);
  expect(await takeLease(db, "lease-test", HOLDERS[1])).toBe(false);
  await releaseLease(db, "lease-test", HOLDERS[0]);
  expect(await takeLease(db, "lease-test", HOLDERS[1])).toBe(true);
});

test("an expired lease can be taken by another holder, and its former holder can't extend it", async () => {
  expect(await takeLease(db, "killed", HOLDERS[0])).toBe(true);
  await client`update job_leases set expires_at = now() where job = 'killed'`;
  expect(await takeLease(db, "killed", HOLDERS[1])).toBe(true);
  expect(await extendLease(db, "killed", HOLDERS[0])).toBe(false);
  await client`update job_leases set expires_at = now() where job = 'killed'`;
  expect(await extendLease(db, "killed", HOLDERS[1])).toBe(false);
});

test("exactly one of many concurrent callers gets the lease", async () => {
  const others = [openDatabase(url), openDatabase(url)];
  const taken = await Promise.all(
    Array.from({ length: 40 }, (_, index) => takeLease(others[index % 2]?.db ?? db, "race", crypto.randomUUID())),
  );
  expect(taken.filter(Boolean)).toHaveLength(1);
  await Promise.all(others.map((other) => other.client.end()));
});

test("a job that another caller is running is left to it", async () => {
  await createCart(db, [], { touchedAt: LONG_AGO });
  expect(await takeLease(db, "clean-carts", HOLDERS[0])).toBe(true);
  expect(await runJob(db, "clean-carts", NOW)).toMatchObject({ done: 0, remaining: null });
  await releaseLease(db, "clean-carts", HOLDERS[0]);
  expect(await runJob(db, "clean-carts", NOW)).toMatchObject({ done: 1, remaining: 0 });
});

test("two callers do the work once and report their shares", async () => {
  await client`insert into carts (touched_at) select ${LONG_AGO.toISOString()}::timestamptz from generate_series(1, 2500)`;
  const other = openDatabase(url);
  const reports = await Promise.all([runJob(db, "clean-carts", NOW), runJob(other.db, "clean-carts", NOW)]);
  expect(reports.reduce((sum, report) => sum + report.done, 0)).toBe(2500);
  for (const report of reports) expect(report).toMatchObject({ job: "clean-carts", ms: expect.any(Number) });
  expect(await client`select 1 from job_leases where job = 'clean-carts'`).toHaveLength(0);
  await other.client.end();
});

test("failing items don't block those behind them", async () => {
  const late = { paymentMethod: "cash_on_delivery" as const };
  const orders = [];
  for (let count = 0; count < 7; count += 1) orders.push((await orderWithMail(db, NOW, late)).id);
  // Their provider has no keys here, so it can't be asked.
  const unreachable = orders.slice(0, 6);
  await client`update orders set status = 'pending', expires_at = ${LONG_AGO.toISOString()}::timestamptz + interval '1 day' where id = ${orders[6] ?? ""}`;
  await client`update orders set status = 'pending', expires_at = ${LONG_AGO.toISOString()} where id in ${client(unreachable)}`;
  for (const id of unreachable) {
    await client`insert into payment_attempts (order_id, provider, amount_cents, parameters_hash, provider_ref) values (${id}, 'stripe', 1, 'x', ${id})`;
  }
  expect(await runJob(db, "expire-holds", NOW)).toMatchObject({ done: 1, remaining: 0 });
});

test("extends its lease after every three payments, because a provider may take its time to answer about each", async () => {
  await client`update payment_attempts set status = 'closed', closed_at = now()`;
  for (let count = 0; count < 7; count += 1) {
    const { id } = await orderWithMail(db, NOW, {
      phone: `+38591123450${count}`,
      email: `${count}@example.com`,
      placedFrom: `192.0.2.${count}`,
    });
    await client`insert into payment_attempts (order_id, provider, amount_cents, parameters_hash, provider_ref, synced_at)
      values (${id}, 'stripe', 1, 'x', ${id}, ${LONG_AGO.toISOString()})`;
  }
  await client`create table extensions (expires_at timestamptz)`;
  await client`create function count_extension() returns trigger language plpgsql as $$ begin
    insert into extensions values (new.expires_at); return null; end $$`;
  await client`create trigger count_extension after update on job_leases for each row execute function count_extension()`;
  expect(await runJob(db, "reconcile-payments", NOW)).toMatchObject({ remaining: 0 });
  await client`drop trigger count_extension on job_leases`;
  expect(await client`select from extensions`).toHaveLength(2);
});

test("releases its lease when the work fails", async () => {
  await createCart(db, [], { touchedAt: LONG_AGO });
  await client`create function refuse() returns trigger language plpgsql as $$ begin raise 'refused'; end $$`;
  await client`create trigger refuse before delete on carts for each row execute function refuse()`;
  await expect(runJob(db, "clean-carts", NOW)).rejects.toThrow();
  await client`drop trigger refuse on carts`;
  expect(await runJob(db, "clean-carts", NOW)).toMatchObject({ done: 1, remaining: 0 });
});
