import { ROLES, type Role } from "@/db/schema/staff";

/**
 * Who may do what in the back office: every page, action and list asks for one of these. The order of columns is that of
 * `ROLES`; the table is shown to staff as it is.
 */
const TABLE = {
  "account:own": ["owner", "manager", "fulfilment", "support", "viewer"],
  /** How one signs in oneself: password, second factor, recovery codes. */
  "account:secure": ["owner", "manager", "fulfilment", "support", "viewer"],
  "orders:read": ["owner", "manager", "fulfilment", "support", "viewer"],
  "orders:change": ["owner", "manager", "support"],
  "orders:fulfil": ["owner", "manager", "fulfilment"],
  "money:record": ["owner", "manager"],
  "money:refund": ["owner", "manager", "support"],
  "returns:decide": ["owner", "manager", "fulfilment", "support"],
  "catalogue:read": ["owner", "manager", "fulfilment", "support", "viewer"],
  "catalogue:change": ["owner", "manager"],
  "stock:adjust": ["owner", "manager", "fulfilment"],
  "customers:read": ["owner", "manager", "support", "viewer"],
  "customers:change": ["owner", "manager", "support"],
  "customers:export": ["owner", "manager"],
  "customers:erase": ["owner", "manager"],
  "promotions:change": ["owner", "manager"],
  "content:change": ["owner", "manager"],
  "figures:read": ["owner", "manager", "viewer"],
  "messages:read": ["owner", "manager", "support"],
  "messages:resend": ["owner", "manager", "support"],
  "work:read": ["owner", "manager", "fulfilment", "support", "viewer"],
  "alerts:resolve": ["owner", "manager", "support"],
  "jobs:run": ["owner", "manager"],
  "staff:read": ["owner", "manager"],
  "staff:change": ["owner"],
  "audit:read": ["owner", "manager"],
  "audit:export": ["owner"],
  "settings:read": ["owner", "manager", "viewer"],
  "settings:change": ["owner"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof TABLE;

export const PERMISSIONS = Object.keys(TABLE).filter(isPermission);

/** What a session that was left open must not be enough for: who uses one of these shows again who they are. */
const ASKED_AGAIN: readonly Permission[] = ["account:secure", "money:refund", "customers:export", "customers:erase", "staff:change"];

export function isAskedAgain(permission: Permission): boolean {
  return ASKED_AGAIN.includes(permission);
}

function isPermission(name: string): name is Permission {
  return Object.hasOwn(TABLE, name);
}

export function may(role: Role, permission: Permission): boolean {
  return TABLE[permission].some((allowed) => allowed === role);
}

/** Whether a member of staff with one role holds every right of another, and so may grant or take it. */
export function holdsRightsOf(role: Role, other: Role): boolean {
  return PERMISSIONS.every((permission) => may(role, permission) || !may(other, permission));
}

/** The roles that someone with this role may grant. */
export function grantableRoles(role: Role): Role[] {
  return may(role, "staff:change") ? ROLES.filter((other) => holdsRightsOf(role, other)) : [];
}
