import { createHmac, timingSafeEqual } from "node:crypto";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Db, Executor, Tx } from "@/db/client";
import { type Role, staff, staffInvitations } from "@/db/schema/staff";
import { transact } from "@/db/transaction";
import { writeAudit } from "@/lib/audit/write-audit";
import { type InvitationId, invitationIdSchema, type StaffId } from "@/lib/core/ids";
import { DEFAULT_LOCALE } from "@/lib/core/locales";
import { fail, ok, type Result } from "@/lib/core/result";
import { subkeys } from "@/lib/core/secrets";
import { writeMessage } from "@/lib/outbox/write-message";
import { hashPassword } from "./passwords";
import { type Changer, insertStaff, isHeld } from "./staff-accounts";
import { openSession, type Sender } from "./staff-sessions";

const VALID_DAYS = 7;
const MAX_OPEN = 100;

/** What the mailed link has beside the invitation's id: a hash by the current secret first, then by the previous one during a rotation. */
function hashesOf(id: InvitationId): [string, ...string[]] {
  const [current, ...previous] = subkeys("staff").map((key) => createHmac("sha256", key).update(`invitation ${id}`).digest("base64url"));
  if (current === undefined) throw new Error("no subkey");
  return [current, ...previous];
}

/** The secret part of an invitation's mailed address. It is derived, so that every try of the mail sends the same and none is stored. */
export function invitationToken(id: InvitationId): string {
  return `${id}.${hashesOf(id)[0]}`;
}

/**
 * Invites somebody by email for seven days, in place of an earlier invitation to this address, whose link no longer works. `exists`:
 * the email has an account; `not_held`: nobody grants rights that they don't hold.
 */
export async function inviteStaff(
  db: Db,
  { id, email, role }: { id: InvitationId; email: string; role: Role },
  by: { id: StaffId; name: string; role: Role },
  now: Date,
): Promise<Result<undefined, "exists" | "not_held" | "too_many">> {
  if (!isHeld(by, role)) return fail("not_held");
  const address = email.toLowerCase();
  const expiresAt = new Date(now.getTime() + VALID_DAYS * 86_400_000);
  return await transact(db, async (tx) => {
    if ((await tx.$count(staff, eq(staff.email, address))) > 0) return fail("exists");
    await tx.delete(staffInvitations).where(eq(staffInvitations.email, address));
    if ((await tx.$count(staffInvitations)) >= MAX_OPEN) return fail("too_many");
    const added = await tx
      .insert(staffInvitations)
      .values({ id, email: address, role, invitedBy: by.id, createdAt: now, expiresAt })
      .onConflictDoNothing()
      .returning({ id: staffInvitations.id });
    // Somebody else has invited them at this moment.
    if (added.length === 0) return fail("exists");
    await writeMessage(tx, {
      kind: "staff_invitation",
      data: { invitationId: id, role, invitedBy: by.name, expiresAt: expiresAt.toISOString() },
      locale: DEFAULT_LOCALE,
      recipient: address,
      dedupeKey: `staff_invitation:${id}`,
    });
    return ok(undefined);
  });
}

export async function withdrawInvitation(db: Db, id: InvitationId, by: Changer): Promise<Result<undefined, "unknown" | "not_held">> {
  return await transact(db, async (tx) => {
    const [withdrawn] = await tx.delete(staffInvitations).where(eq(staffInvitations.id, id)).returning({ role: staffInvitations.role });
    if (!withdrawn) return fail("unknown");
    return isHeld(by, withdrawn.role) ? ok(undefined) : fail("not_held");
  });
}

/** Open invitations, also expired ones until they are cleaned up, the newest last. */
export async function listInvitations(db: Executor) {
  return await db
    .select({ invitation: staffInvitations, invitedBy: staff.name })
    .from(staffInvitations)
    .leftJoin(staff, eq(staff.id, staffInvitations.invitedBy))
    .orderBy(asc(staffInvitations.createdAt))
    .limit(MAX_OPEN);
}

/** What the audit log records of an invitation. */
export const invitationSnapshotOf = (id: InvitationId) => async (tx: Tx) => {
  const { email, role } = staffInvitations;
  const [invitation] = await tx.select({ email, role }).from(staffInvitations).where(eq(staffInvitations.id, id));
  return invitation ?? null;
};

export type Invitation = Pick<typeof staffInvitations.$inferSelect, "id" | "email" | "role" | "expiresAt">;

/** The invitation of a link's token; undefined once it was accepted, withdrawn or replaced, or has expired. */
export async function findInvitation(db: Executor, token: string, now: Date): Promise<Invitation | undefined> {
  const [text, hash = ""] = token.split(".");
  const id = invitationIdSchema.safeParse(text);
  if (!id.success || !hashesOf(id.data).some((right) => isEqual(right, hash))) return undefined;
  const { id: key, email, role, expiresAt } = staffInvitations;
  const [found] = await db
    .select({ id: key, email, role, expiresAt })
    .from(staffInvitations)
    .where(and(eq(key, id.data), gt(expiresAt, now)));
  return found;
}

function isEqual(right: string, given: string): boolean {
  const [a, b] = [Buffer.from(right), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Makes the invited person's account, once, and signs them in: returns the session's token. */
export async function acceptInvitation(
  db: Db,
  { token, name, password }: { token: string; name: string; password: string },
  sender: Sender,
  now: Date,
): Promise<Result<string, "gone">> {
  if (!(await findInvitation(db, token, now))) return fail("gone");
  const hash = await hashPassword(password);
  return await transact(db, async (tx) => {
    const invitation = await takeInvitation(tx, token, now);
    if (!invitation) return fail("gone");
    const id = await insertStaff(tx, { ...invitation, name, hash }, now);
    if (!id) return fail("gone");
    const entry = { subject: { kind: "staff", id }, staffId: id, from: sender.network, now } as const;
    await writeAudit(
      tx,
      { ...entry, what: "staff.invitation_accepted" },
      { after: { email: invitation.email, name, role: invitation.role } },
    );
    return ok(await openSession(tx, id, sender, now));
  });
}

async function takeInvitation(tx: Tx, token: string, now: Date): Promise<Invitation | undefined> {
  const found = await findInvitation(tx, token, now);
  if (!found) return undefined;
  const taken = await tx.delete(staffInvitations).where(eq(staffInvitations.id, found.id)).returning({ one: sql`1` });
  return taken.length > 0 ? found : undefined;
}
