import { describe, expect, it } from "vitest";
import type { ProductOption, ProductVariant } from "@/lib/catalog/types";
import { variantIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { choose, namesOf, queryOf, variantFromQuery } from "./selection";

const value = (slug: string) => ({ id: slug, slug, value: slug.toUpperCase(), swatch: null });
const options: ProductOption[] = [
  { name: "Colour", kind: "color", values: [value("clay"), value("moss")] },
  { name: "Size", kind: "size", values: [value("s"), value("m"), value("l")] },
];

let serial = 0;
function variant(color: string, size: string, sellable: number): ProductVariant {
  serial += 1;
  const id = variantIdSchema.parse(`0b8e1c8e-5c1a-4c6d-9a52-${String(serial).padStart(12, "0")}`);
  const price = { price: cents(3200), salePrice: null, lowest: null, percentOff: 0 };
  return { id, sku: `${color}-${size}`, barcode: null, valueIds: [color, size], ...price, sellable, lowStockThreshold: 3 };
}

const product = {
  options,
  variants: [variant("clay", "s", 0), variant("clay", "m", 4), variant("moss", "m", 0), variant("moss", "l", 2)],
};
const skuOf = (query: string) => variantFromQuery(product, query)?.sku;

describe("the chosen variant", () => {
  it("is the first available one if the URL names none", () => {
    expect(skuOf("")).toBe("clay-m");
    expect(skuOf("?color=nope&size=9")).toBe("clay-m");
  });

  it("is the one that the URL names, sold out or not", () => {
    expect(skuOf("?color=clay&size=s")).toBe("clay-s");
    expect(skuOf("?color=moss")).toBe("moss-l");
  });

  it("keeps the size when the colour changes, or takes the closest variant if that size does not exist", () => {
    const [claySmall, clayMedium] = product.variants;
    if (!claySmall || !clayMedium) throw new Error("variants are missing");
    expect(choose(product, clayMedium, 0, "moss").sku).toBe("moss-m");
    expect(choose(product, claySmall, 0, "moss").sku).toBe("moss-l");
    expect(choose(product, clayMedium, 1, "l").sku).toBe("moss-l");
  });

  it("is written into the URL and named in words", () => {
    const [first] = product.variants;
    if (!first) throw new Error("variants are missing");
    expect(queryOf(product, first)).toBe("?color=clay&size=s");
    expect(namesOf(product, first)).toBe("CLAY, S");
  });

  it("is the only variant of a product without options", () => {
    const only = { ...variant("", "", 1), valueIds: [] };
    expect(variantFromQuery({ options: [], variants: [only] }, "?color=clay")).toBe(only);
    expect(queryOf({ options: [], variants: [only] }, only)).toBe("");
  });
});
