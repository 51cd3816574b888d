import { generate } from "otplib";
import type { Db } from "@/db/client";
import type { Role } from "@/db/schema/staff";
import { beginAuthenticator, confirmAuthenticator } from "@/lib/auth/authenticator";
import { addPasskey, beginPasskey } from "@/lib/auth/passkeys";
import { addStaff } from "@/lib/auth/staff-accounts";
import { findSession, openSession, type StaffSession } from "@/lib/auth/staff-sessions";
import type { StaffId } from "@/lib/core/ids";
import { softwarePasskey } from "./passkey";

export const PASSWORD = "linen-and-flax-2026";
export const BROWSER = { network: "192.0.2.1", userAgent: "Firefox" };

type Member = { id: StaffId; email: string; name: string; role: Role };

let count = 0;

/** A member of staff with a new email and the password above. */
export async function createMember(db: Db, now: Date, role: Role = "owner"): Promise<Member> {
  count += 1;
  const account = { email: `staff-${count}@example.com`, name: "Test Person", role };
  const added = await addStaff(db, { ...account, password: PASSWORD }, "command line", now);
  if (!added.ok) throw new Error(added.error);
  return { id: added.value, ...account };
}

/** A member's new session. */
export async function sessionOf(db: Db, { id }: Pick<Member, "id">, now: Date): Promise<StaffSession> {
  const session = await findSession(db, await openSession(db, id, BROWSER, now), now);
  if (!session) throw new Error("no session");
  return session;
}

/** Sets up an authenticator app, and returns the codes it shows. */
export async function createAuthenticator(db: Db, { id, email }: Member, now: Date) {
  const uri = await beginAuthenticator(db, id, { shop: "Earthman", email });
  const secret = new URL(uri ?? "").searchParams.get("secret") ?? "";
  const codeAt = async (at: Date) => await generate({ secret, epoch: Math.floor(at.getTime() / 1000) });
  const before = new Date(now.getTime() - 90_000);
  const confirmed = await confirmAuthenticator(db, id, await codeAt(before), before);
  if (!confirmed.ok) throw new Error(confirmed.error);
  return { codeAt, recoveryCodes: confirmed.value.recoveryCodes ?? [] };
}

/** Adds a passkey, and returns it with the recovery codes of a first factor. */
export async function createPasskey(db: Db, member: Member, now: Date) {
  const passkey = softwarePasskey();
  const begun = await beginPasskey(db, member);
  if (!begun.ok) throw new Error(begun.error);
  const { challenge } = begun.value;
  const added = await addPasskey(db, member.id, { response: passkey.register({ challenge }), challenge, name: "Desk" }, now);
  if (!added.ok) throw new Error(added.error);
  return { passkey, recoveryCodes: added.value.recoveryCodes };
}
