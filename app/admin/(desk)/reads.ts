import { staffRead } from "@/app/_server/staff";

/** The signed-in person, and how long their session lasts. */
export const readFrame = staffRead("account:own", async ({ now, session }) => ({
  session,
  member: session.staff,
  expiresAt: session.expiresAt,
  leftMs: session.expiresAt.getTime() - now.getTime(),
}));
