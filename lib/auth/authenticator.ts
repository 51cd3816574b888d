import { and, eq, isNotNull, isNull, lt, or } from "drizzle-orm";
import { generateSecret, generateURI, verify } from "otplib";
import type { Db, Executor } from "@/db/client";
import { staffAuthenticators } from "@/db/schema/staff";
import { transact } from "@/db/transaction";
import { decrypt, encrypt } from "@/lib/core/encryption";
import type { StaffId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { dropIdleRecoveryCodes, firstRecoveryCodes } from "./second-factor";

/** How far a phone's clock may differ from the shop's. */
const TOLERANCE_SECONDS = 30;

const contextOf = (staffId: StaffId) => `authenticator ${staffId}`;

/**
 * Begins to set up an authenticator app, in place of one that was never confirmed. The address (`otpauth:`) is for a QR code and
 * contains the secret, which leaves the shop only here. Undefined if the member of staff has a confirmed one.
 */
export async function beginAuthenticator(
  db: Executor,
  staffId: StaffId,
  account: { shop: string; email: string },
): Promise<string | undefined> {
  const secret = generateSecret();
  const begun = { secret: encrypt("staff", contextOf(staffId), Buffer.from(secret)), lastStep: null, confirmedAt: null };
  const written = await db
    .insert(staffAuthenticators)
    .values({ staffId, ...begun })
    .onConflictDoUpdate({ target: staffAuthenticators.staffId, set: begun, setWhere: isNull(staffAuthenticators.confirmedAt) })
    .returning({ staffId: staffAuthenticators.staffId });
  return written.length > 0 ? generateURI({ issuer: account.shop, label: account.email, secret }) : undefined;
}

/**
 * Confirms the app with its first code, of six digits. With the member's first factor come recovery codes, which are shown once;
 * null if they have some already.
 */
export async function confirmAuthenticator(
  db: Executor,
  staffId: StaffId,
  code: string,
  now: Date,
): Promise<Result<{ recoveryCodes: string[] | null }, "wrong">> {
  return await transact(db, async (tx) => {
    const isBegun = and(eq(staffAuthenticators.staffId, staffId), isNull(staffAuthenticators.confirmedAt));
    const [begun] = await tx.select({ secret: staffAuthenticators.secret }).from(staffAuthenticators).where(isBegun).for("update");
    const step = begun && (await stepOf(begun.secret, staffId, code, now));
    if (step === undefined) return fail("wrong");
    const recoveryCodes = await firstRecoveryCodes(tx, staffId);
    await tx.update(staffAuthenticators).set({ confirmedAt: now, lastStep: step }).where(isBegun);
    return ok({ recoveryCodes });
  });
}

/** Removes the member's app. */
export async function removeAuthenticator(db: Db, staffId: StaffId): Promise<Result<undefined, "unknown">> {
  return await transact(db, async (tx) => {
    const removed = await tx.delete(staffAuthenticators).where(eq(staffAuthenticators.staffId, staffId)).returning();
    if (removed.length === 0) return fail("unknown");
    await dropIdleRecoveryCodes(tx, staffId);
    return ok(undefined);
  });
}

/** Whether the code is right and was not used before, also where it is used twice at the same moment. It is used up by this. */
export async function consumeAuthenticatorCode(db: Executor, staffId: StaffId, code: string, now: Date): Promise<boolean> {
  const isConfirmed = and(eq(staffAuthenticators.staffId, staffId), isNotNull(staffAuthenticators.confirmedAt));
  const [app] = await db.select({ secret: staffAuthenticators.secret }).from(staffAuthenticators).where(isConfirmed);
  const step = app && (await stepOf(app.secret, staffId, code, now));
  if (step === undefined) return false;
  const used = await db
    .update(staffAuthenticators)
    .set({ lastStep: step })
    .where(and(isConfirmed, or(isNull(staffAuthenticators.lastStep), lt(staffAuthenticators.lastStep, step))))
    .returning({ staffId: staffAuthenticators.staffId });
  return used.length > 0;
}

/** The time step to which a code belongs; undefined for a wrong one, or if the secret can't be decrypted any more. */
async function stepOf(encrypted: string, staffId: StaffId, code: string, now: Date): Promise<number | undefined> {
  const secret = decrypt("staff", contextOf(staffId), encrypted)?.toString();
  if (secret === undefined || !/^\d{6}$/.test(code)) return undefined;
  const result = await verify({ secret, token: code, epoch: Math.floor(now.getTime() / 1000), epochTolerance: TOLERANCE_SECONDS });
  return result.valid && "timeStep" in result ? result.timeStep : undefined;
}
