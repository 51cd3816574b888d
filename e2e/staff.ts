import type { BrowserContext } from "@playwright/test";
import type { Db } from "@/db/client";
import type { Role } from "@/db/schema/staff";
import { addStaff } from "@/lib/auth/staff-accounts";
import { openSession } from "@/lib/auth/staff-sessions";
import { TEST_SHOP } from "@/scripts/test-shop-address";

export const STAFF_PASSWORD = "a long test password";

/** Adds a member of staff with a unique email and no second factor. */
export async function createStaff(db: Db, role: Role) {
  const email = `${role}-${crypto.randomUUID()}@example.com`;
  const added = await addStaff(db, { email, name: `Test ${role}`, role, password: STAFF_PASSWORD }, "command line", new Date());
  if (!added.ok) throw new Error(added.error);
  return { id: added.value, email };
}

/** Gives the browser a session of a new member of staff, with the second factor shown now. */
export async function signInAs(context: BrowserContext, db: Db, role: Role) {
  const member = await createStaff(db, role);
  const token = await openSession(db, member.id, { userAgent: "", network: "192.0.2.1" }, new Date());
  await context.addCookies([{ name: "staff", value: token, url: TEST_SHOP }]);
  return { ...member, token };
}
