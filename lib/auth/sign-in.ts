import { and, eq, isNull } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { staff, staffPasswords } from "@/db/schema/staff";
import { transact } from "@/db/transaction";
import { writeAudit } from "@/lib/audit/write-audit";
import type { StaffId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { consumeCode } from "./consume-code";
import { forgetTries, lockoutKey, takeTry } from "./lockout";
import { type PasskeyAnswer, readPasskey } from "./passkeys";
import { isPassword } from "./passwords";

import { type Factors, factorColumns, hasFactor } from "./second-factor";
import { endSession, openSession, type Sender, type StaffSession } from "./staff-sessions";

export type Credentials = {
  email: string;
  password: string;
  /** Six digits of the authenticator app, or a recovery code; empty in the first step. */
  code: string;
};

/**
 * `wrong`: email, password or code, without saying which; `code_needed`: the password is right, and one of the member's factors is
 * asked for; `locked`: too many tries, the next one is possible at `until`.
 */
export type SignInError =
  | { ok: false; error: "wrong" }
  | { ok: false; error: "code_needed"; factors: Factors }
  | { ok: false; error: "locked"; until: Date };

/** Signs a member of staff in and returns the session's token. Known and unknown emails take the same time and count alike. */
export async function signIn(
  db: Db,
  { email, password, code }: Credentials,
  sender: Sender,
  now: Date,
): Promise<{ ok: true; value: string } | SignInError> {
  const key = lockoutKey(email, sender.network);
  const until = await takeTry(db, key, now);
  if (until) return { ok: false, error: "locked", until };
  const [member] = await db
    .select({ id: staff.id, hash: staffPasswords.hash, factors: factorColumns })
    .from(staff)
    .leftJoin(staffPasswords, eq(staffPasswords.staffId, staff.id))
    .where(and(eq(staff.email, email.toLowerCase()), isNull(staff.disabledAt)));
  if (!(await isPassword(password, member?.hash ?? undefined)) || !member) return fail("wrong");
  const { id, factors } = member;
  const isAsked = hasFactor(factors);
  if (isAsked && code === "") return { ok: false, error: "code_needed", factors };
  return await transact(db, async (tx) => {
    const by = isAsked ? await consumeCode(tx, id, code, now) : "password";
    if (!by) return fail("wrong");
    await forgetTries(tx, key);
    return ok(await enter(tx, id, by, sender, now));
  });
}

/** Signs in whoever's passkey answered. It needs no tries to be counted, because nobody guesses a signature. */
export async function signInWithPasskey(db: Db, answer: PasskeyAnswer, sender: Sender, now: Date): Promise<Result<string, "wrong">> {
  return await transact(db, async (tx) => {
    const id = await readPasskey(tx, answer, now);
    return id ? ok(await enter(tx, id, "passkey", sender, now)) : fail("wrong");
  });
}

async function enter(
  tx: Tx,
  id: StaffId,
  by: "password" | "authenticator" | "recovery_code" | "passkey",
  sender: Sender,
  now: Date,
): Promise<string> {
  const token = await openSession(tx, id, sender, now);
  const signedIn = { what: "staff.signed_in", subject: { kind: "staff", id }, staffId: id, from: sender.network, now } as const;
  await writeAudit(tx, signedIn, { after: { by } });
  return token;
}

/** Ends the session of the browser that signs out. */
export async function signOut(db: Db, { id, staff: member }: StaffSession, network: string, now: Date): Promise<void> {
  await transact(db, async (tx) => {
    const ended = await endSession(tx, member.id, id);
    const entry = { what: "staff.signed_out", subject: { kind: "staff", id: member.id }, staffId: member.id, from: network, now } as const;
    if (ended.ok) await writeAudit(tx, entry);
    return ended;
  });
}
