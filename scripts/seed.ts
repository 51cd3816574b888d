import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { eq, sql } from "drizzle-orm";
import { type Db, openDatabase, type Tx } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { categories, collections, media, priceHistory, variants } from "@/db/schema/catalog";
import { coupons } from "@/db/schema/promotions";
import { settings } from "@/db/schema/shop";
import { transact } from "@/db/transaction";
import { coupons as demoCoupons } from "@/demo/catalog/coupons";
import { categories as demoCategories, collections as demoCollections, heroPicture } from "@/demo/catalog/groups";
import { products as demoProducts } from "@/demo/catalog/products";
import type { Picture, Product } from "@/demo/catalog/types";
import { demoSettings } from "@/demo/settings";
import type { ProductInput } from "@/lib/catalog/product-input";
import { revalidateTags } from "@/lib/catalog/revalidate-tags";
import { tags } from "@/lib/catalog/tags";
import { writeProduct } from "@/lib/catalog/write-product";
import { SYSTEM } from "@/lib/core/actor";
import { env } from "@/lib/core/env";
import type { ProductId } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { renditionNames } from "@/lib/media/names";
import { type MediaStore, openMediaStore } from "@/lib/media/store";
import { openLocalShop } from "./local-shop";
import { step } from "./progress";
import { beforeEnd, script } from "./shutdown";

const PICTURES = path.join(process.cwd(), "demo/pictures");
const DAY_MS = 86_400_000;
const FULL_PRICE_DAYS_AGO = 60;
const SALE_DAYS_AGO = 10;

/** Fills a shop with the demo catalogue. Running it again adds missing rows and changes no existing ones. */
export async function seedDemo(db: Db, store: MediaStore = openMediaStore(env()), now = new Date()): Promise<void> {
  await storePictures(db, store, [
    heroPicture,
    ...demoCollections.map(({ picture }) => picture),
    ...demoProducts.flatMap(({ images }) => images),
  ]);
  const categoryIds = await seedCategories(db);
  const collectionIds = await seedCollections(db);
  for (const [position, product] of demoProducts.entries()) {
    await transact(db, async (tx) => {
      const written = await writeProduct(tx, productInput(product, position, categoryIds, collectionIds), { now, actor: SYSTEM });
      if (!written.ok) throw new Error(`${product.slug} can't be seeded: ${written.error} ${written.skus.join(", ")}`);
      if (written.value.outcome === "created") await backdatePrices(tx, written.value.id, now);
    });
  }
  const { key: heroKey, alt: heroAlt } = heroPicture;
  await db
    .insert(settings)
    .values(Object.entries({ ...demoSettings, home: { heroKey, heroAlt } }).map(([key, value]) => ({ key, value })))
    .onConflictDoNothing();
  await db
    .insert(coupons)
    .values(
      demoCoupons.map((coupon) => ({
        ...coupon,
        minimumCents: cents(coupon.minimumCents),
        validFrom: new Date(coupon.validFrom),
        validUntil: new Date(coupon.validUntil),
      })),
    )
    .onConflictDoNothing();
  await revalidateTags(db, tags.root);
}

async function storePictures(db: Db, store: MediaStore, pictures: readonly Picture[]): Promise<void> {
  const distinct = [...new Map(pictures.map((picture) => [picture.key, picture])).values()];
  const names = distinct.flatMap(renditionNames);
  const copyNext = async (): Promise<void> => {
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      if (!(await store.has(name))) await store.write(name, await readFile(path.join(PICTURES, name)));
    }
  };
  await Promise.all(Array.from({ length: 8 }, copyNext));
  await db
    .insert(media)
    .values(distinct.map(({ key, width, height, blur }) => ({ key, width, height, blur })))
    .onConflictDoNothing();
}

async function seedCategories(db: Db): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  // Parents are listed before their children.
  for (const { parent, ...category } of demoCategories) {
    await db
      .insert(categories)
      .values({ ...category, parentId: parent === null ? null : idOf(ids, parent) })
      .onConflictDoNothing();
    const [row] = await db.select({ id: categories.id }).from(categories).where(eq(categories.slug, category.slug));
    if (row) ids.set(category.slug, row.id);
  }
  return ids;
}

async function seedCollections(db: Db): Promise<Map<string, string>> {
  await db
    .insert(collections)
    .values(demoCollections.map(({ picture, ...collection }) => ({ ...collection, mediaKey: picture.key })))
    .onConflictDoNothing();
  const rows = await db.select({ slug: collections.slug, id: collections.id }).from(collections);
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}

function productInput(
  product: Product,
  position: number,
  categoryIds: ReadonlyMap<string, string>,
  collectionIds: ReadonlyMap<string, string>,
): ProductInput {
  const { slug, name, options, category, images, publishedAt, ...rest } = product;
  const nameOf = (kind: "color" | "size", value: string | null) =>
    options.find((option) => option.kind === kind)?.values.find((candidate) => candidate.slug === value)?.name ?? null;
  const { collections: inCollections, variants: wanted, ...details } = rest;
  return {
    slug,
    name,
    details: { ...details, status: "active", categoryId: idOf(categoryIds, category), publishedAt: new Date(publishedAt) },
    options: options.map((option) => ({
      ...option,
      values: option.values.map((value) => ({ value: value.name, slug: value.slug, swatch: value.hex?.toLowerCase() ?? null })),
    })),
    variants: wanted.map(({ color, size, priceCents, salePriceCents, ...variant }) => ({
      ...variant,
      priceCents: cents(priceCents),
      salePriceCents: salePriceCents === null ? null : cents(salePriceCents),
      values: options.flatMap(({ kind }) => nameOf(kind, kind === "color" ? color : size) ?? []),
    })),
    images: images.map(({ key, alt, color }) => ({ mediaKey: key, alt, color: nameOf("color", color) })),
    collections: inCollections.map((collection) => ({ collectionId: idOf(collectionIds, collection), position })),
  };
}

/** Backdates the full price to weeks before the sale: "Lowest price in 30 days" is read from it. */
async function backdatePrices(tx: Tx, productId: ProductId, now: Date): Promise<void> {
  const fullPriceFrom = new Date(now.getTime() - FULL_PRICE_DAYS_AGO * DAY_MS);
  const saleFrom = new Date(now.getTime() - SALE_DAYS_AGO * DAY_MS);
  const ofProduct = sql`${priceHistory.variantId} in (select id from ${variants} where product_id = ${productId})`;
  await tx
    .update(priceHistory)
    .set({
      validFrom: sql`case when ${priceHistory.salePriceCents} is null then ${fullPriceFrom.toISOString()}::timestamptz else ${saleFrom.toISOString()}::timestamptz end`,
    })
    .where(ofProduct);
  await tx.execute(sql`
    insert into price_history (variant_id, price_cents, valid_from)
    select id, price_cents, ${fullPriceFrom.toISOString()}::timestamptz from variants
    where product_id = ${productId} and sale_price_cents is not null`);
}

function idOf(ids: ReadonlyMap<string, string>, slug: string): string {
  const id = ids.get(slug);
  if (id === undefined) throw new Error(`the demo catalogue refers to ${slug}, which it doesn't have`);
  return id;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await script(async () => {
    await openLocalShop();
    await migrateDatabase(env().DATABASE_URL, console.log);
    const { client, db } = openDatabase(env().DATABASE_URL);
    beforeEnd(() => client.end({ timeout: 5 }));
    await step("Demo catalogue", () => seedDemo(db));
    return 0;
  });
}
