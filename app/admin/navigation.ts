import { STAFF_ROUTES, type StaffRoute } from "@/app/_server/staff-routes";
import { type StaffSession, sessionMay } from "@/lib/auth/staff-sessions";

type Entry = { href: StaffRoute; label: string; group: "desk" | "behind" };

/** The menu of the back office. */
const NAVIGATION: readonly Entry[] = [
  { href: "/admin", label: "Today", group: "desk" },
  { href: "/admin/orders", label: "Orders", group: "desk" },
  { href: "/admin/jobs", label: "Jobs", group: "behind" },
  { href: "/admin/audit", label: "Audit log", group: "behind" },
  { href: "/admin/staff", label: "Staff", group: "behind" },
];

/** The entries whose pages the session's member may open. */
export function navigationOf(session: StaffSession): Entry[] {
  return NAVIGATION.filter(({ href }) => {
    const permission = STAFF_ROUTES[href];
    return permission === null || sessionMay(session, permission);
  });
}
