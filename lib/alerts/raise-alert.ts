import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { type AlertKind, alerts } from "@/db/schema/payments";
import { transact } from "@/db/transaction";
import type { OrderId } from "@/lib/core/ids";
import { notifyStaff } from "@/lib/outbox/notify-staff";
import { getSettings } from "@/lib/settings/settings";

/** How often staff are emailed: about each matter, or once a day if an outage or somebody outside can cause many at once. */
const MAILS: Record<AlertKind, "each" | "daily"> = {
  amount_mismatch: "each",
  bad_signatures: "daily",
  books_disagree: "each",
  dispute_lost: "each",
  dispute_won: "each",
  disputed: "each",
  event_stuck: "daily",
  overpaid: "each",
  paid_after_cancel: "each",
  paid_twice: "each",
  payment_reversed: "each",
  provider_unreachable: "daily",
  refund_failed: "each",
  refunded_at_provider: "each",
  unknown_payment: "daily",
};

/**
 * Raises one alert for each `about`, however often it is noticed, and reopens a resolved one. In the same transaction staff are
 * mailed what is new or open again.
 */
export async function raiseAlert(
  db: Executor,
  kind: AlertKind,
  about: string,
  { orderId, data = {} }: { orderId?: OrderId; data?: Record<string, string | number> },
  now: Date,
): Promise<void> {
  await transact(db, async (tx) => {
    const [raised] = await tx
      .insert(alerts)
      .values({ kind, dedupeKey: `${kind}:${about}`, orderId, data, createdAt: now })
      .onConflictDoUpdate({ target: alerts.dedupeKey, set: { resolvedAt: null }, setWhere: isNotNull(alerts.resolvedAt) })
      .returning({ id: alerts.id });
    if (!raised) return;
    const daily = MAILS[kind] === "daily";
    const time = now.toISOString();
    const mail = { kind: "staff_alert", orderId: orderId ?? null, data: { alert: kind, daily, figures: data } } as const;
    await notifyStaff(tx, await getSettings(tx), [{ ...mail, about: daily ? `${kind}:${time.slice(0, 10)}` : `${kind}:${about}:${time}` }]);
  });
}

/** Marks an alert as resolved. */
export async function resolveAlert(db: Executor, kind: AlertKind, about: string, now: Date): Promise<void> {
  await db
    .update(alerts)
    .set({ resolvedAt: now })
    .where(and(eq(alerts.dedupeKey, `${kind}:${about}`), isNull(alerts.resolvedAt)));
}
