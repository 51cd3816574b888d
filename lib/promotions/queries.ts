import { and, eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { couponRedemptions, coupons } from "@/db/schema/promotions";
import { ordersAwaitingPayment } from "@/lib/cart/orders-awaiting-payment";
import type { CartId } from "@/lib/core/ids";
import type { Coupon } from "./coupon";
import { inboxOf } from "./inbox";

/** Finds a coupon by its code, ignoring case. */
export async function findCoupon(db: Executor, code: string): Promise<Coupon | undefined> {
  const [coupon] = await db
    .select()
    .from(coupons)
    .where(eq(sql`upper(${coupons.code})`, code.trim().toUpperCase()));
  return coupon;
}

/** Counts the orders of this address's inbox, not cancelled, that used the coupon. */
export async function countRedemptions(db: Executor, couponId: string, email: string): Promise<number> {
  const isTheirs = and(eq(couponRedemptions.couponId, couponId), eq(couponRedemptions.email, inboxOf(email)));
  return await db.$count(couponRedemptions, isTheirs);
}

/** Counts how often the cart's own unpaid order has used the coupon: 0 or 1. */
export async function countOwnRedemptions(db: Executor, couponId: string, cartId: CartId): Promise<number> {
  return await db.$count(
    couponRedemptions,
    sql`${couponRedemptions.couponId} = ${couponId} and ${couponRedemptions.orderId} in (${ordersAwaitingPayment(cartId)})`,
  );
}
