import { asc, desc, eq, getTableColumns } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { categories, collections, media, products } from "@/db/schema/catalog";
import type { Category, Collection, Picture } from "./types";
import { isOffered } from "./variant-sql";

const { key, width, height, blur } = getTableColumns(media);

/** All categories in menu order. One statement. */
export async function listCategories(db: Executor): Promise<Category[]> {
  const rows = await db
    .select({
      id: categories.id,
      parentId: categories.parentId,
      slug: categories.slug,
      name: categories.name,
      description: categories.description,
      media: { key, width, height, blur },
    })
    .from(categories)
    .leftJoin(media, eq(media.key, categories.mediaKey))
    .orderBy(asc(categories.position), asc(categories.name));
  return rows.map(({ media: picture, ...category }) => ({ ...category, picture: picture && { ...picture, alt: "" } }));
}

/** All collections in their order. One statement. */
export async function listCollections(db: Executor): Promise<Collection[]> {
  const rows = await db
    .select({
      id: collections.id,
      slug: collections.slug,
      name: collections.name,
      description: collections.description,
      media: { key, width, height, blur },
    })
    .from(collections)
    .leftJoin(media, eq(media.key, collections.mediaKey))
    .orderBy(asc(collections.position), asc(collections.name));
  return rows.map(({ media: picture, ...collection }) => ({ ...collection, picture: picture && { ...picture, alt: "" } }));
}

/** Whether a category or collection has this slug. One statement. */
export async function isListed(db: Executor, kind: "categories" | "collections", slug: string): Promise<boolean> {
  const table = kind === "categories" ? categories : collections;
  return (await db.select({ slug: table.slug }).from(table).where(eq(table.slug, slug))).length > 0;
}

/** A stored picture by its key. One statement. */
export async function findPicture(db: Executor, wanted: string, alt: string): Promise<Picture | undefined> {
  const [picture] = await db.select({ key, width, height, blur }).from(media).where(eq(media.key, wanted));
  return picture && { ...picture, alt };
}

/** The path from the top category to this one, which comes last; empty for an unknown one. */
export function categoryPath(all: readonly Category[], id: string | null): Category[] {
  const category = all.find((each) => each.id === id);
  return category ? [...categoryPath(all, category.parentId), category] : [];
}

/** The slugs of all offered products with the time of their last change, for the sitemap. One statement. */
export async function listProductAddresses(db: Executor): Promise<{ slug: string; updatedAt: Date }[]> {
  return db
    .select({ slug: products.slug, updatedAt: products.updatedAt })
    .from(products)
    .where(isOffered)
    .orderBy(desc(products.publishedAt), products.id)
    .limit(49_000);
}
