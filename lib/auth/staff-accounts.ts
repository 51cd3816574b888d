import { and, asc, eq, isNull, max, ne, sql } from "drizzle-orm";
import type { Db, Executor, Tx } from "@/db/client";
import { type Role, staff, staffAuthenticators, staffPasskeys, staffPasswords, staffRecoveryCodes, staffSessions } from "@/db/schema/staff";
import { transact } from "@/db/transaction";
import type { StaffId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { hashPassword } from "./passwords";
import { holdsRightsOf } from "./permissions";
import { type Factors, factorColumns } from "./second-factor";
import { endSessions } from "./staff-sessions";

/** Whoever changes an account: a member of staff, or the person at the server's command line. */
export type Changer = { role: Role } | "command line";

export type StaffMember = typeof staff.$inferSelect & {
  factors: Factors;
  /** When the newest of their open sessions was last used. */
  seenAt: Date | null;
};

/** All accounts, those that may sign in first. */
export async function listStaff(db: Executor): Promise<StaffMember[]> {
  const rows = await db
    .select({ member: staff, factors: factorColumns, seenAt: max(staffSessions.lastSeenAt) })
    .from(staff)
    .leftJoin(staffSessions, eq(staffSessions.staffId, staff.id))
    .groupBy(staff.id)
    .orderBy(sql`${staff.disabledAt} nulls first`, asc(staff.name), asc(staff.id))
    .limit(1000);
  return rows.map(({ member, factors, seenAt }) => ({ ...member, factors, seenAt }));
}

/** What the audit log records of an account. */
export const snapshotOf = (id: StaffId) => async (tx: Tx) => {
  const [account] = await tx
    .select({ email: staff.email, name: staff.name, role: staff.role, disabledAt: staff.disabledAt, factors: factorColumns })
    .from(staff)
    // The columns of factors are written for a query with a join.
    .leftJoin(staffPasswords, eq(staffPasswords.staffId, staff.id))
    .where(eq(staff.id, id));
  return account ?? null;
};

/** Finds the account that may sign in with this email. */
export async function findStaff(db: Executor, email: string): Promise<{ id: StaffId; role: Role } | undefined> {
  const [member] = await db
    .select({ id: staff.id, role: staff.role })
    .from(staff)
    .where(and(eq(staff.email, email.toLowerCase()), isNull(staff.disabledAt)));
  return member;
}

/** Adds an account; `not_held`: nobody grants rights that they don't hold. */
export async function addStaff(
  db: Executor,
  { email, name, role, password }: { email: string; name: string; role: Role; password: string },
  by: Changer,
  now: Date,
): Promise<Result<StaffId, "exists" | "not_held">> {
  if (!isHeld(by, role)) return fail("not_held");
  const hash = await hashPassword(password);
  return await transact(db, async (tx) => {
    const id = await insertStaff(tx, { email, name, role, hash }, now);
    return id ? ok(id) : fail("exists");
  });
}

/** Inserts an account with the hash of its password; undefined if the email has one. */
export async function insertStaff(
  tx: Tx,
  { email, name, role, hash }: { email: string; name: string; role: Role; hash: string },
  now: Date,
): Promise<StaffId | undefined> {
  const [added] = await tx
    .insert(staff)
    .values({ email: email.toLowerCase(), name, role, createdAt: now })
    .onConflictDoNothing({ target: staff.email })
    .returning({ id: staff.id });
  if (added) await tx.insert(staffPasswords).values({ staffId: added.id, hash, changedAt: now });
  return added?.id;
}

type ChangeError = "unknown" | "not_held" | "last_owner";

/** Changes a role, which ends the member's sessions, as their pages show what the old role may. */
export async function changeRole(db: Db, id: StaffId, role: Role, by: Changer): Promise<Result<undefined, ChangeError>> {
  return await change(db, id, by, async (tx, member) => {
    if (!isHeld(by, role)) return fail("not_held");
    if (member.role === "owner" && role !== "owner" && (await isLastOwner(tx, id))) return fail("last_owner");
    await tx.update(staff).set({ role }).where(eq(staff.id, id));
    return ok(undefined);
  });
}

/** Ends all sessions of a member, and returns how many they were. */
export async function endSessionsOf(db: Db, id: StaffId, by: Changer): Promise<Result<number, "unknown" | "not_held">> {
  return await transact(db, async (tx) => {
    const [member] = await tx.select({ role: staff.role }).from(staff).where(eq(staff.id, id));
    if (!member) return fail("unknown");
    return isHeld(by, member.role) ? ok(await endSessions(tx, id)) : fail("not_held");
  });
}

/** Ends a member's access for good, with all their sessions. */
export async function disableStaff(db: Db, id: StaffId, by: Changer, now: Date): Promise<Result<undefined, ChangeError>> {
  return await change(db, id, by, async (tx, member) => {
    if (member.role === "owner" && (await isLastOwner(tx, id))) return fail("last_owner");
    await tx.update(staff).set({ disabledAt: now }).where(eq(staff.id, id));
    return ok(undefined);
  });
}

/** Gives a member who forgot theirs another password, and ends their sessions. */
export async function replacePassword(
  db: Db,
  id: StaffId,
  password: string,
  by: Changer,
  now: Date,
): Promise<Result<undefined, ChangeError>> {
  const hash = await hashPassword(password);
  return await change(db, id, by, async (tx) => {
    await tx.update(staffPasswords).set({ hash, changedAt: now }).where(eq(staffPasswords.staffId, id));
    return ok(undefined);
  });
}

/** Removes a lost second factor: at the next sign-in, the member sets up another one. */
export async function resetFactor(db: Db, id: StaffId, by: Changer): Promise<Result<undefined, ChangeError>> {
  return await change(db, id, by, async (tx) => {
    await tx.delete(staffAuthenticators).where(eq(staffAuthenticators.staffId, id));
    await tx.delete(staffPasskeys).where(eq(staffPasskeys.staffId, id));
    await tx.delete(staffRecoveryCodes).where(eq(staffRecoveryCodes.staffId, id));
    return ok(undefined);
  });
}

/** Changes an account of which the changer holds all rights, one change at a time, and ends its sessions. */
async function change(
  db: Db,
  id: StaffId,
  by: Changer,
  act: (tx: Tx, member: typeof staff.$inferSelect) => Promise<Result<undefined, ChangeError>>,
): Promise<Result<undefined, ChangeError>> {
  return await transact(db, async (tx) => {
    // All accounts, so two changes at once can't remove the last two owners.
    const members = await tx.select().from(staff).where(isNull(staff.disabledAt)).orderBy(asc(staff.id)).for("no key update");
    const member = members.find((one) => one.id === id);
    if (!member) return fail("unknown");
    if (!isHeld(by, member.role)) return fail("not_held");
    const changed = await act(tx, member);
    if (changed.ok) await endSessions(tx, id);
    return changed;
  });
}

/** Whether the changer holds all rights of a role, and so may grant or take it. */
export function isHeld(by: Changer, role: Role): boolean {
  return by === "command line" || holdsRightsOf(by.role, role);
}

async function isLastOwner(tx: Tx, id: StaffId): Promise<boolean> {
  return (await tx.$count(staff, and(eq(staff.role, "owner"), isNull(staff.disabledAt), ne(staff.id, id)))) === 0;
}
