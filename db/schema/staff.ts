import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { StaffId, StaffSessionId } from "@/lib/core/ids";
import { createdAt, id, time } from "./columns";

/** The roles of staff, the most powerful first. Their rights are in lib/auth/permissions.ts. */
export const ROLES = ["owner", "manager", "fulfilment", "support", "viewer"] as const;
export type Role = (typeof ROLES)[number];

const staffId = () =>
  uuid()
    .notNull()
    .references(() => staff.id)
    .$type<StaffId>();

/** People who work in the back office. They are never deleted, because the audit log names them; `disabledAt` ends their access. */
export const staff = pgTable(
  "staff",
  {
    id: id<StaffId>(),
    /** In lower case. */
    email: text().notNull(),
    name: text().notNull(),
    role: text({ enum: ROLES }).notNull(),
    createdAt: createdAt(),
    disabledAt: time(),
  },
  (table) => [
    uniqueIndex("staff_email").on(table.email),
    check("staff_email_lower", sql`${table.email} = lower(${table.email})`),
    check("staff_role", sql`${table.role} in ('owner', 'manager', 'fulfilment', 'support', 'viewer')`),
  ],
);

/** In a table of their own, which no list or export of staff reads. */
export const staffPasswords = pgTable("staff_passwords", {
  staffId: staffId().primaryKey(),
  /** Argon2id, in PHC format. */
  hash: text().notNull(),
  changedAt: time().notNull(),
});

/** Authenticator apps: one for each member of staff. */
export const staffAuthenticators = pgTable("staff_authenticators", {
  staffId: staffId().primaryKey(),
  /** Encrypted with a subkey of APP_SECRET. */
  secret: text().notNull(),
  /** The time step of the last code that was accepted: no code is accepted twice (RFC 6238, section 5.2). */
  lastStep: bigint({ mode: "number" }),
  /** Null until the first code has shown that the app has the secret. */
  confirmedAt: time(),
});

/** Codes for those who have lost their authenticator. Each works once. */
export const staffRecoveryCodes = pgTable(
  "staff_recovery_codes",
  {
    staffId: staffId(),
    /** Keyed with a subkey of APP_SECRET. */
    hash: text().notNull(),
    usedAt: time(),
  },
  (table) => [primaryKey({ columns: [table.staffId, table.hash] })],
);

export const staffSessions = pgTable(
  "staff_sessions",
  {
    id: id<StaffSessionId>(),
    staffId: staffId(),
    /** SHA-256 of the cookie's token, in base64url. */
    tokenHash: text().notNull(),
    createdAt: createdAt(),
    lastSeenAt: time().notNull(),
    expiresAt: time().notNull(),
    /** When the second factor was last shown; null if the member of staff has none. */
    verifiedAt: time(),
    userAgent: text().notNull().default(""),
  },
  (table) => [
    uniqueIndex("staff_sessions_token").on(table.tokenHash),
    index().on(table.staffId, table.createdAt.desc()),
    index("staff_sessions_expiring").on(table.expiresAt),
  ],
);

/** Tries to sign in since the last successful one, by the keyed hash of an email and a sender. */
export const staffLockouts = pgTable(
  "staff_lockouts",
  {
    key: text().primaryKey(),
    tries: integer().notNull(),
    lastTriedAt: time().notNull(),
    lockedUntil: time(),
  },
  (table) => [index().on(table.lastTriedAt), check("staff_lockouts_tries", sql`${table.tries} > 0`)],
);
