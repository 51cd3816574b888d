import { getExampleNumber, isSupportedCountry } from "libphonenumber-js/min";
import examples from "libphonenumber-js/mobile/examples";
import { POSTAL_EXAMPLES } from "@/lib/checkout/postal-examples";
import type { CheckoutCountry } from "@/lib/checkout/state";
import { countryName } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { ShopSettings } from "@/lib/settings/settings";
import { shippingCountries } from "@/lib/shipping/rates";

/** The delivery countries by name, the shop's own first. */
export function listCountries({ shipping, company }: ShopSettings, locale: Locale): { code: string; name: string }[] {
  return shippingCountries(shipping)
    .map((code) => ({ code, name: countryName(code, locale) }))
    .toSorted((a, b) => Number(b.code === company.country) - Number(a.code === company.country) || a.name.localeCompare(b.name, locale));
}

/** The delivery countries with an example of their phone numbers and postal codes. */
export function listCheckoutCountries(settings: ShopSettings, locale: Locale): CheckoutCountry[] {
  return listCountries(settings, locale).map(({ code, name }) => ({
    code,
    name,
    phone: (isSupportedCountry(code) && getExampleNumber(code, examples)?.formatNational()) || "",
    postalCode: POSTAL_EXAMPLES[code] ?? "",
  }));
}
