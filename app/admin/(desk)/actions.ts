"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { anyone, publicAction } from "@/app/_server/action";
import { currentTime } from "@/app/_server/clock";
import { deleteCookie } from "@/app/_server/cookies";
import { database } from "@/app/_server/database";
import { senderNetwork } from "@/app/_server/request-context";
import { currentStaff } from "@/app/_server/staff";
import { signOut as signOutStaff } from "@/lib/auth/sign-in";

/** Ends this browser's session, if it has not ended yet. */
export const signOut = publicAction(z.tuple([]), {
  access: anyone,
  limit: { none: "it only ends the sender's own session" },
  act: async () => {
    const session = await currentStaff();
    if (session) await signOutStaff(database(), session, senderNetwork(await headers()), await currentTime());
    await deleteCookie("staff");
  },
  refuse: async () => undefined,
});
