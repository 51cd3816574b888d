import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { staffPasswords, staffSessions } from "@/db/schema/staff";
import { transact } from "@/db/transaction";
import { writeAudit } from "@/lib/audit/write-audit";
import { fail, ok } from "@/lib/core/result";
import { consumeCode } from "./consume-code";
import { forgetTries, lockoutKey, takeTry } from "./lockout";
import { type PasskeyAnswer, readPasskey } from "./passkeys";
import { isPassword } from "./passwords";

import { hasFactor } from "./second-factor";
import type { StaffSession } from "./staff-sessions";

/** What somebody shows again: the password counts for those without a second factor only. */
export type Proof = { code: string } | { password: string } | { passkey: PasskeyAnswer };

type VerifyAnswer = { ok: true; value: undefined } | { ok: false; error: "wrong" } | { ok: false; error: "locked"; until: Date };

/** Lets a session go on to what is asked again, if its member shows who they are. Tries count as those of signing in. */
export async function verifyAgain(db: Db, session: StaffSession, proof: Proof, network: string, now: Date): Promise<VerifyAnswer> {
  const { id: staffId, email } = session.staff;
  const key = lockoutKey(email, network);
  const until = await takeTry(db, key, now);
  if (until) return { ok: false, error: "locked", until };
  const mayUsePassword = !hasFactor(session.factors);
  if ("password" in proof && !(mayUsePassword && (await isOwnPassword(db, session, proof.password)))) return fail("wrong");
  return await transact(db, async (tx) => {
    if ("code" in proof && !(await consumeCode(tx, staffId, proof.code, now))) return fail("wrong");
    if ("passkey" in proof && (await readPasskey(tx, proof.passkey, now)) !== staffId) return fail("wrong");
    await forgetTries(tx, key);
    await tx.update(staffSessions).set({ verifiedAt: now }).where(eq(staffSessions.id, session.id));
    await writeAudit(tx, { what: "staff.verified", subject: { kind: "staff", id: staffId }, staffId, from: network, now });
    return ok(undefined);
  });
}

async function isOwnPassword(db: Db, { staff }: StaffSession, password: string): Promise<boolean> {
  const [own] = await db.select({ hash: staffPasswords.hash }).from(staffPasswords).where(eq(staffPasswords.staffId, staff.id));
  return await isPassword(password, own?.hash);
}
