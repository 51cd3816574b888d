import { asc } from "drizzle-orm";
import { expect, test } from "vitest";
import { outboxMessages } from "@/db/schema/shop";
import { staff } from "@/db/schema/staff";
import { testDatabase } from "@/db/testing";
import { chainAudit } from "./chain-audit";
import { mailAuditHead } from "./mail-audit-head";
import { findAuditHead } from "./verify-audit";
import { writeAudit } from "./write-audit";

const { db } = await testDatabase();
const NOW = new Date("2026-11-30T04:22:00Z");

async function act() {
  await db.transaction((tx) =>
    writeAudit(tx, { what: "order.noted", subject: { kind: "order", id: "1" }, staffId: null, from: "", now: NOW }),
  );
  await chainAudit(db, NOW, 10);
}

test("mails the end of the chain to every owner, once for each end", async () => {
  const name = "Test Person";
  await db.insert(staff).values([
    { email: "one@example.com", name, role: "owner" },
    { email: "two@example.com", name, role: "owner" },
    { email: "former@example.com", name, role: "owner", disabledAt: NOW },
    { email: "manager@example.com", name, role: "manager" },
  ]);
  expect(await mailAuditHead(db, NOW)).toEqual({ done: 0, remaining: 0 });
  await act();
  expect(await mailAuditHead(db, NOW)).toEqual({ done: 2, remaining: 0 });
  expect(await mailAuditHead(db, NOW)).toEqual({ done: 0, remaining: 0 });
  const mails = await db.select().from(outboxMessages).orderBy(asc(outboxMessages.recipient));
  const data = { ...(await findAuditHead(db)), at: NOW.toISOString() };
  expect(mails.map(({ recipient, data }) => ({ recipient, data }))).toEqual([
    { recipient: "one@example.com", data },
    { recipient: "two@example.com", data },
  ]);
  await act();
  expect(await mailAuditHead(db, NOW)).toEqual({ done: 2, remaining: 0 });
});
