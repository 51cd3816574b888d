import { sql } from "drizzle-orm";
import { bigint, check, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { MessageId, OrderId } from "@/lib/core/ids";
import { createdAt, id, localeColumn, time } from "./columns";
import { orders } from "./orders";

/** The owner's settings, one row for each group; `lib/settings/settings.ts` defines the groups and their defaults. */
export const settings = pgTable("settings", {
  key: text().primaryKey(),
  value: jsonb().notNull().$type<unknown>(),
  updatedAt: time().notNull().defaultNow(),
});

export const taxRates = pgTable(
  "tax_rates",
  {
    country: text().notNull(),
    class: text().notNull().default("standard"),
    /** 2500 is 25 %. */
    rateBasisPoints: integer().notNull(),
    validFrom: date().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.country, table.class, table.validFrom] }),
    check("tax_rates_country", sql`${table.country} ~ '^[A-Z]{2}$'`),
    check("tax_rates_rate", sql`${table.rateBasisPoints} between 0 and 10000`),
  ],
);

/** Mail to send, written in the transaction of its cause; the dedupe key prevents duplicates. */
export const outboxMessages = pgTable(
  "outbox_messages",
  {
    id: id<MessageId>(),
    kind: text().notNull(),
    recipient: text().notNull(),
    locale: localeColumn(),
    orderId: uuid()
      .references(() => orders.id)
      .$type<OrderId>(),
    dedupeKey: text().notNull().unique(),
    data: jsonb().notNull().default({}).$type<Record<string, unknown>>(),
    createdAt: createdAt(),
    tries: integer().notNull().default(0),
    nextTryAt: time().notNull().defaultNow(),
    /** The worker that is sending it, and until when: two workers never send one message. */
    leasedUntil: time(),
    /** Why the last try failed; a code or the server's answer, without personal data. */
    lastError: text(),
    sentAt: time(),
    /** Set when it failed for good: it is not tried again automatically. */
    failedAt: time(),
  },
  (table) => [
    index().on(table.orderId),
    index("outbox_due").on(table.nextTryAt).where(sql`sent_at is null and failed_at is null`),
    index("outbox_failed").on(table.failedAt).where(sql`failed_at is not null`),
  ],
);

/** What was revalidated lately, for servers whose connection was lost when it was announced. */
export const revalidations = pgTable(
  "revalidations",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    tag: text().notNull(),
    changedAt: time().notNull().defaultNow(),
  },
  (table) => [index().on(table.changedAt)],
);

/** What a buyer asked for on /track, until the answer is written: an insert that is the same whether or not the order exists. */
export const trackingRequests = pgTable(
  "tracking_requests",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    reference: text().notNull(),
    email: text().notNull(),
    requestedAt: time().notNull(),
  },
  (table) => [check("tracking_requests_email", sql`length(${table.email}) <= 254`)],
);

/** The process that runs a job now. The lease expires by itself, so a killed worker blocks the job only briefly. */
export const jobLeases = pgTable("job_leases", {
  job: text().primaryKey(),
  holder: uuid().notNull(),
  expiresAt: time().notNull(),
});

/** When each job ran, and what came of it; a job deletes old rows. */
export const jobRuns = pgTable(
  "job_runs",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    job: text().notNull(),
    startedAt: time().notNull(),
    durationMs: integer().notNull(),
    done: integer().notNull(),
    /** What was due and is left to the next run; null if the run failed. */
    remaining: integer(),
    /** Without personal data; null if the run succeeded. */
    error: text(),
  },
  (table) => [
    index("job_runs_job").on(table.job, table.id),
    index("job_runs_started_at").on(table.startedAt),
    check("job_runs_outcome", sql`(${table.remaining} is null) = (${table.error} is not null)`),
    check("job_runs_bounded", sql`length(${table.job}) <= 60 and length(${table.error}) <= 300`),
  ],
);

/** The rate limiter's counters. Its library defines the column names. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text().primaryKey(),
    points: integer().notNull().default(0),
    expire: bigint({ mode: "number" }),
  },
  (table) => [index().on(table.expire)],
);
