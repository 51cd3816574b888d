import { staffRead } from "@/app/_server/staff";
import { listPasskeys } from "@/lib/auth/passkeys";
import { countRecoveryCodes } from "@/lib/auth/second-factor";
import { listSessions } from "@/lib/auth/staff-sessions";

/** One's own account and how one signs in. */
export const readOwnAccount = staffRead("account:own", async ({ db, now, session }) => ({
  session,
  passkeys: await listPasskeys(db, session.staff.id),
  recoveryCodes: await countRecoveryCodes(db, session.staff.id),
  sessions: await listSessions(db, session.staff.id, now),
}));
