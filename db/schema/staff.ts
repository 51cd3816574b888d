import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { InvitationId, StaffId, StaffSessionId } from "@/lib/core/ids";
import { bytea, createdAt, id, time } from "./columns";

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

/** Passkeys: discoverable WebAuthn credentials that verify their user, so one is both factors. */
export const staffPasskeys = pgTable(
  "staff_passkeys",
  {
    /** The authenticator's id for it, in base64url. */
    credentialId: text().primaryKey(),
    staffId: staffId(),
    /** As its owner tells it from others. */
    name: text().notNull(),
    /** In COSE form. */
    publicKey: bytea().notNull(),
    /** How often it signed, if the authenticator counts: a lower number next time would be a copy's. */
    counter: bigint({ mode: "number" }).notNull(),
    transports: text().array().notNull(),
    createdAt: createdAt(),
    lastUsedAt: time(),
  },
  (table) => [
    index().on(table.staffId, table.createdAt),
    check("staff_passkeys_bounded", sql`length(${table.credentialId}) <= 1400 and length(${table.name}) between 1 and 60`),
  ],
);

/** Challenges that a passkey has answered, until they expire: no answer is accepted twice. */
export const staffUsedChallenges = pgTable(
  "staff_used_challenges",
  { challenge: text().primaryKey(), expiresAt: time().notNull() },
  (table) => [index().on(table.expiresAt)],
);

/** Invitations that are open. The mailed link has a keyed hash of the id, which is stored nowhere. */
export const staffInvitations = pgTable(
  "staff_invitations",
  {
    id: id<InvitationId>(),
    /** In lower case. */
    email: text().notNull(),
    role: text({ enum: ROLES }).notNull(),
    /** Null from the command line. */
    invitedBy: uuid()
      .references(() => staff.id)
      .$type<StaffId>(),
    createdAt: createdAt(),
    expiresAt: time().notNull(),
  },
  (table) => [
    uniqueIndex("staff_invitations_email").on(table.email),
    index("staff_invitations_expiring").on(table.expiresAt),
    check("staff_invitations_email_lower", sql`${table.email} = lower(${table.email})`),
    check("staff_invitations_role", sql`${table.role} in ('owner', 'manager', 'fulfilment', 'support', 'viewer')`),
  ],
);

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
    /** When the member last showed who they are: by the second factor or, without one, by the password. */
    verifiedAt: time(),
    userAgent: text().notNull().default(""),
    /** The address or network that signed in, as limits count it. */
    network: text().notNull().default(""),
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

/** Who has which thing open in the back office, such as `order ORD-…`. Pages report it while they are open; old rows are cleaned. */
export const staffPresence = pgTable(
  "staff_presence",
  {
    subject: text().notNull(),
    staffId: staffId(),
    seenAt: time().notNull(),
  },
  (table) => [primaryKey({ columns: [table.subject, table.staffId] }), index().on(table.seenAt)],
);
