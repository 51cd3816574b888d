import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { staff, staffAuthenticators, staffPasswords } from "@/db/schema/staff";
import { transact } from "@/db/transaction";
import { ok } from "@/lib/core/result";
import { consumeAuthenticatorCode } from "./authenticator";
import { forgetTries, lockoutKey, takeTry } from "./lockout";
import { isPassword } from "./passwords";
import { consumeRecoveryCode } from "./recovery-codes";
import { openSession } from "./staff-sessions";

export type Credentials = {
  email: string;
  password: string;
  /** Six digits of the authenticator app, or a recovery code; empty in the first step. */
  code: string;
};

/** The browser that signs in. */
type Sender = {
  /** Its address or network, as limits count it. */
  network: string;
  userAgent: string;
};

/**
 * `wrong`: email, password or code, without saying which; `code_needed`: the password is right, and the member's authenticator is
 * asked for; `locked`: too many tries, the next one is possible at `until`.
 */
export type SignInError = { ok: false; error: "wrong" | "code_needed" } | { ok: false; error: "locked"; until: Date };

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
    .select({ id: staff.id, hash: staffPasswords.hash, authenticator: staffAuthenticators.staffId })
    .from(staff)
    .leftJoin(staffPasswords, eq(staffPasswords.staffId, staff.id))
    .leftJoin(staffAuthenticators, and(eq(staffAuthenticators.staffId, staff.id), isNotNull(staffAuthenticators.confirmedAt)))
    .where(and(eq(staff.email, email.toLowerCase()), isNull(staff.disabledAt)));
  if (!(await isPassword(password, member?.hash ?? undefined)) || !member) return { ok: false, error: "wrong" };
  if (member.authenticator && code === "") return { ok: false, error: "code_needed" };
  const { id, authenticator } = member;
  return await transact(db, async (tx) => {
    const isRight = !authenticator || (await consumeAuthenticatorCode(tx, id, code, now)) || (await consumeRecoveryCode(tx, id, code, now));
    if (!isRight) return { ok: false as const, error: "wrong" as const };
    await forgetTries(tx, key);
    return ok(await openSession(tx, id, { userAgent: sender.userAgent, verifiedAt: now }, now));
  });
}
