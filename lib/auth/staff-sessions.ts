import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, gt, isNull, lt, ne } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { type Role, staff, staffSessions } from "@/db/schema/staff";
import type { StaffId, StaffSessionId } from "@/lib/core/ids";

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
};

/** Whether the member showed who they are lately enough for what `isAskedAgain` names. */
export function isFresh(verifiedAt: Date | null, now: Date): boolean {
  return verifiedAt !== null && now.getTime() - verifiedAt.getTime() < FRESH_MINUTES * 60_000;
}

const hashOf = (token: string) => createHash("sha256").update(token).digest("base64url");

/** Opens a session of eight hours and returns its token of 256 bits, which only the browser's cookie stores. */
export async function openSession(
  db: Executor,
  staffId: StaffId,
  { userAgent, verifiedAt }: { userAgent: string; verifiedAt: Date | null },
  now: Date,
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
  await db.insert(staffSessions).values({
    staffId,
    tokenHash: hashOf(token),
    createdAt: now,
    lastSeenAt: now,
    expiresAt,
    verifiedAt,
    userAgent: userAgent.slice(0, USER_AGENT_CHARACTERS),
  });
  return token;
}

/** Finds the session of a cookie's token; undefined once it has ended, or its member of staff may no longer work here. */
export async function findSession(db: Executor, token: string, now: Date): Promise<StaffSession | undefined> {
  const [row] = await db
    .select({ session: staffSessions, id: staff.id, email: staff.email, name: staff.name, role: staff.role })
    .from(staffSessions)
    .innerJoin(staff, eq(staff.id, staffSessions.staffId))
    .where(and(eq(staffSessions.tokenHash, hashOf(token)), gt(staffSessions.expiresAt, now), isNull(staff.disabledAt)));
  if (!row) return undefined;
  const { session, ...member } = row;
  const seen = new Date(now.getTime() - SEEN_MINUTES * 60_000);
  if (session.lastSeenAt < seen) {
    await db
      .update(staffSessions)
      .set({ lastSeenAt: now })
      .where(and(eq(staffSessions.id, session.id), lt(staffSessions.lastSeenAt, seen)));
  }
  return { id: session.id, staff: member, expiresAt: session.expiresAt, verifiedAt: session.verifiedAt };
}

/** The member's sessions that have not ended, the newest first. */
export async function listSessions(db: Executor, staffId: StaffId, now: Date) {
  const { id, createdAt, lastSeenAt, expiresAt, userAgent } = staffSessions;
  return await db
    .select({ id, createdAt, lastSeenAt, expiresAt, userAgent })
    .from(staffSessions)
    .where(and(eq(staffSessions.staffId, staffId), gt(expiresAt, now)))
    .orderBy(desc(createdAt))
    .limit(100);
}

/** Ends one of the member's sessions; false if there is none with this id. */
export async function endSession(db: Executor, staffId: StaffId, id: StaffSessionId): Promise<boolean> {
  const ended = await db
    .delete(staffSessions)
    .where(and(eq(staffSessions.id, id), eq(staffSessions.staffId, staffId)))
    .returning({ id: staffSessions.id });
  return ended.length > 0;
}

/** Ends all of the member's sessions, or all but one, and returns how many. */
export async function endSessions(db: Executor, staffId: StaffId, but?: StaffSessionId): Promise<number> {
  const ended = await db
    .delete(staffSessions)
    .where(and(eq(staffSessions.staffId, staffId), but ? ne(staffSessions.id, but) : undefined))
    .returning({ id: staffSessions.id });
  return ended.length;
}
