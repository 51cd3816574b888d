import { beforeEach, expect, it } from "vitest";
import { ROLES, staff, staffAuthenticators, staffPasswords, staffRecoveryCodes, staffSessions } from "@/db/schema/staff";
import { testDatabase } from "@/db/testing";
import type { StaffId } from "@/lib/core/ids";
import { grantableRoles, holdsRightsOf, isAskedAgain, may, PERMISSIONS } from "./permissions";
import { addStaff, changeRole, disableStaff, findStaff, listStaff, resetFactor } from "./staff-accounts";
import { findSession, isFresh, openSession } from "./staff-sessions";

const { db } = await testDatabase();
const now = new Date("2026-11-30T08:00:00Z");
const PASSWORD = "linen-and-flax-2026";

beforeEach(async () => {
  for (const table of [staffSessions, staffRecoveryCodes, staffAuthenticators, staffPasswords, staff]) await db.delete(table);
});

async function add(email: string, role: (typeof ROLES)[number]): Promise<StaffId> {
  const added = await addStaff(db, { email, name: email, role, password: PASSWORD }, "command line", now);
  if (!added.ok) throw new Error(added.error);
  return added.value;
}

it("an owner has every right, a viewer reads only, and nobody but an owner grants", () => {
  expect(PERMISSIONS.every((permission) => may("owner", permission))).toBe(true);
  expect(PERMISSIONS.filter((permission) => may("viewer", permission) && !permission.endsWith(":read"))).toEqual([
    "account:own",
    "account:secure",
  ]);
  expect(ROLES.map((role) => grantableRoles(role))).toEqual([[...ROLES], [], [], [], []]);
  expect(ROLES.filter((role) => holdsRightsOf("manager", role))).toEqual(["manager", "fulfilment", "support", "viewer"]);
  expect(ROLES.filter((role) => holdsRightsOf("support", role))).toEqual(["support"]);
});

it("one account has an email, whatever its case", async () => {
  const id = await add("Mara@Earthman.example", "owner");
  expect(
    await addStaff(db, { email: "mara@earthman.example", name: "M", role: "viewer", password: PASSWORD }, "command line", now),
  ).toEqual({
    ok: false,
    error: "exists",
  });
  expect(await findStaff(db, "MARA@earthman.example")).toEqual({ id, role: "owner" });
});

it("nobody grants, changes or resets what they don't hold", async () => {
  const owner = await add("owner@earthman.example", "owner");
  const viewer = await add("viewer@earthman.example", "viewer");
  const manager = { role: "manager" } as const;
  expect(await addStaff(db, { email: "x@earthman.example", name: "X", role: "owner", password: PASSWORD }, manager, now)).toMatchObject({
    error: "not_held",
  });
  for (const refused of [
    changeRole(db, owner, "viewer", manager),
    changeRole(db, viewer, "owner", manager),
    disableStaff(db, owner, manager, now),
    resetFactor(db, owner, manager),
  ]) {
    expect(await refused).toEqual({ ok: false, error: "not_held" });
  }
  expect(await resetFactor(db, viewer, manager)).toEqual({ ok: true, value: undefined });
});

it("the last owner stays, also when two owners remove each other at once", async () => {
  const first = await add("first@earthman.example", "owner");
  expect(await changeRole(db, first, "manager", "command line")).toEqual({ ok: false, error: "last_owner" });
  expect(await disableStaff(db, first, "command line", now)).toEqual({ ok: false, error: "last_owner" });
  const second = await add("second@earthman.example", "owner");
  const by = { role: "owner" } as const;
  const outcomes = await Promise.all([disableStaff(db, first, by, now), changeRole(db, second, "viewer", by)]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await listStaff(db)).filter(({ role, disabledAt }) => role === "owner" && !disabledAt)).toHaveLength(1);
});

it("a changed account's sessions end", async () => {
  await add("owner@earthman.example", "owner");
  const id = await add("support@earthman.example", "support");
  const token = await openSession(db, id, { userAgent: "", network: "" }, now);
  expect(await changeRole(db, id, "viewer", "command line")).toMatchObject({ ok: true });
  expect(await findSession(db, token, now)).toBeUndefined();
});

it("what is asked again for is fresh for a quarter of an hour", () => {
  expect(PERMISSIONS.filter(isAskedAgain)).toEqual([
    "account:secure",
    "money:refund",
    "customers:export",
    "customers:erase",
    "staff:change",
  ]);
  const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  expect([null, before(900), before(899)].map((at) => isFresh(at, now))).toEqual([false, false, true]);
});
