import { existsSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { wardrobe } from "../artwork/wardrobe";
import { checkDigit } from "./codes";
import { coupons } from "./coupons";
import { categories, collections, heroPicture } from "./groups";
import { colours } from "./palette";
import { products } from "./products";

const pictures = fileURLToPath(new URL("../pictures/", import.meta.url));
const variants = products.flatMap((product) => product.variants);
const images = products.flatMap((product) => product.images);
const everyPicture = [...images, ...collections.map((collection) => collection.picture), heroPicture];

const repeated = (values: readonly string[]) => values.filter((value, i) => values.indexOf(value) !== i);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("demo catalogue", () => {
  it("is large enough to look like a shop", () => {
    expect(products.length).toBeGreaterThanOrEqual(48);
    expect(categories).toHaveLength(6);
    expect(collections).toHaveLength(4);
    expect(colours.length).toBeGreaterThanOrEqual(10);
    expect(variants.length).toBeGreaterThanOrEqual(300);
  });

  it("never uses a slug, SKU or barcode twice", () => {
    expect(repeated(products.map((product) => product.slug))).toEqual([]);
    expect(repeated(categories.map((category) => category.slug))).toEqual([]);
    expect(repeated(collections.map((collection) => collection.slug))).toEqual([]);
    expect(repeated(variants.map((variant) => variant.sku))).toEqual([]);
    expect(repeated(variants.map((variant) => variant.barcode))).toEqual([]);
  });

  it("has slugs and SKUs of plain characters", () => {
    for (const product of products) expect(product.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const variant of variants) expect(variant.sku).toMatch(/^[A-Z0-9]+(-[A-Z0-9]+)*$/);
  });

  it("has EAN-13 barcodes with the right check digit", () => {
    expect(checkDigit("400638133393")).toBe(1);
    for (const { barcode } of variants) {
      expect(barcode).toMatch(/^\d{13}$/);
      expect(Number(barcode.at(-1))).toBe(checkDigit(barcode.slice(0, 12)));
    }
  });

  it("puts every product into known categories and collections, and leaves none of them empty", () => {
    const used = new Set(products.flatMap((product) => [product.category, ...product.collections]));
    const known = [...categories, ...collections].map((group) => group.slug);
    expect([...used].sort()).toEqual([...known].sort());
  });

  it("offers each combination of a product's options once", () => {
    for (const product of products) {
      const valuesOf = (kind: "color" | "size") =>
        product.options.find((option) => option.kind === kind)?.values.map((value) => value.slug) ?? [null];
      const wanted = valuesOf("color").flatMap((color) => valuesOf("size").map((size) => `${color} ${size}`));
      expect(product.variants.map((variant) => `${variant.color} ${variant.size}`)).toEqual(wanted);
    }
  });

  it("prices in whole cents, every sale below its price", () => {
    for (const { priceCents, salePriceCents } of variants) {
      expect(Number.isInteger(priceCents) && priceCents > 0).toBe(true);
      if (salePriceCents !== null) {
        expect(Number.isInteger(salePriceCents) && salePriceCents > 0).toBe(true);
        expect(salePriceCents).toBeLessThan(priceCents);
      }
    }
    expect(products.filter((product) => product.variants.some((variant) => variant.salePriceCents !== null)).length).toBeGreaterThanOrEqual(
      8,
    );
  });

  it("shows every state of stock", () => {
    expect(variants.every((variant) => Number.isInteger(variant.onHand) && variant.onHand >= 0)).toBe(true);
    expect(variants.some((variant) => variant.onHand === 0)).toBe(true);
    expect(variants.some((variant) => variant.onHand >= 1 && variant.onHand <= 3)).toBe(true);
    expect(products.filter((product) => product.variants.every((variant) => variant.onHand === 0))).toHaveLength(1);
  });

  it("has every kind of product: two options, one, none", () => {
    const kinds = new Set(products.map((product) => product.options.map((option) => option.kind).join("+")));
    expect([...kinds].sort()).toEqual(["", "color", "color+size", "size"]);
  });

  it("gives the details that the law and shoppers require", () => {
    for (const product of products) {
      for (const text of [product.subtitle, product.material, product.care, product.manufacturer, product.responsiblePerson])
        expect(text).not.toBe("");
      expect(product.descriptionHtml).toMatch(/^(<p>[^<]+<\/p>)+(<ul>(<li>[^<]+<\/li>)+<\/ul>)?$/);
      expect(product.descriptionHtml).not.toContain("!");
      expect(product.variants.every((variant) => variant.weightGrams > 0)).toBe(true);
      expect(new Date(product.publishedAt).getUTCFullYear()).toBe(2026);
    }
    expect(products.some((product) => product.name.includes("Žumberak"))).toBe(true);
    expect(products.some((product) => !product.returnable)).toBe(true);
  });

  it("has two coupons that are valid through 2027", () => {
    expect(coupons.map((coupon) => coupon.code)).toEqual(["WELCOME10", "AUTUMN15"]);
    for (const coupon of coupons) expect(new Date(coupon.validUntil).getUTCFullYear()).toBe(2027);
  });
});

describe("demo pictures", () => {
  it("shows every product in full and close up, in each of its colours", () => {
    for (const product of products) {
      const shades = product.options.find((option) => option.kind === "color")?.values.map((value) => value.slug) ?? [null];
      expect(product.images.map((image) => image.color)).toEqual(shades.flatMap((shade) => [shade, shade]));
      expect(wardrobe[product.slug]?.colours.length).toBe(shades.length);
    }
    expect(Object.keys(wardrobe).sort()).toEqual(products.map((product) => product.slug).sort());
  });

  it("has every picture in both formats, at its width and at half of it", () => {
    const missing = everyPicture.flatMap(({ key, width }) =>
      [width, width / 2]
        .flatMap((w) => ["avif", "webp"].map((format) => `${key}-${w}.${format}`))
        .filter((file) => !existsSync(pictures + file)),
    );
    expect(missing).toEqual([]);
  });

  it("has product pictures of 4:5 with alternative texts and small previews", () => {
    for (const { width, height } of images) expect(height / width).toBe(1.25);
    for (const { key, alt, blur } of everyPicture) {
      expect(key).toMatch(/^[a-z0-9][a-z0-9-]*$/);
      expect(alt).not.toBe("");
      expect(blur).toMatch(/^data:image\/webp;base64,/);
      expect(blur.length).toBeLessThan(300);
    }
  });

  it("takes at most 20 MB and has no unused files", () => {
    const files = readdirSync(pictures);
    expect(sum(files.map((file) => statSync(pictures + file).size))).toBeLessThanOrEqual(20 * 1024 * 1024);
    const keys = new Set(everyPicture.map((picture) => picture.key));
    expect(files.filter((file) => file !== "manifest.json" && !keys.has(file.replace(/-\d+\.(avif|webp)$/, "")))).toEqual([]);
  });
});
