import { beforeAll, describe, expect, it } from "vitest";
import { categories, collections, optionValues, productCollections, productOptions, type products } from "@/db/schema/catalog";
import { createProduct, createVariant, testDatabase } from "@/db/testing";
import type { ProductId } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { parseFilters } from "./filters";
import { findProduct, listRelated } from "./find-product";
import { listProducts } from "./list-products";
import { suggest } from "./suggest";

const { db } = await testDatabase();
const now = new Date("2026-11-20T10:00:00Z");

type LineQuantity = { color: string | null; size: string; price: number; sale?: number; onHand?: number };

/** Creates a product in colours and sizes, published this many days ago. */
async function publish(
  slug: string,
  name: string,
  daysAgo: number,
  values: Partial<typeof products.$inferInsert>,
  variants: LineQuantity[],
) {
  const product = await createProduct(db, { slug, name, publishedAt: new Date(now.getTime() - daysAgo * 86_400_000), ...values });
  const colors = await option(product.id, 1, "Colour", "color", [...new Set(variants.flatMap(({ color }) => color ?? []))]);
  const sizes = await option(product.id, 2, "Size", "size", [...new Set(variants.map(({ size }) => size))]);
  for (const { color, size, price, sale, onHand = 5 } of variants) {
    await createVariant(db, {
      productId: product.id,
      value1Id: color && colors.get(color),
      value2Id: sizes.get(size),
      priceCents: cents(price),
      salePriceCents: sale === undefined ? null : cents(sale),
      onHand,
    });
  }
  return product;
}

async function option(productId: ProductId, position: number, name: string, kind: "color" | "size", slugs: string[]) {
  const ids = new Map<string, string>();
  if (slugs.length === 0) return ids;
  const [row] = await db.insert(productOptions).values({ productId, position, name, kind }).returning();
  if (!row) throw new Error("no option was inserted");
  const rows = await db
    .insert(optionValues)
    .values(slugs.map((slug, index) => ({ optionId: row.id, slug, value: slug.toUpperCase(), position: index })))
    .returning();
  for (const value of rows) ids.set(value.slug, value.id);
  return ids;
}

async function category(slug: string, parentId?: string) {
  const [row] = await db.insert(categories).values({ slug, name: slug, parentId }).returning();
  if (!row) throw new Error("no category was inserted");
  return row.id;
}

beforeAll(async () => {
  const tops = await category("tops");
  const shirts = await category("t-shirts", tops);
  const bags = await category("bags");
  const everyday = await publish("everyday-t-shirt", "Everyday T-shirt", 10, { categoryId: shirts, material: "Organic cotton" }, [
    { color: "clay", size: "m", price: 3200 },
    { color: "clay", size: "l", price: 3200, onHand: 0 },
    { color: "moss", size: "s", price: 3400 },
  ]);
  await publish("zumberak-hoodie", "Žumberak hoodie", 5, { categoryId: tops, material: "Brushed organic cotton" }, [
    { color: "moss", size: "m", price: 9500, sale: 7600 },
    { color: "moss", size: "l", price: 9500, sale: 7600 },
  ]);
  await publish("brac-overshirt", "Brač overshirt", 1, { categoryId: tops, material: "Washed linen" }, [
    { color: "clay", size: "l", price: 11900, onHand: 0 },
  ]);
  const tote = await createProduct(db, { slug: "market-tote", name: "Market tote", categoryId: bags, publishedAt: now });
  await createVariant(db, { productId: tote.id, priceCents: cents(2800) });
  const hidden = await createProduct(db, { slug: "hidden", name: "Hidden T-shirt", status: "draft", categoryId: shirts });
  await createVariant(db, { productId: hidden.id });
  const [coast] = await db.insert(collections).values({ slug: "coast", name: "The coast" }).returning();
  if (!coast) throw new Error("no collection was inserted");
  await db.insert(productCollections).values([
    { productId: everyday.id, collectionId: coast.id },
    { productId: tote.id, collectionId: coast.id },
  ]);
});

const list = (parameters: Parameters<typeof parseFilters>[0], scope = {}) => listProducts(db, scope, parseFilters(parameters), now);
const slugs = async (parameters: Parameters<typeof parseFilters>[0], scope = {}) =>
  (await list(parameters, scope)).cards.map(({ slug }) => slug);
const counts = (values: readonly { slug: string; count: number }[]) => Object.fromEntries(values.map(({ slug, count }) => [slug, count]));

describe("search", () => {
  it.each([
    ["cotn tshirt", ["everyday-t-shirt"]],
    ["zumberak", ["zumberak-hoodie"]],
    ["ŽUMBERAK", ["zumberak-hoodie"]],
    ["t-shirts", ["everyday-t-shirt"]],
    ["brac", ["brac-overshirt"]],
    ["cotton hoodie", ["zumberak-hoodie"]],
    ["nothing-like-it", []],
    ["%", []],
    ["' | !", []],
  ])("%s finds %j", async (q, found) => {
    expect(await slugs({ q })).toEqual(found);
  });

  it("never finds products that are not on offer", async () => {
    expect(await slugs({ q: "hidden" })).toEqual([]);
  });

  it("suggests results during typing", async () => {
    expect((await suggest(db, "zum")).map(({ path }) => path)).toEqual(["/products/zumberak-hoodie"]);
    expect((await suggest(db, "bag")).map(({ path }) => path)).toEqual(["/categories/bags"]);
    expect(await suggest(db, "-")).toEqual([]);
  });
});

describe("filters", () => {
  it("accept a category with all its subcategories, and a collection", async () => {
    expect(await slugs({}, { category: "tops" })).toEqual(["brac-overshirt", "zumberak-hoodie", "everyday-t-shirt"]);
    expect(await slugs({ category: "t-shirts" })).toEqual(["everyday-t-shirt"]);
    expect(await slugs({}, { collection: "coast" })).toEqual(["market-tote", "everyday-t-shirt"]);
    expect(await slugs({ collection: "coast" }, { category: "tops" })).toEqual(["everyday-t-shirt"]);
  });

  it("must all be met by one variant", async () => {
    expect(await slugs({ color: "clay", size: "l" })).toEqual(["brac-overshirt", "everyday-t-shirt"]);
    expect(await slugs({ color: "clay", size: "l", in_stock: "1" })).toEqual([]);
    expect(await slugs({ color: ["clay", "moss"], size: "m" })).toEqual(["zumberak-hoodie", "everyday-t-shirt"]);
  });

  it("compare with the current price, bounds included", async () => {
    expect(await slugs({ min: "76", max: "76" })).toEqual(["zumberak-hoodie"]);
    expect(await slugs({ min: "76.01", max: "118.99" })).toEqual([]);
    expect(await slugs({ max: "28" })).toEqual(["market-tote"]);
  });
});

describe("facets", () => {
  it("count products under all other filters, not under their own", async () => {
    const { facets, total } = await list({ color: "clay" }, { category: "tops" });
    expect(total).toBe(2);
    expect(counts(facets.colors)).toEqual({ clay: 2, moss: 2 });
    expect(counts(facets.sizes)).toEqual({ m: 1, l: 2 });
    expect(counts(facets.categories)).toEqual({ "t-shirts": 1, tops: 1 });
    expect(facets.inStock).toBe(1);
    expect(facets.price).toEqual({ min: 3200, max: 11900 });
  });

  it("order sizes from small to large", async () => {
    expect((await list({})).facets.sizes.map(({ slug }) => slug)).toEqual(["s", "m", "l"]);
  });
});

describe("order and pages", () => {
  it.each([
    ["newest", ["market-tote", "brac-overshirt", "zumberak-hoodie", "everyday-t-shirt"]],
    ["price-up", ["market-tote", "everyday-t-shirt", "zumberak-hoodie", "brac-overshirt"]],
    ["price-down", ["brac-overshirt", "zumberak-hoodie", "everyday-t-shirt", "market-tote"]],
    ["name", ["brac-overshirt", "everyday-t-shirt", "market-tote", "zumberak-hoodie"]],
  ])("%s", async (sort, order) => {
    expect(await slugs({ sort })).toEqual(order);
  });

  it("shows each product once across all pages", async () => {
    const many = await category("many");
    for (let index = 0; index < 30; index += 1) {
      const product = await createProduct(db, { categoryId: many, publishedAt: now });
      await createVariant(db, { productId: product.id });
    }
    const scope = { category: "many" };
    const [first, second, third] = await Promise.all(["1", "2", "3"].map((page) => list({ page }, scope)));
    expect([first?.cards.length, second?.cards.length, third?.cards.length]).toEqual([24, 6, 0]);
    expect(first?.total).toBe(30);
    expect(new Set([...(first?.cards ?? []), ...(second?.cards ?? [])].map(({ id }) => id)).size).toBe(30);
  });
});

describe("a product", () => {
  it("is shown with its options, variants and the lowest price beside a reduced one", async () => {
    const product = await findProduct(db, "zumberak-hoodie");
    expect(product?.options.map(({ kind, values }) => [kind, values.map(({ slug }) => slug)])).toEqual([
      ["color", ["moss"]],
      ["size", ["m", "l"]],
    ]);
    expect(product?.variants.map(({ price, salePrice, lowest, sellable }) => [price, salePrice, lowest, sellable])).toEqual([
      [9500, 7600, 7600, 5],
      [9500, 7600, 7600, 5],
    ]);
  });

  it("stays hidden while it is a draft", async () => {
    expect(await findProduct(db, "hidden")).toBeUndefined();
    expect(await findProduct(db, "unknown")).toBeUndefined();
  });

  it("is related to those that share a collection first, then to those of its category", async () => {
    const product = await findProduct(db, "everyday-t-shirt");
    if (!product) throw new Error("the product is gone");
    expect((await listRelated(db, product.id, product.categoryId, now)).map(({ slug }) => slug)).toEqual(["market-tote"]);
  });
});
