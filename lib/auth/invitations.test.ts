import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { auditLog } from "@/db/schema/audit";
import { outboxMessages } from "@/db/schema/shop";
import { type Role, staffInvitations } from "@/db/schema/staff";
import { testDatabase } from "@/db/testing";
import { type InvitationId, invitationIdSchema, staffIdSchema } from "@/lib/core/ids";
import { BROWSER, createMember, PASSWORD } from "@/tests/factories/staff";
import { acceptInvitation, findInvitation, invitationToken, inviteStaff, listInvitations, withdrawInvitation } from "./invitations";
import { signIn } from "./sign-in";
import { findStaff } from "./staff-accounts";
import { findSession } from "./staff-sessions";

const { db } = await testDatabase();
const now = new Date("2026-11-30T08:00:00Z");
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
const inviter = await createMember(db, now);

let count = 0;
async function invite(role: Role = "support", by = inviter, email?: string) {
  count += 1;
  const invitation = { id: invitationIdSchema.parse(randomUUID()), email: email ?? `Invited-${count}@example.com`, role };
  return { ...invitation, outcome: await inviteStaff(db, invitation, by, now) };
}
const accept = (id: InvitationId, at = now) =>
  acceptInvitation(db, { token: invitationToken(id), name: "Test Person", password: PASSWORD }, BROWSER, at);

it("an invitation is mailed, and its link makes one account, which is signed in", async () => {
  const { id, email } = await invite();
  const [mail] = await db
    .select()
    .from(outboxMessages)
    .where(eq(outboxMessages.dedupeKey, `staff_invitation:${id}`));
  expect(mail).toMatchObject({ recipient: email.toLowerCase(), locale: "en", data: { invitationId: id, role: "support" } });
  expect(JSON.stringify(mail), "the link is stored nowhere").not.toContain(invitationToken(id).split(".")[1]);
  expect(await findInvitation(db, invitationToken(id), now)).toMatchObject({ email: email.toLowerCase(), role: "support" });

  const outcomes = await Promise.all([accept(id), accept(id), accept(id)]);
  const [entered] = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await findSession(db, entered ?? "", now)).toMatchObject({
    staff: { email: email.toLowerCase(), role: "support", name: "Test Person" },
  });
  expect(await signIn(db, { email, password: PASSWORD, code: "" }, BROWSER, now)).toMatchObject({ ok: true });
  expect(await accept(id)).toEqual({ ok: false, error: "gone" });
  const added = await findStaff(db, email);
  const accepted = await db
    .select({ what: auditLog.what })
    .from(auditLog)
    .where(eq(auditLog.subjectId, added?.id ?? ""));
  expect(accepted.map(({ what }) => what)).toEqual(["staff.invitation_accepted", "staff.signed_in"]);
});

it("a link works for seven days, and no other text does", async () => {
  const { id } = await invite();
  const token = invitationToken(id);
  expect(await findInvitation(db, token, new Date(days(7).getTime() - 1))).toBeDefined();
  expect(await findInvitation(db, token, days(7))).toBeUndefined();
  expect(await accept(id, days(7))).toEqual({ ok: false, error: "gone" });
  const other = invitationToken(invitationIdSchema.parse(randomUUID()));
  for (const wrong of ["", ".", id, `${id}.`, `${token}x`, `${id}.${other.split(".")[1]}`, `x.${token}`]) {
    expect(await findInvitation(db, wrong, now), wrong).toBeUndefined();
  }
});

it("a new invitation to the same address replaces the earlier one, whose link no longer works", async () => {
  const first = await invite("viewer");
  const second = await invite("fulfilment", inviter, first.email.toUpperCase());
  expect(second.outcome).toEqual({ ok: true, value: undefined });
  expect(await accept(first.id)).toEqual({ ok: false, error: "gone" });
  expect(await accept(second.id)).toMatchObject({ ok: true });
  expect((await invite("viewer", inviter, first.email)).outcome).toEqual({ ok: false, error: "exists" });
});

it("nobody invites to or withdraws a role with rights that they don't hold", async () => {
  const manager = { id: staffIdSchema.parse(inviter.id), name: "Test Person", role: "manager" } as const;
  expect((await invite("owner", { ...inviter, ...manager })).outcome).toEqual({ ok: false, error: "not_held" });
  const { id } = await invite("owner");
  expect(await withdrawInvitation(db, id, manager)).toEqual({ ok: false, error: "not_held" });
  expect(await withdrawInvitation(db, id, inviter)).toEqual({ ok: true, value: undefined });
  expect(await withdrawInvitation(db, id, inviter)).toEqual({ ok: false, error: "unknown" });
  expect(await accept(id)).toEqual({ ok: false, error: "gone" });
});

it("a hundred invitations are open at most, and the list names who sent them", async () => {
  await db.delete(staffInvitations);
  for (let sent = 0; sent < 100; sent += 1) expect((await invite("viewer")).outcome.ok).toBe(true);
  expect((await invite("viewer")).outcome).toEqual({ ok: false, error: "too_many" });
  expect(await listInvitations(db)).toHaveLength(100);
  expect((await listInvitations(db))[0]).toMatchObject({ invitedBy: "Test Person", invitation: { role: "viewer" } });
});
