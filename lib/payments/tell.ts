import type { Executor, Tx } from "@/db/client";
import { orderEvents } from "@/db/schema/orders";
import { alerts } from "@/db/schema/payments";
import type { OrderId } from "@/lib/ids";

/** Everything that staff must look at. */
export type AlertKind =
  | "amount_mismatch"
  | "bad_signatures"
  | "disputed"
  | "event_stuck"
  | "paid_after_cancel"
  | "paid_twice"
  | "provider_unreachable"
  | "refund_failed"
  | "unknown_payment";

/** Raises an alert once for each `about`, however often it is noticed. */
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
    .onConflictDoNothing({ target: alerts.dedupeKey });
}

/** Writes a line of the order's timeline. */
export async function addEvent(tx: Tx, orderId: OrderId, kind: string, now: Date, note = ""): Promise<void> {
  await tx.insert(orderEvents).values({ orderId, kind, actor: "system", note, createdAt: now });
}
