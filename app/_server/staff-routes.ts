import type { Permission } from "@/lib/auth/permissions";

/** Every page of the back office, by its route, and the right that it asks for; null for those outside a session. */
export const STAFF_ROUTES = {
  "/admin": "work:read",
  "/admin/sign-in": null,
  "/admin/invitation": null,
  "/admin/orders": "orders:read",
  "/admin/orders/[reference]": "orders:read",
  "/admin/staff": "staff:read",
  // Before the next one, whose pattern it fits.
  "/admin/staff/me": "account:own",
  "/admin/staff/[id]": "staff:read",
  "/admin/jobs": "work:read",
  "/admin/audit": "audit:read",
} as const satisfies Readonly<Record<string, Permission | null>>;

export type StaffRoute = keyof typeof STAFF_ROUTES;

/** The right that a path of the back office asks for; undefined if no page has this path. */
export function permissionOfPath(path: string): Permission | null | undefined {
  return Object.entries(STAFF_ROUTES).find(([route]) => isOfRoute(path.split("/"), route.split("/")))?.[1];
}

/** Compares a path's segments with a route's, of which one in brackets stands for any. */
function isOfRoute(path: readonly string[], route: readonly string[]): boolean {
  return path.length === route.length && route.every((segment, at) => (segment.startsWith("[") ? path[at] !== "" : segment === path[at]));
}
