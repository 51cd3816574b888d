import { asc, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { auditLog, auditValues } from "@/db/schema/audit";
import { settings } from "@/db/schema/shop";
import { countLockWaits, testDatabase } from "@/db/testing";
import { transact } from "@/db/transaction";
import type { StaffId } from "@/lib/core/ids";
import { fail, ok } from "@/lib/core/result";
import { auditedDb } from "./audited";
import { type AuditEntry, writeAudit } from "./write-audit";

const { db } = await testDatabase();
const NOW = new Date("2026-11-30T10:00:00Z");

function changed(key: string, staffId: StaffId | null = null): AuditEntry {
  return { what: "setting.changed", subject: { kind: "setting", id: key }, staffId, from: "192.0.2.0/24", now: NOW };
}

const readSetting = (key: string) => async (tx: Tx) =>
  (await tx.select({ value: settings.value }).from(settings).where(eq(settings.key, key)))[0] ?? null;

async function rowsOf(key: string) {
  return await db
    .select({ entry: auditLog, before: auditValues.before, after: auditValues.after })
    .from(auditLog)
    .leftJoin(auditValues, eq(auditValues.auditId, auditLog.id))
    .where(eq(auditLog.subjectId, key))
    .orderBy(asc(auditLog.id));
}

const put = (tx: Tx, key: string, value: unknown) =>
  tx.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } });

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

test("the first transaction that commits leaves one row, with the values before and after", async () => {
  const audited = auditedDb(db, changed("once"), readSetting("once"));
  await transact(audited, async (tx) => ok(await put(tx, "once", { shop: "A" })));
  await transact(audited, async (tx) => ok(await put(tx, "once", { shop: "B" })));
  const rows = await rowsOf("once");
  expect(rows).toMatchObject([
    {
      entry: { what: "setting.changed", subjectKind: "setting", staffId: null, from: "192.0.2.0/24", at: NOW, position: null },
      before: null,
      after: { value: { shop: "A" } },
    },
  ]);
});

test("a transaction that rolls back leaves no row, and the next one that commits does", async () => {
  const audited = auditedDb(db, changed("second try"), readSetting("second try"));
  await transact(audited, async (tx) => {
    await put(tx, "second try", 1);
    return fail("refused");
  });
  await expect(
    transact(audited, async (tx) => {
      await put(tx, "second try", 2);
      throw new Error("a bug");
    }),
  ).rejects.toThrow("a bug");
  expect(await rowsOf("second try")).toEqual([]);
  await transact(audited, async (tx) => ok(await put(tx, "second try", 3)));
  expect(await rowsOf("second try")).toMatchObject([{ before: null, after: { value: 3 } }]);
});

test("nothing is changed when its row can't be written", async () => {
  const unknown = "00000000-0000-4000-8000-0000000000ff" as StaffId;
  await expect(transact(auditedDb(db, changed("unknown", unknown)), async (tx) => ok(await put(tx, "unknown", 1)))).rejects.toThrow();
  expect(await db.$count(settings, eq(settings.key, "unknown"))).toBe(0);
});

test("a transaction that is run again after a conflict leaves one row", async () => {
  await db.insert(settings).values([
    { key: "left", value: 0 },
    { key: "right", value: 0 },
  ]);
  let arrived = 0;
  const both = gate();
  const lockBoth = (keys: readonly [string, string]) =>
    transact(auditedDb(db, changed(keys[0])), async (tx) => {
      await put(tx, keys[0], 1);
      arrived += 1;
      if (arrived === 2) both.open();
      await both.opened;
      await put(tx, keys[1], 1);
      return ok(undefined);
    });
  await Promise.all([lockBoth(["left", "right"]), lockBoth(["right", "left"])]);
  expect(arrived).toBeGreaterThan(2);
  expect([await rowsOf("left"), await rowsOf("right")].map((rows) => rows.length)).toEqual([1, 1]);
});

test("before that, nothing can be changed outside a transaction, and raw statements only read", async () => {
  const audited = auditedDb(db, changed("outside"), readSetting("outside"));
  expect(() => audited.insert(settings)).toThrow("in a transaction only");
  expect(() => audited.update(settings)).toThrow("in a transaction only");
  expect(() => audited.delete(settings)).toThrow("in a transaction only");
  expect(() => audited.$client).toThrow("in a transaction only");
  await expect(audited.execute(sql`insert into settings (key, value) values ('outside', '1')`)).rejects.toThrow();
  expect([...(await audited.execute(sql`select 1 as one`))]).toEqual([{ one: 1 }]);
  expect(await audited.$count(settings, eq(settings.key, "outside"))).toBe(0);
  await transact(audited, async (tx) => ok(await put(tx, "outside", 1)));
  // A command that talked to a provider meanwhile may now record its answer.
  await audited.update(settings).set({ value: 2 }).where(eq(settings.key, "outside"));
  expect(await rowsOf("outside")).toMatchObject([{ after: { value: 1 } }]);
});

test("actions at the same time don't wait for each other", async () => {
  const [written, end] = [gate(), gate()];
  const slow = db.transaction(async (tx) => {
    await writeAudit(tx, changed("slow"), { before: 0, after: 1 });
    written.open();
    await end.opened;
  });
  await written.opened;
  const others = Array.from({ length: 5 }, (_, index) => `quick ${index}`);
  await Promise.all(others.map((key) => auditedDb(db, changed(key)).transaction((tx) => put(tx, key, 1))));
  expect(await countLockWaits(db)).toBe(0);
  end.open();
  await slow;
  expect(await rowsOf("slow")).toHaveLength(1);
});
