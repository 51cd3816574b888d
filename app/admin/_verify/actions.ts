"use server";

import { z } from "zod";
import { database } from "@/app/_server/database";
import { type StaffWork, staffAction } from "@/app/_server/staff-action";
import { typedPassword } from "@/lib/auth/password-input";
import { type Proof, verifyAgain } from "@/lib/auth/verify-again";
import { formatTime } from "@/lib/core/format";
import { ok, type Result } from "@/lib/core/result";
import { line } from "@/lib/core/text";
import { takeChallenge } from "../_passkeys/challenge";
import { passkeyAnswer } from "../_passkeys/input";

const proof = z.union([z.object({ code: line(40) }), z.object({ password: typedPassword }), z.object({ passkey: passkeyAnswer })]);

/** Shows again who sits at this session. Its tries are counted outside the audited transaction, which the command writes itself. */
export const verify = staffAction("account:own", z.tuple([proof]), async ([given], work): Promise<Result<undefined, string>> => {
  if (!("passkey" in given)) return await answer(given, work);
  const challenge = await takeChallenge();
  return challenge
    ? await answer({ passkey: { response: given.passkey, challenge } }, work)
    : { ok: false, error: "That took more than five minutes. Try again." };
});

async function answer(given: Proof, { session, from, now }: StaffWork): Promise<Result<undefined, string>> {
  const outcome = await verifyAgain(database(), session, given, from, now);
  if (outcome.ok) return ok(undefined);
  if (outcome.error === "locked")
    return { ok: false, error: `Too many tries. The next one is possible at ${formatTime(outcome.until, "en")}.` };
  return { ok: false, error: WRONG["code" in given ? "code" : "password" in given ? "password" : "passkey"] };
}

const WRONG = {
  code: "The code is wrong or was used already. Wait for the next one, or use a recovery code.",
  password: "The password is wrong.",
  passkey: "This passkey is not one of yours.",
} as const;
