"use server";

import { randomUUID } from "node:crypto";
import { z } from "zod";
import { staffAction } from "@/app/_server/staff-action";
import { invitationSnapshotOf, inviteStaff, withdrawInvitation } from "@/lib/auth/invitations";
import { roleSchema } from "@/lib/auth/role-input";
import { changeRole, disableStaff, endSessionsOf, resetFactor, snapshotOf } from "@/lib/auth/staff-accounts";
import { invitationIdSchema, staffIdSchema } from "@/lib/core/ids";
import { line } from "@/lib/core/text";

const email = line(254).pipe(z.email("Enter an email address, such as name@example.com."));
const one = z.tuple([staffIdSchema]);

export const invite = staffAction("staff:change", z.tuple([z.object({ email, role: roleSchema })]), async ([given], work) => {
  const id = invitationIdSchema.parse(randomUUID());
  const db = work.audited("staff.invited", { kind: "staff", id }, invitationSnapshotOf(id));
  return await inviteStaff(db, { id, ...given }, work.session.staff, work.now);
});

export const withdraw = staffAction("staff:change", z.tuple([invitationIdSchema]), async ([id], work) => {
  const db = work.audited("staff.invitation_withdrawn", { kind: "staff", id }, invitationSnapshotOf(id));
  return await withdrawInvitation(db, id, work.session.staff);
});

export const giveRole = staffAction("staff:change", z.tuple([staffIdSchema, roleSchema]), async ([id, role], work) => {
  const db = work.audited("staff.role_changed", { kind: "staff", id }, snapshotOf(id));
  return await changeRole(db, id, role, work.session.staff);
});

export const resetSecondFactor = staffAction("staff:change", one, async ([id], work) => {
  const db = work.audited("staff.factor_reset", { kind: "staff", id }, snapshotOf(id));
  return await resetFactor(db, id, work.session.staff);
});

export const signOutEverywhere = staffAction("staff:change", one, async ([id], work) => {
  const db = work.audited("staff.sessions_ended", { kind: "staff", id });
  return await endSessionsOf(db, id, work.session.staff);
});

export const disable = staffAction("staff:change", one, async ([id], work) => {
  const db = work.audited("staff.disabled", { kind: "staff", id }, snapshotOf(id));
  return await disableStaff(db, id, work.session.staff, work.now);
});
