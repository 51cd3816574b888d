import type { Coupon } from "./types";

const VALID = { validFrom: "2026-01-01T00:00:00.000Z", validUntil: "2027-12-31T22:59:59.000Z" } as const;

export const coupons: readonly Coupon[] = [
  { code: "WELCOME10", kind: "percentage", value: 10, minimumCents: 3000, usageLimit: null, perCustomerLimit: 1, ...VALID },
  { code: "AUTUMN15", kind: "fixed", value: 1500, minimumCents: 10000, usageLimit: 200, perCustomerLimit: null, ...VALID },
];
