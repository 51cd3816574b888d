"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { anyone, form, publicAction } from "@/app/_server/action";
import { currentTime } from "@/app/_server/clock";
import { setCookie } from "@/app/_server/cookies";
import { database } from "@/app/_server/database";
import { senderNetwork } from "@/app/_server/request-context";
import { typedPassword } from "@/lib/auth/password-input";
import { signIn as signInStaff } from "@/lib/auth/sign-in";
import { formatTime } from "@/lib/core/format";
import { line } from "@/lib/core/text";
import type { SignInState } from "./sign-in-state";
import { staffPath } from "./staff-path";

const fields = z.object({ email: line(254), password: typedPassword, code: line(40), next: line(2000) });

/** Signs a member of staff in. The second step sends the password again with the code, as nothing is stored in between. */
export const signIn = publicAction(z.tuple([z.unknown(), form(fields)]), {
  access: anyone,
  limit: "signIn",
  act: async ([, { next, ...credentials }]): Promise<SignInState> => {
    const given = await headers();
    const sender = { network: senderNetwork(given), userAgent: given.get("user-agent") ?? "" };
    const outcome = await signInStaff(database(), credentials, sender, await currentTime());
    if (outcome.ok) {
      await setCookie("staff", outcome.value);
      return redirect(staffPath(next));
    }
    const step = credentials.code || outcome.error === "code_needed" ? "code" : "password";
    switch (outcome.error) {
      case "code_needed":
        return { email: credentials.email, step, error: null };
      case "locked":
        return { email: credentials.email, step, error: `Too many tries. The next one is possible at ${formatTime(outcome.until, "en")}.` };
      case "wrong":
        return {
          email: credentials.email,
          step,
          error: step === "code" ? "This code or the password is wrong. A code works once." : "Email or password is wrong.",
        };
    }
  },
  refuse: async ({ error, fields: typed }): Promise<SignInState> => ({
    email: typed.email ?? "",
    step: "password",
    error: error === "rate_limited" ? "Too many tries. Wait a few minutes." : "Check what you typed: it is too long.",
  }),
});
