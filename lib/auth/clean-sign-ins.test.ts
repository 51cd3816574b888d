import { expect, it } from "vitest";
import { staffInvitations, staffLockouts, staffSessions, staffUsedChallenges } from "@/db/schema/staff";
import { testDatabase } from "@/db/testing";
import { BROWSER, createMember } from "@/tests/factories/staff";
import { cleanSignIns } from "./clean-sign-ins";
import { openSession } from "./staff-sessions";

const { db } = await testDatabase();
const now = new Date("2026-11-30T08:00:00Z");
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

it("deletes what is over, no more than the limit of each at once, and nothing else", async () => {
  const { id } = await createMember(db, now);
  for (const opened of [-10, -9, -8, -7]) await openSession(db, id, BROWSER, hours(opened));
  await db.insert(staffLockouts).values([-25, -24].map((tried) => ({ key: `${tried}`, tries: 1, lastTriedAt: hours(tried) })));
  await db.insert(staffUsedChallenges).values([0, 1].map((until) => ({ challenge: `${until}`, expiresAt: hours(until) })));
  const invitation = { role: "viewer", invitedBy: null } as const;
  await db
    .insert(staffInvitations)
    .values([-720, -719].map((until) => ({ ...invitation, email: `${until}@example.com`, expiresAt: hours(until) })));

  expect(await cleanSignIns(db, now, 2)).toEqual({ done: 5, remaining: 1 });
  expect(await cleanSignIns(db, now, 2)).toEqual({ done: 1, remaining: 0 });
  expect(await Promise.all([staffSessions, staffLockouts, staffUsedChallenges, staffInvitations].map((table) => db.$count(table)))).toEqual(
    [1, 1, 1, 1],
  );
});
