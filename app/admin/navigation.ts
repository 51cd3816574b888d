import { STAFF_ROUTES, type StaffRoute } from "@/app/_server/staff-routes";
import { may } from "@/lib/auth/permissions";
import type { StaffSession } from "@/lib/auth/staff-sessions";

type Entry = { href: StaffRoute; label: string; group: "desk" | "behind" };

/** The menu of the back office. */
const NAVIGATION: readonly Entry[] = [{ href: "/admin", label: "Today", group: "desk" }];

/** The entries whose pages a role may open. */
export function navigationOf({ role }: StaffSession["staff"]): Entry[] {
  return NAVIGATION.filter(({ href }) => {
    const permission = STAFF_ROUTES[href];
    return permission === null || may(role, permission);
  });
}
