import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { couponRedemptions, coupons } from "@/db/schema/promotions";
import type { OrderId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import type { Coupon } from "./coupon";
import { inboxOf } from "./inbox";
import { countRedemptions } from "./queries";

/**
 * Counts one use against the coupon's limits, under its row lock, so two last uses can't both succeed. Only here do earlier
 * orders of the email count: a price that depended on them would reveal who has ordered. If it fails, the caller must roll back.
 */
export async function redeemCoupon(
  tx: Tx,
  coupon: Coupon,
  order: { id: OrderId; email: string },
): Promise<Result<undefined, "coupon_used_up" | "coupon_already_used">> {
  const [counted] = await tx
    .update(coupons)
    .set({ timesUsed: sql`${coupons.timesUsed} + 1` })
    .where(and(eq(coupons.id, coupon.id), coupons.active, sql`${coupons.timesUsed} < coalesce(${coupons.usageLimit}, 2147483647)`))
    .returning({ id: coupons.id });
  if (!counted) return fail("coupon_used_up");
  const { perCustomerLimit } = coupon;
  if (perCustomerLimit !== null && (await countRedemptions(tx, coupon.id, order.email)) >= perCustomerLimit)
    return fail("coupon_already_used");
  await tx.insert(couponRedemptions).values({ orderId: order.id, couponId: coupon.id, email: inboxOf(order.email) });
  return ok(undefined);
}

/** Releases the coupon of a cancelled order. */
export async function returnCoupon(tx: Tx, orderId: OrderId): Promise<void> {
  const [redeemed] = await tx
    .delete(couponRedemptions)
    .where(eq(couponRedemptions.orderId, orderId))
    .returning({ couponId: couponRedemptions.couponId });
  if (!redeemed) return;
  await tx
    .update(coupons)
    .set({ timesUsed: sql`${coupons.timesUsed} - 1` })
    .where(eq(coupons.id, redeemed.couponId));
}
