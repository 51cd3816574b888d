import { staffRead } from "@/app/_server/staff";
import { listInvitations } from "@/lib/auth/invitations";
import { grantableRoles, holdsRightsOf } from "@/lib/auth/permissions";
import { listStaff } from "@/lib/auth/staff-accounts";
import { listSessions } from "@/lib/auth/staff-sessions";
import { staffIdSchema } from "@/lib/core/ids";

/** Everybody who works here and who is invited, with the roles that the reader may grant. */
export const readStaff = staffRead("staff:read", async ({ db, now, session }) => ({
  now,
  self: session.staff.id,
  members: await listStaff(db),
  invitations: await listInvitations(db),
  grantable: grantableRoles(session.staff.role),
}));

/** One member of staff; undefined if nobody has this id. */
export const readMember = staffRead("staff:read", async ({ db, now, session }, id: string) => {
  const member = (await listStaff(db)).find((one) => one.id === id);
  if (!member) return undefined;
  const grantable = grantableRoles(session.staff.role);
  return {
    now,
    member,
    isSelf: member.id === session.staff.id,
    sessions: await listSessions(db, staffIdSchema.parse(id), now),
    grantable,
    mayChange: grantable.length > 0 && holdsRightsOf(session.staff.role, member.role),
  };
});
