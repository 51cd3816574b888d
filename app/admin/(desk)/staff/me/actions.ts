"use server";

import { z } from "zod";
import { database } from "@/app/_server/database";
import { staffAction } from "@/app/_server/staff-action";
import { beginAuthenticator, confirmAuthenticator, removeAuthenticator } from "@/lib/auth/authenticator";
import { changePassword } from "@/lib/auth/change-password";
import { addPasskey, beginPasskey, removePasskey } from "@/lib/auth/passkeys";
import { newPassword, typedPassword } from "@/lib/auth/password-input";
import { renewRecoveryCodes } from "@/lib/auth/second-factor";
import { snapshotOf } from "@/lib/auth/staff-accounts";
import { endSession, endSessions } from "@/lib/auth/staff-sessions";
import { drawQrCode } from "@/lib/bank-slips/draw-code";
import { staffSessionIdSchema } from "@/lib/core/ids";
import { fail, ok } from "@/lib/core/result";
import { SHOP_NAME } from "@/lib/core/shop-name";
import { line } from "@/lib/core/text";
import { keepChallenge, takeChallenge } from "../../../_passkeys/challenge";
import { newPasskey } from "../../../_passkeys/input";

const nothing = z.tuple([]);

// Beginning changes nothing that counts yet: an app without its first code, a challenge. The audit log has no row for it.

/** Begins to set up an authenticator app: its secret, to be scanned or typed. */
export const beginApp = staffAction("account:secure", nothing, async (_, { session: { staff } }) => {
  const address = await beginAuthenticator(database(), staff.id, { shop: SHOP_NAME, email: staff.email });
  if (!address) return fail("unknown");
  const secret = new URL(address).searchParams.get("secret") ?? "";
  return ok({ picture: drawQrCode(address), secret });
});

export const confirmApp = staffAction("account:secure", z.tuple([line(40)]), async ([code], { session: { staff }, audited, now }) => {
  const db = audited("staff.factor_set_up", { kind: "staff", id: staff.id }, snapshotOf(staff.id));
  return await confirmAuthenticator(db, staff.id, code.replaceAll(" ", ""), now);
});

export const removeApp = staffAction("account:secure", nothing, async (_, { session: { staff }, audited }) => {
  return await removeAuthenticator(audited("staff.factor_removed", { kind: "staff", id: staff.id }, snapshotOf(staff.id)), staff.id);
});

/** Begins to add a passkey: what the browser needs to make one. */
export const beginNewPasskey = staffAction("account:secure", nothing, async (_, { session: { staff } }) => {
  const begun = await beginPasskey(database(), staff);
  if (begun.ok) await keepChallenge(begun.value);
  return begun;
});

export const saveNewPasskey = staffAction(
  "account:secure",
  z.tuple([newPasskey, line(60).min(1, "Give it a name.")]),
  async ([response, name], { session: { staff }, audited, now }) => {
    const challenge = await takeChallenge();
    if (!challenge) return fail("not_accepted");
    const db = audited("staff.passkey_added", { kind: "staff", id: staff.id }, snapshotOf(staff.id));
    return await addPasskey(db, staff.id, { response, challenge, name }, now);
  },
);

export const forgetPasskey = staffAction(
  "account:secure",
  z.tuple([line(1400)]),
  async ([credentialId], { session: { staff }, audited }) => {
    const db = audited("staff.passkey_removed", { kind: "staff", id: staff.id }, snapshotOf(staff.id));
    return await removePasskey(db, staff.id, credentialId);
  },
);

export const makeRecoveryCodes = staffAction("account:secure", nothing, async (_, { session: { staff }, audited }) => {
  return await renewRecoveryCodes(audited("staff.recovery_codes_renewed", { kind: "staff", id: staff.id }), staff.id);
});

const passwords = z.object({ current: typedPassword, password: newPassword });

/** Its tries are counted outside the audited transaction, which the command writes itself. */
export const replacePassword = staffAction("account:secure", z.tuple([passwords]), async ([given], { session, from, now }) => {
  const outcome = await changePassword(database(), session, given, from, now);
  if (outcome.ok) return outcome;
  return fail(outcome.error);
});

export const endOwnSession = staffAction("account:own", z.tuple([staffSessionIdSchema]), async ([id], { session: { staff }, audited }) => {
  return await endSession(audited("staff.session_ended", { kind: "staff", id: staff.id }), staff.id, id);
});

export const endOtherSessions = staffAction("account:own", nothing, async (_, { session, audited }) => {
  const db = audited("staff.sessions_ended", { kind: "staff", id: session.staff.id });
  return (await endSessions(db, session.staff.id, session.id)) > 0 ? ok(undefined) : fail("unknown");
});
