import { z } from "zod";
import { EU_COUNTRIES } from "@/lib/core/eu-countries";
import { addCents, type Cents, cents, prorateCents, ZERO } from "@/lib/core/money";
import { SHIPPING_METHODS, type ShippingMethod } from "./types";

const amount = z.int().nonnegative().transform(cents);

const zone = z.object({
  name: z.string(),
  countries: z.array(z.string().length(2)),
  methods: z.object({
    standard: z.object({ cents: amount, days: z.tuple([z.int(), z.int()]) }),
    express: z.object({ cents: amount, days: z.tuple([z.int(), z.int()]) }).optional(),
  }),
});

export const shippingSettings = z.object({
  zones: z.array(zone).default([
    {
      name: "Croatia",
      countries: ["HR"],
      methods: { standard: { cents: cents(500), days: [1, 3] }, express: { cents: cents(1500), days: [1, 1] } },
    },
    {
      name: "European Union",
      countries: EU_COUNTRIES.filter((country) => country !== "HR"),
      methods: { standard: { cents: cents(1000), days: [3, 6] }, express: { cents: cents(2500), days: [2, 3] } },
    },
    {
      name: "International",
      countries: ["AL", "AU", "BA", "CA", "CH", "GB", "IS", "JP", "LI", "ME", "MK", "NO", "NZ", "RS", "US"],
      methods: { standard: { cents: cents(2000), days: [6, 14] }, express: { cents: cents(4000), days: [3, 6] } },
    },
  ]),
  /** Parcels above this weight cost `perKilogramCents` more, pro rata. */
  includedGrams: z.int().nonnegative().default(5000),
  perKilogramCents: amount.default(cents(200)),
  /** Standard delivery is free from this goods total, after discounts; null: never. */
  freeFromCents: amount.nullable().default(null),
});

export type ShippingSettings = z.infer<typeof shippingSettings>;

export type ShippingOption = { method: ShippingMethod; cents: Cents /** Working days, from and to. */; days: readonly [number, number] };

/** The countries that the shop delivers to, ISO 3166-1 alpha-2. */
export function shippingCountries(settings: ShippingSettings): string[] {
  return settings.zones.flatMap((zone) => zone.countries);
}

/** The delivery options to a country with their cost. Empty if the shop does not deliver there. */
export function shippingOptions(
  settings: ShippingSettings,
  parcel: { country: string; weightGrams: number; goodsCents: Cents },
): ShippingOption[] {
  const zone = settings.zones.find(({ countries }) => countries.includes(parcel.country));
  if (!zone) return [];
  const overweight = prorateCents(settings.perKilogramCents, Math.max(0, parcel.weightGrams - settings.includedGrams), 1000);
  const free = settings.freeFromCents !== null && parcel.goodsCents >= settings.freeFromCents;
  return SHIPPING_METHODS.flatMap((method) => {
    const rate = zone.methods[method];
    if (!rate) return [];
    return [{ method, cents: free && method === "standard" ? ZERO : addCents(rate.cents, overweight), days: rate.days }];
  });
}
