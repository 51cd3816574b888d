import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { form } from "@/app/_server/action";
import { auditLog } from "@/db/schema/audit";
import { jobLeases } from "@/db/schema/shop";
import { ROLES, type Role } from "@/db/schema/staff";
import { testDatabase } from "@/db/testing";
import { transact } from "@/db/transaction";
import { may, PERMISSIONS } from "@/lib/auth/permissions";
import { limits } from "@/lib/auth/rate-limits";
import { addStaff } from "@/lib/auth/staff-accounts";
import { endSessions, openSession } from "@/lib/auth/staff-sessions";
import { fail, ok } from "@/lib/core/result";

const shop = await testDatabase();
const { db } = shop;

/** The token in the browser's cookie. */
const browser = vi.hoisted(() => ({ token: undefined as string | undefined, now: new Date("2026-11-30T10:00:00Z") }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => (name === "staff" && browser.token ? { name, value: browser.token } : undefined) }),
  headers: async () => new Headers({ "x-peer-address": "192.0.2.7" }),
}));
vi.mock("next/server", async (original) => ({ ...(await original()), after: () => {} }));
vi.mock("@/app/_server/clock", () => ({ currentTime: async () => browser.now }));
vi.mock("@/app/_server/database", () => ({ database: () => db }));
const { staffAction } = await import("@/app/_server/staff-action");
const { staffRead } = await import("@/app/_server/staff");

let count = 0;

/** Signs a new member of staff in, in this browser. */
async function signIn(role: Role) {
  count += 1;
  const account = { email: `staff-${count}@example.com`, name: "Test Person", role, password: "a long password" };
  const added = await addStaff(db, account, "command line", browser.now);
  if (!added.ok) throw new Error(added.error);
  browser.token = await openSession(db, added.value, { userAgent: "", network: "192.0.2.7" }, browser.now);
  return added.value;
}

const later = (minutes: number) => {
  browser.now = new Date(browser.now.getTime() + minutes * 60_000);
};

beforeEach(() => {
  browser.token = undefined;
});

const args = z.tuple([z.object({ job: z.string().max(20) })]);

/** Notes a job as running, which has nothing to do with staff and is easily seen. */
const change = staffAction("orders:change", args, async ([{ job }], { audited, now }) =>
  transact(audited("order.tagged", { kind: "order", id: job }), async (tx) => {
    await tx.insert(jobLeases).values({ job, holder: crypto.randomUUID(), expiresAt: now });
    return job === "refused" ? fail("refused") : ok(job);
  }),
);

const rowsOf = async (job: string) => ({
  changed: (await db.select().from(jobLeases).where(eq(jobLeases.job, job))).length,
  audited: await db.select().from(auditLog).where(eq(auditLog.subjectId, job)),
});

describe("an action of staff", () => {
  test("changes what it acts on and writes who did it, in one transaction", async () => {
    const staffId = await signIn("support");
    expect(await change({ job: "one" })).toEqual(ok("one"));
    const { changed, audited } = await rowsOf("one");
    expect([changed, audited.length]).toEqual([1, 1]);
    expect(audited[0]).toMatchObject({ staffId, what: "order.tagged", subjectKind: "order", at: browser.now });
  });

  test("leaves no row if it fails", async () => {
    await signIn("support");
    expect(await change({ job: "refused" })).toEqual(fail("refused"));
    expect(await rowsOf("refused")).toEqual({ changed: 0, audited: [] });
  });

  test("is refused without a session, after its end, and without the right, whatever is sent", async () => {
    expect(await change({ job: "two" })).toEqual({ ok: false, error: "signed_out" });
    const staffId = await signIn("viewer");
    expect(await change({ job: "two" })).toEqual({ ok: false, error: "forbidden" });
    expect(await change({ job: "x".repeat(21) })).toEqual({ ok: false, error: "forbidden" });
    await endSessions(db, staffId);
    expect(await change({ job: "two" })).toEqual({ ok: false, error: "signed_out" });
    await signIn("owner");
    later(8 * 60);
    expect(await change({ job: "two" })).toEqual({ ok: false, error: "signed_out" });
    expect(await rowsOf("two")).toEqual({ changed: 0, audited: [] });
  });

  test("names the first error of each field", async () => {
    const send = staffAction(
      "orders:change",
      z.tuple([z.unknown(), form(z.object({ tag: z.string().min(2, "too short").regex(/^a/, "wrong"), note: z.string() }))]),
      async () => ok(undefined),
    );
    await signIn("owner");
    const sent = new FormData();
    sent.set("tag", "x");
    sent.set("note", "kept");
    expect(await send(null, sent)).toEqual({ ok: false, error: "malformed", fields: { tag: "too short" } });
  });

  test("asks again who somebody is, a quarter of an hour after they showed it, where much is at stake", async () => {
    const refund = staffAction("money:refund", z.tuple([]), async () => ok("refunded"));
    await signIn("owner");
    later(14);
    expect(await refund()).toEqual(ok("refunded"));
    later(1);
    expect(await refund()).toEqual({ ok: false, error: "verify_again" });
    expect(await change({ job: "three" })).toEqual(ok("three"));
  });

  test("is limited for each member of staff", async () => {
    const touch = staffAction("account:own", z.tuple([]), async () => ok(undefined));
    await signIn("viewer");
    for (let use = 0; use < limits.staffChange.max; use += 1) expect(await touch()).toEqual(ok(undefined));
    expect(await touch()).toMatchObject({ ok: false, error: "rate_limited" });
    await signIn("viewer");
    expect(await touch()).toEqual(ok(undefined));
  });
});

test.each([...PERMISSIONS])("a read that asks for %s runs for the roles that have it, and no other", async (permission) => {
  const readAnything = staffRead(permission, async ({ session }, what: string) => `${session.staff.role} ${what}`);
  await expect(readAnything("it")).rejects.toMatchObject({ digest: expect.stringContaining("/admin/sign-in") });
  for (const role of ROLES) {
    await signIn(role);
    if (may(role, permission)) expect(await readAnything("it")).toBe(`${role} it`);
    else await expect(readAnything("it")).rejects.toMatchObject({ digest: expect.stringContaining("404") });
  }
});
