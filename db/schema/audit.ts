import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { StaffId } from "@/lib/core/ids";
import { bytea, time } from "./columns";
import { staff } from "./staff";

/**
 * Who did what to what in the back office. Rows are only added; the job `chain-audit` gives each its position in the chain once.
 * The texts of `what` and `subjectKind` are in lib/audit/actions.ts.
 */
export const auditLog = pgTable(
  "audit_log",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: time().notNull(),
    /** Null if it was done at the server's command line. */
    staffId: uuid()
      .references(() => staff.id)
      .$type<StaffId>(),
    /** The sender's address or network, as limits count it; empty at the command line. */
    from: text().notNull(),
    what: text().notNull(),
    subjectKind: text().notNull(),
    /** An id or a code, never a name or an email: erasure leaves this row as it is. */
    subjectId: text().notNull(),
    /** SHA-256 of the salted values in `audit_values`; null if the action has none. */
    valuesDigest: bytea(),
    position: bigint({ mode: "number" }),
    /** SHA-256 of the previous row's hash and this row. */
    chainHash: bytea(),
  },
  (table) => [
    uniqueIndex("audit_log_position").on(table.position),
    index("audit_log_unchained").on(table.id).where(sql`position is null`),
    index("audit_log_at").on(table.at, table.id),
    index("audit_log_staff").on(table.staffId, table.at, table.id),
    index("audit_log_what").on(table.what, table.at, table.id),
    index("audit_log_subject").on(table.subjectKind, table.subjectId, table.at, table.id),
    check("audit_log_chained", sql`(${table.position} is null) = (${table.chainHash} is null) and ${table.position} > 0`),
    check(
      "audit_log_bounded",
      sql`length(${table.from}) <= 100 and length(${table.what}) <= 60 and length(${table.subjectKind}) <= 30 and length(${table.subjectId}) between 1 and 200`,
    ),
  ],
);

/** What an action changed. In a table of its own, because the erasure of personal data deletes these rows and nothing else. */
export const auditValues = pgTable(
  "audit_values",
  {
    auditId: bigint({ mode: "number" })
      .primaryKey()
      .references(() => auditLog.id),
    /** 128 random bits, so that nobody finds out erased values by trying. */
    salt: bytea().notNull(),
    before: jsonb().$type<unknown>(),
    after: jsonb().$type<unknown>(),
  },
  (table) => [
    check(
      "audit_values_bounded",
      sql`coalesce(octet_length(${table.before}::text), 0) <= 131072 and coalesce(octet_length(${table.after}::text), 0) <= 131072`,
    ),
  ],
);

/** The last position of the chain with its hash, in one row, whose lock lets only one process extend the chain. */
export const auditChain = pgTable(
  "audit_chain",
  {
    only: boolean().primaryKey().default(true),
    position: bigint({ mode: "number" }).notNull(),
    hash: bytea().notNull(),
  },
  (table) => [check("audit_chain_only", sql`${table.only}`)],
);
