import type { ShopSettings } from "@/lib/settings";
import { shippingCountries } from "@/lib/shipping/rates";

const names = new Intl.DisplayNames("en", { type: "region" });

export type CountryName = { code: string; name: string };

/** Where parcels go, by name; the shop's own country stands first. */
export function listCountries({ shipping, company }: ShopSettings): CountryName[] {
  return shippingCountries(shipping)
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .toSorted((a, b) => Number(b.code === company.country) - Number(a.code === company.country) || a.name.localeCompare(b.name));
}
