import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, gt, isNull, lt, ne } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { settings } from "@/db/schema/shop";
import { type Role, staff, staffSessions } from "@/db/schema/staff";
import { transact } from "@/db/transaction";
import type { StaffId, StaffSessionId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { may, type Permission } from "./permissions";
import { type Factors, factorColumns, factorDueBy } from "./second-factor";

const SESSION_HOURS = 8;
/** The time of the last request is stored this often at most. */
const SEEN_MINUTES = 1;
const USER_AGENT_CHARACTERS = 200;
const FRESH_MINUTES = 15;

export type StaffSession = {
  id: StaffSessionId;
  staff: { id: StaffId; email: string; name: string; role: Role };
  expiresAt: Date;
  /** When the member last showed who they are: by the second factor or, without one, by the password. */
  verifiedAt: Date | null;
  factors: Factors;
  /** Until when the member may work without a second factor; null if they have one or need none. */
  factorDueBy: Date | null;
  /** Whether that time is over, and nothing is possible but to set one up. */
  isLimited: boolean;
};

/** Whether the session's member has this right now. */
export function sessionMay({ staff: member, isLimited }: StaffSession, permission: Permission): boolean {
  return may(member.role, permission) && (!isLimited || permission.startsWith("account:"));
}

/** Whether the member showed who they are lately enough for what `isAskedAgain` names. */
export function isFresh(verifiedAt: Date | null, now: Date): boolean {
  return verifiedAt !== null && now.getTime() - verifiedAt.getTime() < FRESH_MINUTES * 60_000;
}

/** The browser that signs in. */
export type Sender = {
  /** Its address or network, as limits count it. */
  network: string;
  userAgent: string;
};

const hashOf = (token: string) => createHash("sha256").update(token).digest("base64url");

/** Opens a session of eight hours for somebody who has just shown who they are, and returns its token of 256 bits, which only the browser's cookie stores. */
export async function openSession(db: Executor, staffId: StaffId, { userAgent, network }: Sender, now: Date): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
  await db.insert(staffSessions).values({
    staffId,
    tokenHash: hashOf(token),
    createdAt: now,
    lastSeenAt: now,
    expiresAt,
    verifiedAt: now,
    network,
    userAgent: userAgent.slice(0, USER_AGENT_CHARACTERS),
  });
  return token;
}

/** Finds the session of a cookie's token; undefined once it has ended, or its member of staff may no longer work here. */
export async function findSession(db: Executor, token: string, now: Date): Promise<StaffSession | undefined> {
  const [row] = await db
    .select({ session: staffSessions, member: staff, factors: factorColumns, setting: settings })
    .from(staffSessions)
    .innerJoin(staff, eq(staff.id, staffSessions.staffId))
    .leftJoin(settings, eq(settings.key, "staff"))
    .where(and(eq(staffSessions.tokenHash, hashOf(token)), gt(staffSessions.expiresAt, now), isNull(staff.disabledAt)));
  if (!row) return undefined;
  const { session, member, factors, setting } = row;
  const seen = new Date(now.getTime() - SEEN_MINUTES * 60_000);
  if (session.lastSeenAt < seen) {
    await db
      .update(staffSessions)
      .set({ lastSeenAt: now })
      .where(and(eq(staffSessions.id, session.id), lt(staffSessions.lastSeenAt, seen)));
  }
  const dueBy = factorDueBy(factors, member.createdAt, setting);
  return {
    id: session.id,
    staff: { id: member.id, email: member.email, name: member.name, role: member.role },
    expiresAt: session.expiresAt,
    verifiedAt: session.verifiedAt,
    factors,
    factorDueBy: dueBy,
    isLimited: dueBy !== null && dueBy <= now,
  };
}

/** The member's sessions that have not ended, the newest first. */
export async function listSessions(db: Executor, staffId: StaffId, now: Date) {
  const { id, createdAt, lastSeenAt, userAgent, network, expiresAt } = staffSessions;
  return await db
    .select({ id, createdAt, lastSeenAt, userAgent, network })
    .from(staffSessions)
    .where(and(eq(staffSessions.staffId, staffId), gt(expiresAt, now)))
    .orderBy(desc(createdAt))
    .limit(100);
}

/** Ends one of the member's sessions. */
export async function endSession(db: Executor, staffId: StaffId, id: StaffSessionId): Promise<Result<undefined, "unknown">> {
  return await transact(db, async (tx) => {
    const ended = await tx
      .delete(staffSessions)
      .where(and(eq(staffSessions.id, id), eq(staffSessions.staffId, staffId)))
      .returning({ id: staffSessions.id });
    return ended.length > 0 ? ok(undefined) : fail("unknown");
  });
}

/** Ends all of the member's sessions, or all but one, and returns how many. */
export async function endSessions(db: Executor, staffId: StaffId, but?: StaffSessionId): Promise<number> {
  return await transact(db, async (tx) => {
    const ended = await tx
      .delete(staffSessions)
      .where(and(eq(staffSessions.staffId, staffId), but ? ne(staffSessions.id, but) : undefined))
      .returning({ id: staffSessions.id });
    return ended.length;
  });
}
