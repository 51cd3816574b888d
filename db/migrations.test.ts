import { execFile } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import type { Sql } from "postgres";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { migrateDatabase } from "./migrate";
import { createVariant, emptyDatabase, testDatabase } from "./testing";

const journalSchema = z.looseObject({ entries: z.array(z.looseObject({ idx: z.number(), tag: z.string() })) });
const journal = journalSchema.parse(JSON.parse(readFileSync("drizzle/meta/_journal.json", "utf8")));
const folder = mkdtempSync(path.join(os.tmpdir(), "earthman-migrations-"));
afterAll(() => rmSync(folder, { recursive: true }));

const fresh = await testDatabase();
const freshSchema = await describeSchema(fresh.client);

/** Columns that a migration rewrites; a separate test checks that none of their data is lost. */
const REWRITTEN: Readonly<Record<string, readonly string[]>> = { outbox_messages: ["data"] };

const earlier = journal.entries.slice(0, -1).map(({ tag, idx }) => ({ tag, idx, database: emptyDatabase() }));

test.each(earlier)("a populated database of $tag reaches the newest schema with every row", async ({ idx, database }) => {
  const { db, client, url } = await database;
  // Rows are written once their columns exist, and then pass through all later migrations.
  for (const fill of fillsFor(idx)) {
    await migrate(db, { migrationsFolder: migrationsUntil(fill.idx) });
    await client.unsafe(readFileSync(fill.file, "utf8"));
  }
  await migrate(db, { migrationsFolder: migrationsUntil(idx) });
  const before = await rowsOfEveryTable(client);
  for (const [table, rows] of before) expect(rows, `${table} is empty: add a row to db/migration-rows`).not.toEqual([]);

  await migrateDatabase(url);

  expect(await describeSchema(client)).toEqual(freshSchema);
  const after = await rowsOfEveryTable(client);
  for (const [table, rows] of before) {
    const [migrated = {}] = after.get(table) ?? [];
    const columns = Object.keys(rows[0] ?? {}).filter((column) => column in migrated && !REWRITTEN[table]?.includes(column));
    const values = (row: Row) => JSON.stringify(columns.map((column) => row[column]));
    const migratedRows = new Set(after.get(table)?.map(values));
    expect(
      rows.map(values).filter((row) => !migratedRows.has(row)),
      `rows lost from ${table}`,
    ).toEqual([]);
  }
});

test("older orders and events record whether they are paid online and what they are about", async () => {
  const { db, client, url } = await emptyDatabase();
  for (const fill of fillsFor(12)) {
    await migrate(db, { migrationsFolder: migrationsUntil(fill.idx) });
    await client.unsafe(readFileSync(fill.file, "utf8"));
  }
  await migrateDatabase(url);
  expect([...(await client`select payment_method, online from orders order by 1`)]).toEqual([
    { payment_method: "bank_transfer", online: false },
    { payment_method: "card", online: true },
  ]);
  const events = await client<{ event: string }[]>`select event_id || ' ' || kind as event from payment_events`;
  expect(new Set(events.map(({ event }) => event))).toEqual(
    new Set(["evt_1 payment", "evt_2 dispute_opened", "evt_3 dispute_closed", "WH-1 reversed"]),
  );
});

test("older redemptions of coupons count for their inboxes", async () => {
  const { db, client, url } = await emptyDatabase();
  for (const fill of fillsFor(19)) {
    await migrate(db, { migrationsFolder: migrationsUntil(fill.idx) });
    await client.unsafe(readFileSync(fill.file, "utf8"));
  }
  await migrate(db, { migrationsFolder: migrationsUntil(19) });
  const inboxes = {
    "ana@example.com": "ana@example.com",
    "ana.b+a+b@example.com": "ana.b@example.com",
    "+ana@example.com": "+ana@example.com",
    "a.n.a+x@googlemail.com": "ana@gmail.com",
    "iva.b@gmail.com": "ivab@gmail.com",
  };
  await client`delete from coupon_redemptions`;
  await client`alter table coupon_redemptions drop constraint coupon_redemptions_pkey, drop constraint coupon_redemptions_order_id_orders_id_fk`;
  for (const email of Object.keys(inboxes)) {
    await client`insert into coupon_redemptions (order_id, coupon_id, email) select gen_random_uuid(), id, ${email} from coupons limit 1`;
  }
  await migrateDatabase(url);
  const stored = (await client<{ email: string }[]>`select email from coupon_redemptions`).map(({ email }) => email);
  expect(stored.toSorted()).toEqual(Object.values(inboxes).toSorted());
});

test("converts actors, notes and mails from before migration 0014", async () => {
  const { db, client, url } = await emptyDatabase();
  for (const fill of fillsFor(13)) {
    await migrate(db, { migrationsFolder: migrationsUntil(fill.idx) });
    await client.unsafe(readFileSync(fill.file, "utf8"));
  }
  await migrateDatabase(url);

  const events = await client`select kind, actor_kind, actor_id, actor_name, data from order_events order by id`;
  const system = { actor_kind: "system", actor_id: null, actor_name: null };
  const customer = { ...system, actor_kind: "customer" };
  const mara = { actor_kind: "staff", actor_id: null, actor_name: "Mara" };
  expect([...events]).toEqual([
    { kind: "placed", ...customer, data: {} },
    { kind: "cancelled", ...system, data: { reason: "expired", note: "" } },
    { kind: "payment_received", ...system, data: { amountCents: 12920 } },
    { kind: "underpaid", ...mara, data: { amountCents: null } },
    { kind: "shipped", ...mara, data: { carrier: "GLS", trackingNumber: "" } },
    { kind: "shipped", ...mara, data: { carrier: "DPD 77", trackingNumber: "" } },
    { kind: "delivered", ...mara, actor_name: "staff", data: { note: "left at the door" } },
    { kind: "refund_requested", ...mara, data: { amountCents: 700, reason: "requested" } },
    { kind: "refunded", ...system, data: { amountCents: 700 } },
    { kind: "refunded", ...system, data: { amountCents: 800 } },
    { kind: "refund_failed", ...system, data: { amountCents: 900 } },
    { kind: "refund_requested", ...mara, data: { amountCents: null, reason: "requested" } },
    { kind: "refunded", ...system, data: { amountCents: null } },
    { kind: "return_rejected", ...mara, data: { rejection: "The seal was broken." } },
    { kind: "cancelled", ...customer, data: { reason: "customer", note: "Wrong size" } },
  ]);

  const movements = await client`select kind, quantity, actor_kind, actor_id, actor_name, note from stock_movements order by id`;
  expect([...movements]).toEqual([
    { kind: "receive", quantity: 7, ...system, actor_name: "import", note: "" },
    { kind: "reserve", quantity: 2, ...mara, actor_name: "checkout", note: "" },
    { kind: "receive", quantity: 1, ...system, actor_name: "seed", note: "" },
    { kind: "adjust", quantity: -1, ...mara, note: "torn" },
    { kind: "reserve", quantity: 1, ...customer, note: "" },
    { kind: "release", quantity: 1, ...system, note: "" },
  ]);

  const mails = await client`select kind, data from outbox_messages order by created_at, dedupe_key`;
  expect([...mails]).toEqual([
    { kind: "order_placed", data: {} },
    { kind: "shipped", data: { carrier: "GLS", trackingNumber: "", items: [{ position: 1, quantity: 1 }], more: false } },
  ]);
});

test("the database rejects an actor without an identity", async () => {
  const variantId = (await createVariant(fresh.db)).id;
  const write = (kind: string, id: string | null, name: string | null) =>
    fresh.client`insert into stock_movements (variant_id, kind, quantity, actor_kind, actor_id, actor_name)
      values (${variantId}, 'receive', 1, ${kind}, ${id}, ${name})`;
  const id = "5f0d5c1e-3c1b-4a55-9d0e-6a4f2f1f7b10";
  for (const wrong of [write("system", id, null), write("staff", null, null), write("somebody", id, null)]) {
    await expect(wrong).rejects.toMatchObject({ constraint_name: "stock_movements_actor" });
  }
  await Promise.all([write("system", null, null), write("customer", null, null), write("customer", id, null), write("staff", id, null)]);
});

test("the migrations create the schema that the code describes", async () => {
  const out = path.join(folder, "generated");
  cpSync("drizzle", out, { recursive: true });
  const config = path.join(folder, "drizzle.config.ts");
  const options = { dialect: "postgresql", schema: path.resolve("db/schema"), out: path.relative(".", out), casing: "snake_case" };
  writeFileSync(config, `export default ${JSON.stringify(options)};`);
  await promisify(execFile)("node_modules/.bin/drizzle-kit", ["generate", `--config=${config}`]);
  expect(readdirSync(out)).toEqual(readdirSync("drizzle"));
});

test("migrating twice changes nothing", async () => {
  await migrateDatabase(fresh.url);
  expect(await describeSchema(fresh.client)).toEqual(freshSchema);
});

/** A migrations folder that ends with number `last`. */
function migrationsUntil(last: number): string {
  const target = path.join(folder, String(last));
  const entries = journal.entries.filter(({ idx }) => idx <= last);
  mkdirSync(path.join(target, "meta"), { recursive: true });
  writeFileSync(path.join(target, "meta/_journal.json"), JSON.stringify({ ...journal, entries }));
  for (const { tag } of entries) copyFileSync(`drizzle/${tag}.sql`, path.join(target, `${tag}.sql`));
  return target;
}

/** The rows of every migration up to `idx`, oldest first. */
function fillsFor(last: number): { idx: number; file: string }[] {
  const entries = journal.entries.filter(({ idx }) => idx <= last);
  return entries.map(({ idx, tag }) => ({ idx, file: `db/migration-rows/${tag}.sql` })).filter(({ file }) => existsSync(file));
}

type Row = Record<string, unknown>;

async function rowsOfEveryTable(client: Sql): Promise<Map<string, Row[]>> {
  const tables = await client<{ name: string }[]>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const rows = new Map<string, Row[]>();
  for (const { name } of tables) {
    const found = await client<{ row: Row }[]>`select to_jsonb(t) as row from ${client(name)} t`;
    rows.set(
      name,
      found.map(({ row }) => row),
    );
  }
  return rows;
}

/** The whole schema, as PostgreSQL describes it. */
async function describeSchema(client: Sql): Promise<string[]> {
  const lines = await client<{ line: string }[]>`
    select format('column %s.%s %s %s %s %s', table_name, column_name, udt_name, is_nullable, column_default, generation_expression) as line
      from information_schema.columns where table_schema = 'public'
    union all select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
      from pg_constraint where connamespace = 'public'::regnamespace
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    union all select format('enum %s %s', enumtypid::regtype, string_agg(enumlabel, ' ' order by enumsortorder)) from pg_enum group by enumtypid
    union all select format('sequence %s %s', sequencename, data_type) from pg_sequences where schemaname = 'public'
    union all select pg_get_functiondef(oid) from pg_proc p where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend where objid = p.oid and deptype = 'e')
    order by 1`;
  return lines.map(({ line }) => line);
}
