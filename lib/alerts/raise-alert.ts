import { and, eq, isNull } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { alerts } from "@/db/schema/payments";
import type { OrderId } from "@/lib/core/ids";

/** Everything that staff must look at. */
export type AlertKind =
  | "amount_mismatch"
  | "overpaid"
  | "bad_signatures"
  | "books_disagree"
  | "dispute_lost"
  | "dispute_won"
  | "disputed"
  | "event_stuck"
  | "paid_after_cancel"
  | "paid_twice"
  | "payment_reversed"
  | "provider_unreachable"
  | "refund_failed"
  | "refunded_at_provider"
  | "unknown_payment";

/** Raises one alert for each `about`, however often it is noticed, and reopens a resolved one. */
export async function raiseAlert(
  db: Executor,
  kind: AlertKind,
  about: string,
  details: { orderId?: OrderId; data?: Record<string, string | number> },
  now: Date,
): Promise<void> {
  await db
    .insert(alerts)
    .values({ kind, dedupeKey: `${kind}:${about}`, ...details, createdAt: now })
    .onConflictDoUpdate({ target: alerts.dedupeKey, set: { resolvedAt: null } });
}

/** Marks an alert as resolved. */
export async function resolveAlert(db: Executor, kind: AlertKind, about: string, now: Date): Promise<void> {
  await db
    .update(alerts)
    .set({ resolvedAt: now })
    .where(and(eq(alerts.dedupeKey, `${kind}:${about}`), isNull(alerts.resolvedAt)));
}
