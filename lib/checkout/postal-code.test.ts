import { expect, it } from "vitest";
import { shippingCountries, shippingSettings } from "@/lib/shipping/rates";
import { isPostalCode } from "./postal-code";
import { POSTAL_EXAMPLES } from "./postal-examples";

it("has a valid example for each country that parcels go to", () => {
  const countries = shippingCountries(shippingSettings.parse({}));
  expect(countries.filter((country) => !isPostalCode(POSTAL_EXAMPLES[country] ?? "", country))).toEqual([]);
});

it("takes what it has no rule for", () => {
  expect(isPostalCode("anything", "ZZ")).toBe(true);
});
