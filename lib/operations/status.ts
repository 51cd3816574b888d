import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, lte } from "drizzle-orm";
import type { Db } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { alerts, inReview, paymentEvents, payments, refunds } from "@/db/schema/payments";
import { outboxMessages } from "@/db/schema/shop";
import type { Env } from "@/lib/core/env";
import { PAYMENT_METHODS, type PaymentMethod, termsOf } from "@/lib/payments/methods";
import { getSettings, type ShopSettings } from "@/lib/settings/settings";
import { LATE_MINUTES } from "./health";
import { readWorkQueue, total, type WorkQueue, waiting } from "./work-queue";

/** The maximum length of a list: the rest appears once the first entries are dealt with. */
export const LONGEST_LIST = 20;

export type ShopStatus = {
  work: WorkQueue;
  alerts: Awaited<ReturnType<typeof listAlerts>>;
  /** Payments whose amount differs from the order's total. */
  review: Awaited<ReturnType<typeof listPaymentsInReview>>;
  /** Webhooks that could not be applied yet. */
  events: Awaited<ReturnType<typeof listStuckEvents>>;
  refunds: Awaited<ReturnType<typeof listRefunds>>;
  overdueHolds: Awaited<ReturnType<typeof listOverdueHolds>>;
  mail: { due: number; retrying: number; failed: Awaited<ReturnType<typeof listFailedMail>> };
  off: Off[];
};

/** A feature that is off, or not lawful, because environment variables or settings are missing. */
type Off = { what: PaymentMethod | "mail" | "invoice"; variables: string[]; settings: string[] };

/** Reads everything that waits for staff, and the features that are off. */
export async function readStatus(db: Db, environment: Env, now: Date): Promise<ShopStatus> {
  const unsent = and(isNull(outboxMessages.sentAt), isNull(outboxMessages.failedAt));
  return {
    work: await readWorkQueue(db, LONGEST_LIST),
    alerts: await listAlerts(db),
    review: await listPaymentsInReview(db),
    events: await listStuckEvents(db),
    refunds: await listRefunds(db),
    overdueHolds: await listOverdueHolds(db, now),
    mail: {
      due: await db.$count(outboxMessages, and(unsent, lte(outboxMessages.nextTryAt, now))),
      retrying: await db.$count(outboxMessages, and(unsent, gt(outboxMessages.nextTryAt, now), isNotNull(outboxMessages.lastError))),
      failed: await listFailedMail(db),
    },
    off: listOff(environment, await getSettings(db)),
  };
}

async function listAlerts(db: Db) {
  const rows = await db
    .select({ total, kind: alerts.kind, reference: orders.reference, data: alerts.data, createdAt: alerts.createdAt })
    .from(alerts)
    .leftJoin(orders, eq(orders.id, alerts.orderId))
    .where(isNull(alerts.resolvedAt))
    .orderBy(desc(alerts.createdAt))
    .limit(LONGEST_LIST);
  return waiting(rows);
}

async function listPaymentsInReview(db: Db) {
  const { provider, providerRef, amountCents, currency } = payments;
  return await db
    .select({ reference: orders.reference, orderTotalCents: orders.totalCents, provider, providerRef, amountCents, currency })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(inReview)
    .orderBy(asc(payments.createdAt))
    .limit(LONGEST_LIST);
}

async function listStuckEvents(db: Db) {
  const { provider, type, eventId, tries, lastError, receivedAt } = paymentEvents;
  return await db
    .select({ provider, type, eventId, tries, lastError, receivedAt })
    .from(paymentEvents)
    .where(and(isNull(paymentEvents.appliedAt), gt(paymentEvents.tries, 0)))
    .orderBy(asc(paymentEvents.receivedAt))
    .limit(LONGEST_LIST);
}

async function listRefunds(db: Db) {
  const { amountCents, status, lastError, createdAt } = refunds;
  return await db
    .select({ reference: orders.reference, amountCents, status, lastError, createdAt })
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .where(inArray(refunds.status, ["open", "pending", "failed"]))
    .orderBy(asc(refunds.createdAt))
    .limit(LONGEST_LIST);
}

async function listOverdueHolds(db: Db, now: Date) {
  const late = new Date(now.getTime() - LATE_MINUTES * 60_000);
  return await db
    .select({ reference: orders.reference, expiresAt: orders.expiresAt })
    .from(orders)
    .where(and(eq(orders.status, "pending"), lt(orders.expiresAt, late)))
    .orderBy(asc(orders.expiresAt))
    .limit(LONGEST_LIST);
}

async function listFailedMail(db: Db) {
  const { id, kind, tries, lastError, failedAt } = outboxMessages;
  return await db
    .select({ id, kind, reference: orders.reference, tries, lastError, failedAt })
    .from(outboxMessages)
    .leftJoin(orders, eq(orders.id, outboxMessages.orderId))
    .where(isNotNull(failedAt))
    .orderBy(desc(failedAt))
    .limit(LONGEST_LIST);
}

/** The seller's details required on an invoice: Directive 2006/112/EC, Art. 226(3) and (5). */
const INVOICE_SETTINGS = ["name", "address", "postalCode", "city", "vatId"] as const;

function listOff(environment: Env, settings: ShopSettings): Off[] {
  const { company } = settings;
  const hasTransport = Boolean(environment.RESEND_API_KEY || environment.SMTP_URL);
  const ways: Off[] = [
    ...PAYMENT_METHODS.map((what) => ({ what, ...termsOf(what).missing(environment, settings) })),
    { what: "mail", variables: hasTransport ? [] : ["RESEND_API_KEY or SMTP_URL"], settings: company.email ? [] : ["company.email"] },
    { what: "invoice", variables: [], settings: INVOICE_SETTINGS.filter((name) => !company[name]).map((name) => `company.${name}`) },
  ];
  return ways.filter(({ variables, settings }) => variables.length + settings.length > 0);
}
