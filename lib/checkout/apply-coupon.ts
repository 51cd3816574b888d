import type { Db } from "@/db/client";
import { setCoupon } from "@/lib/cart/change-cart";
import { findCart } from "@/lib/cart/queries";
import { goodsCents } from "@/lib/cart/types";
import type { CartId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { type CouponError, couponError } from "@/lib/promotions/coupon";
import { findCoupon } from "@/lib/promotions/queries";

/** Sets a coupon on a cart if it is valid today, or else leaves the cart unchanged. The limit per customer is checked when the order is placed. */
export async function applyCoupon(db: Db, cartId: CartId, code: string, now: Date): Promise<Result<string, CouponError>> {
  const [coupon, cart] = await Promise.all([findCoupon(db, code), findCart(db, cartId)]);
  if (!coupon) return fail("coupon_unknown");
  const error = couponError(coupon, { subtotalCents: goodsCents(cart?.lines ?? []) }, now);
  if (error) return fail(error);
  await setCoupon(db, cartId, coupon.code, now);
  return ok(coupon.code);
}
