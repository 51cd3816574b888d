import type { FreeTerms } from "./port/payment-terms";

/** For orders with nothing to pay, such as one whose coupon covers everything. `offeredMethods` offers it to them alone. */
export const free: FreeTerms = {
  kind: "nothing_to_pay",
  holdMinutes: null,
  offers: () => true,
  missing: () => ({ variables: [], settings: [] }),
};
