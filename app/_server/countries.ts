import { getExampleNumber, isSupportedCountry } from "libphonenumber-js/min";
import examples from "libphonenumber-js/mobile/examples";
import { POSTAL_EXAMPLES } from "@/lib/checkout/postal-examples";
import type { CheckoutCountry } from "@/lib/checkout/state";
import { countryName } from "@/lib/core/regions";
import type { ShopSettings } from "@/lib/settings/settings";
import { shippingCountries } from "@/lib/shipping/rates";

/** Where parcels go, by name; the shop's own country stands first. */
export function listCountries({ shipping, company }: ShopSettings): { code: string; name: string }[] {
  return shippingCountries(shipping)
    .map((code) => ({ code, name: countryName(code) }))
    .toSorted((a, b) => Number(b.code === company.country) - Number(a.code === company.country) || a.name.localeCompare(b.name));
}

/** The same with examples of how phone numbers and postal codes are written there. */
export function listCheckoutCountries(settings: ShopSettings): CheckoutCountry[] {
  return listCountries(settings).map(({ code, name }) => ({
    code,
    name,
    phone: (isSupportedCountry(code) && getExampleNumber(code, examples)?.formatNational()) || "",
    postalCode: POSTAL_EXAMPLES[code] ?? "",
  }));
}
