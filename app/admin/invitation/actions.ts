"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { anyone, form, publicAction } from "@/app/_server/action";
import { currentTime } from "@/app/_server/clock";
import { setCookie } from "@/app/_server/cookies";
import { database } from "@/app/_server/database";
import { senderNetwork } from "@/app/_server/request-context";
import { acceptInvitation } from "@/lib/auth/invitations";
import { newPassword } from "@/lib/auth/password-input";
import { line } from "@/lib/core/text";
import type { AcceptState } from "./accept-state";

const fields = z.object({
  token: line(200),
  name: line(100).min(1, "Enter your name, as colleagues read it."),
  password: newPassword,
});

/** Makes the invited person's account and signs them in. */
export const accept = publicAction(z.tuple([z.unknown(), form(fields)]), {
  access: anyone,
  limit: "signIn",
  act: async ([, given]): Promise<AcceptState> => {
    const sent = await headers();
    const sender = { network: senderNetwork(sent), userAgent: sent.get("user-agent") ?? "" };
    const outcome = await acceptInvitation(database(), given, sender, await currentTime());
    if (!outcome.ok) return { isDone: false, error: "This invitation was used, withdrawn or has expired. Ask for a new one.", fields: {} };
    await setCookie("staff", outcome.value);
    return { isDone: true, error: null, fields: {} };
  },
  refuse: async (refusal): Promise<AcceptState> => {
    if (refusal.error !== "malformed") return { isDone: false, error: "Too many tries. Wait a few minutes.", fields: {} };
    const errors = Object.fromEntries(refusal.issues.toReversed().map(({ path, message }) => [String(path.at(-1)), message]));
    return { isDone: false, error: null, fields: errors };
  },
});
