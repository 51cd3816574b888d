"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { anyone, form, publicAction } from "@/app/_server/action";
import { deleteCookie } from "@/app/_server/cookies";
import { database } from "@/app/_server/database";
import { currentStaff } from "@/app/_server/staff";
import { endSession } from "@/lib/auth/staff-sessions";

/** Ends this browser's session, if it has not ended yet. */
export const signOut = publicAction(z.tuple([form(z.object({}))]), {
  access: anyone,
  limit: { none: "it only ends the sender's own session" },
  act: async () => {
    const session = await currentStaff();
    if (session) await endSession(database(), session.staff.id, session.id);
    await deleteCookie("staff");
    return redirect("/admin/sign-in");
  },
  refuse: async () => redirect("/admin/sign-in"),
});
