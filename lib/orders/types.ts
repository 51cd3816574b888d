import type { Cents } from "@/lib/core/money";

/** A postal address as it was given. Country is ISO 3166-1 alpha-2. */
export type Address = {
  firstName: string;
  lastName: string;
  address: string;
  /** Flat, floor, care of; may be empty. */
  address2: string;
  postalCode: string;
  city: string;
  country: string;
};

/** Only an order whose hold ran out (`expired`) comes back when it is paid late. */
export type CancelReason = "expired" | "replaced" | "customer" | "staff";

/** What one VAT rate holds of a total. Rate 2500 is 25 %; net + VAT = gross. */
export type VatShare = { rateBasisPoints: number; netCents: Cents; vatCents: Cents };
