import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing";
import type { StaffId } from "@/lib/core/ids";
import { orderWithMail } from "@/tests/factories/mail";
import { createMember } from "@/tests/factories/staff";
import type { AuditAction, SubjectKind } from "./actions";
import { eraseAuditValues } from "./erase-values";
import { auditFilterSchema, auditPageSchema } from "./input";
import { type AuditPage, auditQuery, listAudit, readAudit } from "./queries";
import { writeAudit } from "./write-audit";

const { db, client } = await testDatabase();
const NOW = new Date("2026-11-30T10:00:00Z");

const { id: one } = await createMember(db, NOW);
const { id: other, email } = await createMember(db, NOW, "manager");
const order = await orderWithMail(db, NOW);

async function act(what: AuditAction, subject: { kind: SubjectKind; id: string }, staffId: StaffId | null, at: string, values = {}) {
  await db.transaction((tx) => writeAudit(tx, { what, subject, staffId, from: "192.0.2.0/24", now: new Date(at) }, values));
}

beforeAll(async () => {
  const about = { kind: "order", id: order.id } as const;
  await act("order.tagged", about, one, "2026-11-28T22:59:59.999Z", { before: { tags: [] }, after: { tags: ["gift"] } });
  await act("order.shipped", about, one, "2026-11-28T23:00:00Z");
  await act("staff.role_changed", { kind: "staff", id: other }, one, "2026-11-29T12:00:00Z");
  await act("setting.changed", { kind: "setting", id: "company" }, other, "2026-11-29T22:59:59Z");
  await act("job.run", { kind: "job", id: "send-mail" }, null, "2026-11-29T23:00:00Z");
});

const whats = ({ rows }: AuditPage) => rows.map(({ what }) => what);
const filtered = async (filter: Record<string, string>) => whats(await listAudit(db, auditFilterSchema.parse(filter), {}));

test("lists the newest first, with the person and the thing by name, and what changed", async () => {
  const { rows, newer, older } = await listAudit(db, {}, {});
  expect(whats({ rows, newer, older })).toEqual(["job.run", "setting.changed", "staff.role_changed", "order.shipped", "order.tagged"]);
  expect([newer, older]).toEqual([undefined, undefined]);
  expect(rows[4]).toMatchObject({
    person: { id: one, name: "Test Person" },
    from: "192.0.2.0/24",
    subject: { kind: "order", id: order.id, name: order.reference },
    before: { tags: [] },
    after: { tags: ["gift"] },
    isErased: false,
    position: null,
  });
  expect(rows[3]).toMatchObject({ before: null, after: null, isErased: false });
  expect(rows[2]?.subject.name).toBe("Test Person");
  expect(rows[0]).toMatchObject({ person: null, subject: { name: "send-mail" } });
});

test("filters by person, action, thing and days in Zagreb", async () => {
  expect(await filtered({ person: other })).toEqual(["setting.changed"]);
  expect(await filtered({ person: "system" })).toEqual(["job.run"]);
  expect(await filtered({ what: "order.shipped" })).toEqual(["order.shipped"]);
  expect(await filtered({ thing: order.id })).toEqual(["order.shipped", "order.tagged"]);
  expect(await filtered({ thing: ` ${order.reference.toLowerCase()} `, person: one })).toEqual(["order.shipped", "order.tagged"]);
  expect(await filtered({ thing: email.toUpperCase() })).toEqual(["staff.role_changed"]);
  expect(await filtered({ thing: "company" })).toEqual(["setting.changed"]);
  expect(await filtered({ from: "2026-11-29", to: "2026-11-29" })).toEqual(["setting.changed", "staff.role_changed", "order.shipped"]);
  expect(await filtered({ to: "2026-11-28" })).toEqual(["order.tagged"]);
  expect(await filtered({ from: "2026-11-30" })).toEqual(["job.run"]);
  expect(await filtered({ thing: "nothing" })).toEqual([]);
});

test("what can't be read in an address counts as not given", () => {
  const odd = { person: "x", what: "order.eaten", thing: "x".repeat(5000), from: "yesterday", to: "2026-13-01", before: "1", after: "-" };
  expect(Object.values(auditPageSchema.parse(odd)).filter((value) => value !== undefined)).toEqual([]);
  expect(auditPageSchema.parse({ before: "1764496800000-12" }).before).toEqual({ at: 1_764_496_800_000, id: 12 });
});

test("says what was erased", async () => {
  await act("order.noted", { kind: "order", id: "erased" }, one, "2026-11-27T12:00:00Z", { after: { note: "x" } });
  await db.transaction((tx) => eraseAuditValues(tx, [{ kind: "order", id: "erased" }]));
  const { rows } = await listAudit(db, { thing: "erased" }, {});
  expect(rows).toMatchObject([{ before: null, after: null, isErased: true }]);
});

test("pages forward and back over 100,000 rows by the index, also where many share a time", async () => {
  await client`insert into audit_log (at, staff_id, "from", what, subject_kind, subject_id)
    select '2026-10-01'::timestamptz + (n / 7) * interval '10 seconds', case when n % 3 = 0 then ${one}::uuid else ${other}::uuid end, '',
      case when n % 5000 = 0 then 'order.refunded' else 'order.tagged' end, 'order', (n % 20000)::text
    from generate_series(1, 100000) n`;
  await client`analyze audit_log, audit_values, staff, orders`;
  const filter = { to: "2026-10-02" };
  const first = await listAudit(db, filter, {});
  const second = await listAudit(db, filter, { before: first.older });
  const third = await listAudit(db, filter, { before: second.older });
  const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id));
  expect(ids).toEqual(ids.toSorted((a, b) => b - a));
  expect(new Set(ids).size).toBe(150);
  expect(await listAudit(db, filter, { after: third.newer })).toEqual(second);
  expect(await listAudit(db, filter, { after: second.newer })).toEqual({ ...first, newer: undefined });
  expect(first.newer).toBeUndefined();

  const plans = [
    [{}, "audit_log_at"],
    [{ person: one }, "audit_log_staff"],
    [{ what: "order.refunded" as const }, "audit_log_what"],
    [{ thing: order.reference }, "audit_log_subject"],
    [{ from: "2026-10-02", to: "2026-10-03" }, "audit_log_at"],
  ] as const;
  for (const [given, index] of plans) {
    for (const place of [{}, { before: second.older }, { after: second.older }]) {
      const rows = await db.execute<{ "QUERY PLAN": string }>(sql`explain ${auditQuery(db, given, place, 51).getSQL()}`);
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      expect(plan, JSON.stringify(given)).toContain(index);
      expect(plan, plan).not.toContain("Seq Scan on audit_log");
    }
  }
});

test("an export reads all rows in batches", async () => {
  let count = 0;
  for await (const rows of readAudit(db, { person: one, to: "2026-10-01" })) count += rows.length;
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::int from audit_log where staff_id = ${one} and at < '2026-10-01T22:00:00Z'`,
  );
  expect(count).toBe(row?.count);
  expect(count).toBeGreaterThan(1000);
});
