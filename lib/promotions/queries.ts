import { and, count, eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { couponRedemptions, coupons } from "@/db/schema/promotions";
import type { Coupon } from "./coupon";

/** A coupon by its code, whatever its case. */
export async function findCoupon(db: Executor, code: string): Promise<Coupon | undefined> {
  const [coupon] = await db
    .select()
    .from(coupons)
    .where(eq(sql`upper(${coupons.code})`, code.trim().toUpperCase()));
  return coupon;
}

/** How many standing orders of this address used the coupon. */
export async function countRedemptions(db: Executor, couponId: string, email: string): Promise<number> {
  const [row] = await db
    .select({ used: count() })
    .from(couponRedemptions)
    .where(and(eq(couponRedemptions.couponId, couponId), eq(couponRedemptions.email, email.toLowerCase())));
  return row?.used ?? 0;
}
