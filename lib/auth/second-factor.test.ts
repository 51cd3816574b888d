import { expect, it } from "vitest";
import { settings } from "@/db/schema/shop";
import { testDatabase } from "@/db/testing";
import { createAuthenticator, createMember, createPasskey, sessionOf } from "@/tests/factories/staff";
import { PERMISSIONS } from "./permissions";
import { sessionMay } from "./staff-sessions";

const { db } = await testDatabase();
const added = new Date("2026-11-30T08:00:00Z");
const days = (count: number) => new Date(added.getTime() + count * 86_400_000);

async function require(secondFactor: { required: boolean; graceDays?: number }, updatedAt: Date): Promise<void> {
  const setting = { value: { secondFactor }, updatedAt };
  await db
    .insert(settings)
    .values({ key: "staff", ...setting })
    .onConflictDoUpdate({ target: settings.key, set: setting });
}

it("a required second factor can be put off for some days, and then nothing else is possible", async () => {
  const member = await createMember(db, added);
  expect(await sessionOf(db, member, days(100))).toMatchObject({ factorDueBy: null, isLimited: false });

  await require({ required: true, graceDays: 7 }, days(-1));
  expect(await sessionOf(db, member, days(1))).toMatchObject({ factorDueBy: days(7), isLimited: false });
  expect((await sessionOf(db, member, new Date(days(7).getTime() - 1))).isLimited).toBe(false);
  const late = await sessionOf(db, member, days(7));
  expect(late.isLimited).toBe(true);
  expect(PERMISSIONS.filter((permission) => sessionMay(late, permission))).toEqual(["account:own", "account:secure"]);

  await require({ required: true, graceDays: 7 }, days(30));
  expect(await sessionOf(db, member, days(31)), "the days count from the setting's change").toMatchObject({ factorDueBy: days(37) });
  await require({ required: true, graceDays: 0 }, days(30));
  expect((await sessionOf(db, member, days(30))).isLimited).toBe(true);
});

it("an authenticator or a passkey is a second factor, also for who was late", async () => {
  await require({ required: true, graceDays: 0 }, added);
  for (const setUp of [createAuthenticator, createPasskey]) {
    const member = await createMember(db, added);
    expect((await sessionOf(db, member, days(1))).isLimited).toBe(true);
    await setUp(db, member, days(1));
    const session = await sessionOf(db, member, days(1));
    expect(session).toMatchObject({ factorDueBy: null, isLimited: false });
    expect(PERMISSIONS.every((permission) => sessionMay(session, permission))).toBe(true);
  }
});
