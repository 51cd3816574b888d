import { and, asc, eq, gt, ne } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { staff, staffPresence } from "@/db/schema/staff";
import type { StaffId } from "@/lib/core/ids";

/** Who has not been heard of for this long has left; pages report every third of it. */
export const PRESENT_SECONDS = 60;

/** Notes that a member of staff has a thing open, such as `order ORD-…`, and lists the names of the others who have. */
export async function notePresence(db: Executor, subject: string, staffId: StaffId, now: Date): Promise<string[]> {
  const since = new Date(now.getTime() - PRESENT_SECONDS * 1000);
  await db
    .insert(staffPresence)
    .values({ subject, staffId, seenAt: now })
    .onConflictDoUpdate({ target: [staffPresence.subject, staffPresence.staffId], set: { seenAt: now } });
  const others = await db
    .select({ name: staff.name })
    .from(staffPresence)
    .innerJoin(staff, eq(staff.id, staffPresence.staffId))
    .where(and(eq(staffPresence.subject, subject), gt(staffPresence.seenAt, since), ne(staffPresence.staffId, staffId)))
    .orderBy(asc(staff.name))
    .limit(20);
  return others.map(({ name }) => name);
}
