import type { Cents } from "@/lib/core/money";

export type Coupon = {
  id: string;
  code: string;
  kind: "percentage" | "fixed";
  /** Whole percent or cents. */
  value: number;
  minimumCents: Cents;
  validFrom: Date;
  validUntil: Date | null;
  usageLimit: number | null;
  perCustomerLimit: number | null;
  timesUsed: number;
  active: boolean;
};

export type CouponError =
  | "coupon_unknown"
  | "coupon_not_yet"
  | "coupon_expired"
  | "coupon_used_up"
  | "coupon_minimum"
  | "coupon_already_used";

/** Why a coupon is not valid now, or null. `redeemCoupon` checks the limit per customer. */
export function couponError(coupon: Coupon, order: { subtotalCents: Cents }, now: Date): CouponError | null {
  if (!coupon.active) return "coupon_unknown";
  if (now < coupon.validFrom) return "coupon_not_yet";
  if (coupon.validUntil && now >= coupon.validUntil) return "coupon_expired";
  if (coupon.usageLimit !== null && coupon.timesUsed >= coupon.usageLimit) return "coupon_used_up";
  if (order.subtotalCents < coupon.minimumCents) return "coupon_minimum";
  return null;
}
