import { asc, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { auditLog, auditValues } from "@/db/schema/audit";
import { testDatabase } from "@/db/testing";
import { chainAudit } from "./chain-audit";
import { eraseAuditValues } from "./erase-values";
import { AUDIT_CHAIN, AUDIT_VALUES, findAuditHead, hasAuditHead } from "./verify-audit";
import { writeAudit } from "./write-audit";

const { db, client, url } = await testDatabase();
const NOW = new Date("2026-11-30T10:00:00Z");
const minute = (count: number) => new Date(NOW.getTime() + count * 60_000);

async function act(id: string, now: Date) {
  const entry = { what: "order.tagged", subject: { kind: "order", id }, staffId: null, from: "", now } as const;
  await db.transaction((tx) => writeAudit(tx, entry, { before: { tags: [] }, after: { tags: [id] } }));
}

/** Does what only the database's owner can do. */
async function behindItsBack(...statements: string[]) {
  await client.begin(async (tx) => {
    await tx.unsafe("set local session_replication_role = replica");
    for (const statement of statements) await tx.unsafe(statement);
  });
}

const problems = async () => (await db.execute<{ problem: string }>(AUDIT_CHAIN)).map(({ problem }) => problem);
const chain = async () => await db.select().from(auditLog).orderBy(asc(auditLog.position));

beforeEach(async () => {
  await behindItsBack(
    "delete from audit_values",
    "delete from audit_log",
    "update audit_chain set position = 0, hash = decode(repeat('00', 32), 'hex')",
  );
  for (const [index, id] of ["a", "b", "c", "d", "e"].entries()) {
    await act(id, minute(index * 120));
    // A transaction that rolls back leaves a gap in the ids.
    await client`select nextval(pg_get_serial_sequence('audit_log', 'id'))`;
  }
  await chainAudit(db, NOW, 100);
  expect(await problems()).toEqual([]);
  return async () => await client`delete from outbox_messages`;
});

test("gives rows their positions in the order of their ids, a batch at a time", async () => {
  for (const id of ["f", "g", "h"]) await act(id, minute(600));
  expect(await chainAudit(db, NOW, 2)).toEqual({ done: 2, remaining: 1 });
  expect(await chainAudit(db, NOW, 2)).toEqual({ done: 1, remaining: 0 });
  expect(await chainAudit(db, NOW, 2)).toEqual({ done: 0, remaining: 0 });
  const rows = await chain();
  expect(rows.map(({ subjectId }) => subjectId).join("")).toBe("abcdefgh");
  expect(rows.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  const head = await findAuditHead(db);
  expect(head).toEqual({ position: 8, hash: rows[7]?.chainHash?.toString("hex") });
  expect(head && (await hasAuditHead(db, head))).toBe(true);
  expect(head && (await hasAuditHead(db, { ...head, position: 7 }))).toBe(false);
  expect(await problems()).toEqual([]);
});

test("chains a row that commits after later ones behind them", async () => {
  await db.transaction(async (tx) => {
    await writeAudit(tx, { what: "job.run", subject: { kind: "job", id: "late" }, staffId: null, from: "", now: minute(481) });
    await act("early", minute(482));
    await chainAudit(db, NOW, 100);
  });
  await chainAudit(db, NOW, 100);
  expect((await chain()).slice(5).map(({ subjectId }) => subjectId)).toEqual(["early", "late"]);
  expect(await problems()).toEqual([]);
});

test("two processes give each position once, and actions go on meanwhile", async () => {
  for (let index = 0; index < 200; index += 1) await act(`order ${index}`, minute(600));
  const other = openDatabase(url);
  const [one, two] = await Promise.all([
    Promise.all(Array.from({ length: 8 }, () => chainAudit(db, NOW, 20))),
    Promise.all(Array.from({ length: 8 }, () => chainAudit(other.db, NOW, 20))),
    act("meanwhile", minute(600)),
  ]);
  await other.client.end();
  await chainAudit(db, NOW, 100);
  expect([...one, ...two].reduce((sum, { done }) => sum + done, 0)).toBeGreaterThanOrEqual(200);
  expect((await chain()).map(({ position }) => position)).toEqual(Array.from({ length: 206 }, (_, index) => index + 1));
  expect(await problems()).toEqual([]);
});

test("an action doesn't wait for a process that is extending the chain", async () => {
  await client.begin(async (tx) => {
    await tx`select extend_audit_chain(10)`;
    await act("meanwhile", minute(600));
  });
  expect(await db.$count(auditLog)).toBe(6);
});

test.each([
  ["a deleted row", ["delete from audit_log where position = 3"], ["rows before it are missing"]],
  [
    "a deleted row, with the next hash recomputed",
    [
      "delete from audit_log where position = 4",
      "update audit_log set chain_hash = audit_row_hash((select chain_hash from audit_log where position = 3), 5, audit_log) where position = 5",
      "update audit_chain set hash = (select chain_hash from audit_log where position = 5)",
    ],
    ["rows before it are missing"],
  ],
  ["the deleted last row", ["delete from audit_log where position = 5"], ["the last rows are missing"]],
  [
    "the deleted last row, with the head that is kept",
    [
      "delete from audit_log where position = 5",
      "update audit_chain set position = 4, hash = (select chain_hash from audit_log where position = 4)",
    ],
    ["it differs from what was mailed"],
  ],
  [
    "swapped positions",
    [
      "update audit_log set position = 99 where position = 2",
      "update audit_log set position = 2 where position = 4",
      "update audit_log set position = 4 where position = 99",
    ],
    ["it was changed or moved", "it was changed or moved", "it was changed or moved", "it was changed or moved"],
  ],
  ["another person", [`update audit_log set "from" = '192.0.2.1' where position = 2`], ["it was changed or moved"]],
  ["another time", ["update audit_log set at = at + interval '1 second' where position = 2"], ["it was changed or moved"]],
  ["another digest", ["update audit_log set values_digest = '\\x00' where position = 2"], ["it was changed or moved"]],
  [
    "a row and its hash",
    [
      "update audit_log set what = 'order.noted' where position = 2",
      `update audit_log set chain_hash = audit_row_hash((select chain_hash from audit_log where position = 1), 2, audit_log) where position = 2`,
    ],
    ["it was changed or moved"],
  ],
] as const)("finds %s, changed behind its back", async (_, statements, found) => {
  const head = await findAuditHead(db);
  await client`insert into outbox_messages (kind, recipient, dedupe_key, data)
    values ('staff_audit_head', 'owner@example.com', 'head', ${JSON.stringify(head)}::text::jsonb)`;
  await behindItsBack(...statements);
  expect(await problems()).toEqual(expect.arrayContaining([...found]));
});

const INSERT = `insert into audit_log (id, at, "from", what, subject_kind, subject_id) overriding system value`;
const firstId = async () => (await chain())[0]?.id ?? 0;

test.each([
  ["its time", 120, "it was added later"],
  ["the present time", 480, "it was added later, with an old id"],
])("finds a row inserted with an old id and %s", async (_, minutes, found) => {
  const id = await firstId();
  await client.unsafe(`${INSERT} values (${id + 1}, '${minute(minutes).toISOString()}', '', 'order.tagged', 'order', 'forged')`);
  await chainAudit(db, NOW, 100);
  expect(await problems()).toContain(found);
});

test("finds values that were changed, and none that were erased", async () => {
  const differing = async () => (await db.execute(AUDIT_VALUES)).map(({ position }) => Number(position));
  await behindItsBack(
    `update audit_values set after = '{"tags": ["none"]}' where audit_id = (select id from audit_log where position = 2)`,
  );
  expect(await differing()).toEqual([2]);
  const subjects = ["b", "c", "unknown"].map((id) => ({ kind: "order", id }) as const);
  expect(await db.transaction((tx) => eraseAuditValues(tx, subjects))).toBe(2);
  expect(await db.transaction((tx) => eraseAuditValues(tx, []))).toBe(0);
  expect(await db.$count(auditValues)).toBe(3);
  expect([await differing(), await problems()]).toEqual([[], []]);
  expect(await db.$count(auditLog)).toBe(5);
});

test.each([
  "delete from audit_log",
  "truncate audit_log cascade",
  `update audit_log set "from" = 'x'`,
  "update audit_log set position = 9, chain_hash = '\\x00' where position = 5",
  "update audit_log set position = null, chain_hash = null",
  "update audit_values set after = null",
  "update audit_chain set position = 1",
  "delete from audit_chain",
  `insert into audit_log (at, "from", what, subject_kind, subject_id, position, chain_hash) values (now(), '', 'x', 'x', 'x', 6, '\\x00')`,
])("the database refuses: %s", async (statement) => {
  await expect(client.unsafe(statement)).rejects.toThrow("append-only");
});

test("the database refuses a new row's content changed along with its position", async () => {
  await act("f", minute(600));
  await expect(
    db.execute(sql`update audit_log set position = 6, chain_hash = '\\x00', what = 'order.noted' where position is null`),
  ).rejects.toThrow();
  expect((await chain())[5]).toMatchObject({ what: "order.tagged", position: null });
});
