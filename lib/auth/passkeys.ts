import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Db, Executor, Tx } from "@/db/client";
import { staff, staffPasskeys, staffUsedChallenges } from "@/db/schema/staff";
import { transact } from "@/db/transaction";
import { env } from "@/lib/core/env";
import type { StaffId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { SHOP_NAME } from "@/lib/core/shop-name";
import { dropIdleRecoveryCodes, firstRecoveryCodes } from "./second-factor";

const MAX_PASSKEYS = 10;
const CEREMONY_MS = 5 * 60_000;
/** Longer than any challenge is accepted, which the caller decides. */
const USED_MS = 60 * 60_000;

/** A passkey works on the host of SITE_URL only, and always asks its user for a fingerprint, face or PIN. */
function expected() {
  const { origin, hostname } = new URL(env().SITE_URL);
  return { expectedOrigin: origin, expectedRPID: hostname, requireUserVerification: true };
}

/** Begins to add a passkey. The challenge in the options is for `addPasskey`, and the caller keeps it bound to the browser. */
export async function beginPasskey(
  db: Executor,
  member: { id: StaffId; email: string; name: string },
): Promise<Result<PublicKeyCredentialCreationOptionsJSON, "too_many">> {
  const known = await db
    .select({ id: staffPasskeys.credentialId, transports: staffPasskeys.transports })
    .from(staffPasskeys)
    .where(eq(staffPasskeys.staffId, member.id))
    .limit(MAX_PASSKEYS);
  if (known.length >= MAX_PASSKEYS) return fail("too_many");
  const options = await generateRegistrationOptions({
    rpName: SHOP_NAME,
    rpID: expected().expectedRPID,
    userID: new Uint8Array(Buffer.from(member.id)),
    userName: member.email,
    userDisplayName: member.name,
    timeout: CEREMONY_MS,
    attestationType: "none",
    excludeCredentials: known,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  return ok(options);
}

/** Adds a passkey. With the member's first factor come recovery codes, which are shown once; null if they have some already. */
export async function addPasskey(
  db: Db,
  staffId: StaffId,
  { response, challenge, name }: { response: RegistrationResponseJSON; challenge: string; name: string },
  now: Date,
): Promise<Result<{ recoveryCodes: string[] | null }, "not_accepted" | "too_many">> {
  const verified = await verifyRegistrationResponse({ ...expected(), response, expectedChallenge: challenge }).catch(refused);
  if (!verified?.verified) return fail("not_accepted");
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential;
  return await transact(db, async (tx) => {
    // One change of a member's passkeys at a time, so that they stay within their number.
    await tx.select({ id: staff.id }).from(staff).where(eq(staff.id, staffId)).for("no key update");
    if (!(await consumeChallenge(tx, challenge, now))) return fail("not_accepted");
    if ((await tx.$count(staffPasskeys, eq(staffPasskeys.staffId, staffId))) >= MAX_PASSKEYS) return fail("too_many");
    const recoveryCodes = await firstRecoveryCodes(tx, staffId);
    const passkey = { credentialId: id, staffId, name, publicKey: Buffer.from(publicKey), counter, transports, createdAt: now };
    const added = await tx.insert(staffPasskeys).values(passkey).onConflictDoNothing().returning({ id: staffPasskeys.credentialId });
    return added.length > 0 ? ok({ recoveryCodes }) : fail("not_accepted");
  });
}

/** Begins a sign-in by passkey, of whoever has one here: the authenticator knows whose it is. */
export async function askForPasskey(): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return await generateAuthenticationOptions({ rpID: expected().expectedRPID, userVerification: "required", timeout: CEREMONY_MS });
}

export type PasskeyAnswer = { response: AuthenticationResponseJSON; challenge: string };

/** Whose passkey answered the challenge; undefined if nobody's did. Each challenge is answered once, also at the same moment. */
export async function readPasskey(tx: Tx, { response, challenge }: PasskeyAnswer, now: Date): Promise<StaffId | undefined> {
  const [passkey] = await tx
    .select({ credential: staffPasskeys })
    .from(staffPasskeys)
    .innerJoin(staff, eq(staff.id, staffPasskeys.staffId))
    .where(and(eq(staffPasskeys.credentialId, response.id), isNull(staff.disabledAt)))
    .for("update", { of: staffPasskeys });
  if (!passkey) return undefined;
  const { credentialId, staffId, publicKey, counter } = passkey.credential;
  const verified = await verifyAuthenticationResponse({
    ...expected(),
    response,
    expectedChallenge: challenge,
    credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter },
  }).catch(refused);
  if (!verified?.verified || !(await consumeChallenge(tx, challenge, now))) return undefined;
  await tx
    .update(staffPasskeys)
    .set({ counter: verified.authenticationInfo.newCounter, lastUsedAt: now })
    .where(eq(staffPasskeys.credentialId, credentialId));
  return staffId;
}

/** The library throws for whatever is wrong with an answer. */
const refused = () => undefined;

async function consumeChallenge(tx: Tx, challenge: string, now: Date): Promise<boolean> {
  const expiresAt = new Date(now.getTime() + USED_MS);
  const used = await tx
    .insert(staffUsedChallenges)
    .values({ challenge, expiresAt })
    .onConflictDoNothing()
    .returning({ challenge: staffUsedChallenges.challenge });
  return used.length > 0;
}

export async function listPasskeys(db: Executor, staffId: StaffId) {
  const { credentialId, name, createdAt, lastUsedAt } = staffPasskeys;
  return await db
    .select({ credentialId, name, createdAt, lastUsedAt })
    .from(staffPasskeys)
    .where(eq(staffPasskeys.staffId, staffId))
    .orderBy(asc(createdAt))
    .limit(MAX_PASSKEYS);
}

/** Removes one of the member's passkeys. */
export async function removePasskey(db: Db, staffId: StaffId, credentialId: string): Promise<Result<undefined, "unknown">> {
  return await transact(db, async (tx) => {
    const removed = await tx
      .delete(staffPasskeys)
      .where(and(eq(staffPasskeys.credentialId, credentialId), eq(staffPasskeys.staffId, staffId)))
      .returning({ id: staffPasskeys.credentialId });
    if (removed.length === 0) return fail("unknown");
    await dropIdleRecoveryCodes(tx, staffId);
    return ok(undefined);
  });
}
