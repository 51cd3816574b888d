import { and, eq, inArray, sum } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { payments, refunds } from "@/db/schema/payments";
import type { OrderId } from "@/lib/core/ids";
import { type Cents, cents } from "@/lib/core/money";

type RefundStatus = (typeof refunds.$inferSelect)["status"];

/** The statuses of refunds that have been or will be made; failed refunds don't count. */
export const ACTIVE_REFUND_STATUSES: readonly RefundStatus[] = ["open", "pending", "to_transfer", "succeeded"];

/** Returns an order's captured money in cents, less its refunds in these statuses. */
export async function netCapturedCents(tx: Tx, orderId: OrderId, refundStatuses: readonly RefundStatus[]): Promise<Cents> {
  const isCaptured = and(eq(payments.orderId, orderId), eq(payments.status, "captured"));
  const [captured, refunded] = await Promise.all([
    tx
      .select({ cents: sum(payments.amountCents).mapWith(Number) })
      .from(payments)
      .where(isCaptured),
    tx
      .select({ cents: sum(refunds.amountCents).mapWith(Number) })
      .from(refunds)
      .innerJoin(payments, eq(payments.id, refunds.paymentId))
      .where(and(isCaptured, inArray(refunds.status, [...refundStatuses]))),
  ]);
  return cents((captured[0]?.cents ?? 0) - (refunded[0]?.cents ?? 0));
}
