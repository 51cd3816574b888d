"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { anyone, form, publicAction } from "@/app/_server/action";
import { currentTime } from "@/app/_server/clock";
import { setCookie } from "@/app/_server/cookies";
import { database } from "@/app/_server/database";
import { senderNetwork } from "@/app/_server/request-context";
import { typedPassword } from "@/lib/auth/password-input";
import { signInWithPasskey as signInByPasskey, signIn as signInStaff } from "@/lib/auth/sign-in";
import { formatTime } from "@/lib/core/format";
import { line } from "@/lib/core/text";
import { takeChallenge } from "../_passkeys/challenge";
import { passkeyAnswer } from "../_passkeys/input";
import type { SignInState } from "./sign-in-state";
import { staffPath } from "./staff-path";

const fields = z.object({ email: line(254), password: typedPassword, code: line(40), next: line(2000) });
const FIRST = { kind: "password" } as const;
/** The page's state comes back with the form, and only says which step it shows. */
const state = z.object({
  step: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("password") }),
    z.object({ kind: z.literal("done"), path: line(2000) }),
    z.object({ kind: z.literal("second"), authenticator: z.boolean(), passkey: z.boolean() }),
  ]),
});

const TOO_MANY = "Too many tries. Wait a few minutes, then try again.";

async function sender() {
  const given = await headers();
  return { network: senderNetwork(given), userAgent: given.get("user-agent") ?? "" };
}

/** Signs a member of staff in. The second step sends the password again with the code, as nothing is stored in between. */
export const signIn = publicAction(z.tuple([state, form(fields)]), {
  access: anyone,
  limit: "signIn",
  act: async ([{ step }, { next, ...credentials }]): Promise<SignInState> => {
    const outcome = await signInStaff(database(), credentials, await sender(), await currentTime());
    if (outcome.ok) {
      await setCookie("staff", outcome.value);
      return { step: { kind: "done", path: staffPath(next) }, error: null };
    }
    switch (outcome.error) {
      case "code_needed": {
        const { authenticator, passkeys } = outcome.factors;
        return { step: { kind: "second", authenticator, passkey: passkeys > 0 }, error: null };
      }
      case "locked":
        return { step, error: `Too many tries. The next one is possible at ${formatTime(outcome.until, "en")}.` };
      case "wrong":
        return {
          step,
          error: credentials.code
            ? "The code is wrong or was used already. Wait for the next one, or use a recovery code."
            : "Email or password is wrong. Whoever runs the server can give you a new password.",
        };
    }
  },
  refuse: async (refusal): Promise<SignInState> =>
    refusal.error === "rate_limited"
      ? { step: refusal.input[0].step, error: TOO_MANY }
      : { step: FIRST, error: "Check what you typed: it is too long." },
});

/** Signs in whoever's passkey answered. */
export const signInWithPasskey = publicAction(z.tuple([passkeyAnswer, line(2000)]), {
  access: anyone,
  limit: "signIn",
  act: async ([response, next]): Promise<{ path: string } | { error: string }> => {
    const challenge = await takeChallenge();
    if (!challenge) return { error: "That took more than five minutes. Try again." };
    const outcome = await signInByPasskey(database(), { response, challenge }, await sender(), await currentTime());
    if (!outcome.ok) return { error: "This passkey belongs to no account here. Sign in with your password." };
    await setCookie("staff", outcome.value);
    return { path: staffPath(next) };
  },
  refuse: async ({ error }) => ({ error: error === "rate_limited" ? TOO_MANY : "The passkey’s answer can’t be read. Try again." }),
});
