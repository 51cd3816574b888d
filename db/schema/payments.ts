import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgEnum, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { DisputeId, OrderId, PaymentAttemptId, PaymentEventId, PaymentId, RefundId } from "@/lib/core/ids";
import type { Cents } from "@/lib/core/money";

import { centsColumn, createdAt, id, time } from "./columns";
import { orders } from "./orders";

/** `open`: the customer can still pay it. `closed`: it can yield nothing beyond the rows in `payments`. */
export const attemptStatus = pgEnum("payment_attempt_status", ["open", "closed"]);
/** `review`: the amount or the currency differs from the order's and staff must check it. `failed`: processing ended without payment. */
export const paymentRowStatus = pgEnum("payment_row_status", ["processing", "captured", "failed", "review"]);
/** `open`: recorded, not yet known to the provider. `pending`: in progress at the provider. `to_transfer`: staff must transfer it to the IBAN. */
export const refundStatus = pgEnum("refund_status", ["open", "pending", "succeeded", "failed", "to_transfer"]);

/** One for each try at a provider, written before the provider is called; its id is the idempotency key. */
export const paymentAttempts = pgTable(
  "payment_attempts",
  {
    id: id<PaymentAttemptId>(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id)
      .$type<OrderId>(),
    /** The `source` of a method in lib/payments' registry, which checks it. */
    provider: text().notNull(),
    amountCents: centsColumn().notNull(),
    currency: text().notNull().default("EUR"),
    /** SHA-256, in base64url, of the parameters sent under the key: a key is never sent with different parameters. */
    parametersHash: text().notNull(),
    /** Its id at the provider; null until the provider has answered. */
    providerRef: text(),
    status: attemptStatus().notNull().default("open"),
    /** Set before the provider is asked to capture: from then on money may move, and the attempt can't simply be abandoned. */
    captureStartedAt: time(),
    createdAt: createdAt(),
    /** Counts the recorded answers of the provider: an answer requested before the latest one was recorded is stale. */
    version: integer().notNull().default(0),
    /** When the provider was last asked about it. */
    syncedAt: time().notNull().defaultNow(),
    closedAt: time(),
  },
  (table) => [
    unique("payment_attempts_provider_ref").on(table.provider, table.providerRef),
    uniqueIndex("payment_attempts_one_open").on(table.orderId).where(sql`status = 'open'`),
    index().on(table.orderId, table.createdAt),
    index("payment_attempts_unfinished").on(table.syncedAt).where(sql`status = 'open'`),
    check("payment_attempts_amount", sql`${table.amountCents} > 0`),
    check("payment_attempts_closed", sql`(${table.status} = 'closed') = (${table.closedAt} is not null)`),
  ],
);

/** Money received, or about to be. */
export const payments = pgTable(
  "payments",
  {
    id: id<PaymentId>(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id)
      .$type<OrderId>(),
    /** Null for transfers and cash. */
    attemptId: uuid()
      .references(() => paymentAttempts.id)
      .$type<PaymentAttemptId>(),
    /** Where it comes from: the `source` of a method in lib/payments' registry, which checks it. */
    provider: text().notNull(),
    /** The provider's id of the payment, which a refund refers to; for a transfer, its entry on the bank statement. */
    providerRef: text().notNull(),
    amountCents: centsColumn().notNull(),
    currency: text().notNull(),
    status: paymentRowStatus().notNull(),
    createdAt: createdAt(),
    capturedAt: time(),
  },
  (table) => [
    unique("payments_provider_ref").on(table.provider, table.providerRef),
    index().on(table.orderId),
    index().on(table.attemptId),
    check("payments_amount", sql`${table.amountCents} > 0`),
    check("payments_captured", sql`${table.status} not in ('captured', 'review') or ${table.capturedAt} is not null`),
  ],
);

/** `lost`: the provider took the money back. `won`: it ended in any other way, such as the customer's withdrawal. */
export const DISPUTE_STATES = ["open", "won", "lost"] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

/** Claims of customers, through their bank or provider, to get back a payment. A payment can be disputed more than once. */
export const disputes = pgTable(
  "disputes",
  {
    id: id<DisputeId>(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id)
      .$type<OrderId>(),
    paymentId: uuid()
      .notNull()
      .references(() => payments.id)
      .$type<PaymentId>(),
    /** Its id at the provider. */
    providerRef: text().notNull(),
    amountCents: centsColumn().notNull(),
    status: text({ enum: DISPUTE_STATES }).notNull(),
    /** When the shop learnt of it. */
    openedAt: time().notNull(),
    closedAt: time(),
  },
  (table) => [
    unique("disputes_provider_ref").on(table.paymentId, table.providerRef),
    index().on(table.orderId),
    check("disputes_amount", sql`${table.amountCents} >= 0`),
    check("disputes_status", sql`${table.status} in ('open', 'won', 'lost')`),
    check("disputes_closed", sql`(${table.status} = 'open') = (${table.closedAt} is null)`),
  ],
);

/**
 * What the shop must do about a webhook besides asking the provider. `payment`: nothing. `reversed`: the provider reversed
 * the payment, as after a chargeback.
 */
export const PAYMENT_EVENT_KINDS = ["payment", "reversed"] as const;
export type PaymentEventKind = (typeof PAYMENT_EVENT_KINDS)[number];

/** The webhook inbox: an event is stored first, then applied. */
export const paymentEvents = pgTable(
  "payment_events",
  {
    id: id<PaymentEventId>(),
    provider: text().notNull(),
    eventId: text().notNull(),
    /** The provider's own name for the event, for staff to read. */
    type: text().notNull(),
    kind: text({ enum: PAYMENT_EVENT_KINDS }).notNull().default("payment"),
    /**
     * The attempt, payment or dispute it is about, by its id at the provider. No more is stored: an event is only a hint to
     * ask the provider, and the personal data in it is not ours to store.
     */
    attemptRef: text(),
    paymentRef: text(),
    disputeRef: text(),
    receivedAt: createdAt(),
    appliedAt: time(),
    tries: integer().notNull().default(0),
    nextTryAt: time().notNull().defaultNow(),
    /** Why the last try to apply it failed; a code for staff, without personal data. */
    lastError: text(),
  },
  (table) => [
    unique("payment_events_event").on(table.provider, table.eventId),
    index("payment_events_waiting").on(table.nextTryAt).where(sql`applied_at is null`),
    index().on(table.provider, table.receivedAt),
  ],
);

/** The reason of a refund. `made_at_provider`: it was made in the provider's own dashboard. */
export const REFUND_REASONS = ["sold_out", "cancelled", "duplicate", "requested", "made_at_provider"] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

/** Money to refund, recorded before the provider is called; its id is the idempotency key. */
export const refunds = pgTable(
  "refunds",
  {
    id: id<RefundId>(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id)
      .$type<OrderId>(),
    paymentId: uuid()
      .notNull()
      .references(() => payments.id)
      .$type<PaymentId>(),
    amountCents: centsColumn().notNull(),
    reason: text({ enum: REFUND_REASONS }).notNull(),
    /** The part of the order it refunds: quantities of lines, and delivery; empty for a bare amount. */
    lines: jsonb().notNull().default([]).$type<readonly { position: number; quantity: number; amountCents: Cents }[]>(),
    shippingCents: centsColumn().notNull().default(sql`0`),
    /** The account for a refund that no provider can make; null until the customer has named it. */
    iban: text(),
    /** Until then the customer can object to the account, which whoever has the order's link can name; null if staff named it. */
    transferFrom: time(),
    /** In staff's words. */
    note: text().notNull().default(""),
    status: refundStatus().notNull().default("open"),
    providerRef: text(),
    tries: integer().notNull().default(0),
    nextTryAt: time().notNull().defaultNow(),
    lastError: text(),
    createdAt: createdAt(),
    closedAt: time(),
  },
  (table) => [
    unique("refunds_provider_ref").on(table.paymentId, table.providerRef),
    index().on(table.orderId),
    index("refunds_waiting").on(table.nextTryAt).where(sql`status in ('open', 'pending')`),
    check("refunds_amount", sql`${table.amountCents} > 0`),
    check("refunds_closed", sql`(${table.status} in ('succeeded', 'failed')) = (${table.closedAt} is not null)`),
  ],
);

/** Everything that staff must look at. */
export const ALERT_KINDS = [
  "amount_mismatch",
  "bad_signatures",
  "books_disagree",
  "dispute_lost",
  "dispute_won",
  "disputed",
  "event_stuck",
  "overpaid",
  "paid_after_cancel",
  "paid_twice",
  "payment_reversed",
  "provider_unreachable",
  "refund_failed",
  "refunded_at_provider",
  "unknown_payment",
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** Matters for staff to look at, until they are resolved. */
export const alerts = pgTable(
  "alerts",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text({ enum: ALERT_KINDS }).notNull(),
    orderId: uuid()
      .references(() => orders.id)
      .$type<OrderId>(),
    /** One alert for each matter, however often it is noticed. */
    dedupeKey: text().notNull().unique(),
    data: jsonb().notNull().default({}).$type<Record<string, string | number>>(),
    createdAt: createdAt(),
    resolvedAt: time(),
  },
  (table) => [index().on(table.orderId), index("alerts_unresolved").on(table.createdAt).where(sql`resolved_at is null`)],
);

/**
 * A condition on `payments`: the money received is not the amount requested, and staff must check it. Once all of it has been
 * refunded, its order waits as if nothing had been received.
 */
export const inReview = sql<boolean>`(payments.status = 'review' and payments.amount_cents > (
  select coalesce(sum(r.amount_cents), 0) from refunds r where r.payment_id = payments.id and r.status = 'succeeded'))`;
