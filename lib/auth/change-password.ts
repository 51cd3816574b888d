import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { staffPasswords } from "@/db/schema/staff";
import { transact } from "@/db/transaction";
import { writeAudit } from "@/lib/audit/write-audit";
import { fail, ok } from "@/lib/core/result";
import { forgetTries, lockoutKey, takeTry } from "./lockout";
import { hashPassword, isPassword } from "./passwords";
import { endSessions, type StaffSession } from "./staff-sessions";

type Changed = { ok: true; value: { ended: number } } | { ok: false; error: "wrong" } | { ok: false; error: "locked"; until: Date };

/** Changes one's own password and ends one's other sessions. Tries count as those of signing in. */
export async function changePassword(
  db: Db,
  session: StaffSession,
  { current, password }: { current: string; password: string },
  network: string,
  now: Date,
): Promise<Changed> {
  const { id: staffId, email } = session.staff;
  const key = lockoutKey(email, network);
  const until = await takeTry(db, key, now);
  if (until) return { ok: false, error: "locked", until };
  const isOwn = eq(staffPasswords.staffId, staffId);
  const [own] = await db.select({ hash: staffPasswords.hash }).from(staffPasswords).where(isOwn);
  if (!(await isPassword(current, own?.hash))) return fail("wrong");
  const hash = await hashPassword(password);
  return await transact(db, async (tx) => {
    await forgetTries(tx, key);
    await tx.update(staffPasswords).set({ hash, changedAt: now }).where(isOwn);
    const ended = await endSessions(tx, staffId, session.id);
    await writeAudit(tx, { what: "staff.password_changed", subject: { kind: "staff", id: staffId }, staffId, from: network, now });
    return ok({ ended });
  });
}
