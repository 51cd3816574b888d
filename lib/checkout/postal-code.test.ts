import { expect, it } from "vitest";
import { shippingCountries, shippingSettings } from "@/lib/shipping/rates";
import { isPostalCode } from "./postal-code";
import { POSTAL_EXAMPLES } from "./postal-examples";

it("has a valid example for each delivery country", () => {
  const countries = shippingCountries(shippingSettings.parse({}));
  expect(countries.filter((country) => !isPostalCode(POSTAL_EXAMPLES[country] ?? "", country))).toEqual([]);
});

it("accepts any code of a country without a known format", () => {
  expect(isPostalCode("anything", "ZZ")).toBe(true);
});
