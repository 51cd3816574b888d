import { z } from "zod";
import { isEuCountry } from "@/lib/core/eu-countries";
import { type Cents, prorateCents } from "@/lib/core/money";

export const vatSettings = z.object({
  /** Where the seller is established; ISO 3166-1 alpha-2. */
  home: z.string().length(2).default("HR"),
  /** On: uses the rate of the buyer's country within the EU (One Stop Shop; Directive 2006/112/EC, Art. 33 and 369a). */
  destination: z.boolean().default(false),
});

export type VatSettings = z.infer<typeof vatSettings>;

/** One row of `tax_rates`. `validFrom` is an ISO date; 2500 is 25 %. */
export type TaxRate = { country: string; class: string; rateBasisPoints: number; validFrom: string };

const zagrebDate = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Zagreb" });

/** The calendar day of a supply, where the shop is established: an ISO date. */
export function taxDate(now: Date): string {
  return zagrebDate.format(now);
}

/** Thrown if no rate is stored for a country that needs one: selling at a guessed rate would be wrong. */
export class MissingTaxRate extends Error {}

/**
 * The rate for goods sent to `country` on `date` (ISO date), in basis points.
 * Exports are taxed at 0 (Directive 2006/112/EC, Art. 146); the displayed price does not change.
 */
export function vatRate(rates: readonly TaxRate[], settings: VatSettings, country: string, date: string, taxClass = "standard"): number {
  if (!isEuCountry(country)) return 0;
  const taxedIn = settings.destination ? country : settings.home;
  const inForce = rates
    .filter((rate) => rate.country === taxedIn && rate.class === taxClass && rate.validFrom <= date)
    .toSorted((a, b) => b.validFrom.localeCompare(a.validFrom))[0];
  if (!inForce) throw new MissingTaxRate(`no ${taxClass} VAT rate for ${taxedIn} on ${date}`);
  return inForce.rateBasisPoints;
}

/** The VAT contained in a gross amount, half-up to the cent. */
export function vatInside(grossCents: Cents, rateBasisPoints: number): Cents {
  return prorateCents(grossCents, rateBasisPoints, 10_000 + rateBasisPoints);
}
