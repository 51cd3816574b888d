import { and, eq, inArray, sum } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { payments, refunds } from "@/db/schema/payments";
import type { OrderId } from "@/lib/core/ids";
import { type Cents, cents } from "@/lib/core/money";

type RefundStatus = (typeof refunds.$inferSelect)["status"];

/** Refunds that are sent or will be; failed ones are not. */
export const ACTIVE_REFUND_STATUSES: readonly RefundStatus[] = ["open", "pending", "to_transfer", "succeeded"];

/** The captured money of an order in cents, less its refunds in one of these states. */
export async function netCapturedCents(tx: Tx, orderId: OrderId, gone: readonly RefundStatus[]): Promise<Cents> {
  const taken = and(eq(payments.orderId, orderId), eq(payments.status, "captured"));
  const [captured, back] = await Promise.all([
    tx
      .select({ cents: sum(payments.amountCents).mapWith(Number) })
      .from(payments)
      .where(taken),
    tx
      .select({ cents: sum(refunds.amountCents).mapWith(Number) })
      .from(refunds)
      .innerJoin(payments, eq(payments.id, refunds.paymentId))
      .where(and(taken, inArray(refunds.status, [...gone]))),
  ]);
  return cents((captured[0]?.cents ?? 0) - (back[0]?.cents ?? 0));
}
