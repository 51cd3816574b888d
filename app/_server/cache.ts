import { cacheLife, cacheTag } from "next/cache";
import type { Filters } from "@/lib/catalog/filters";
import * as product from "@/lib/catalog/find-product";
import * as lists from "@/lib/catalog/list-products";
import * as navigation from "@/lib/catalog/navigation";
import * as suggestions from "@/lib/catalog/suggest";
import { tags } from "@/lib/catalog/tags";
import type { Category, Collection, Picture, ProductCard, ProductDetails, ProductList, Suggestion } from "@/lib/catalog/types";
import { building } from "@/lib/core/env";
import type { ProductId } from "@/lib/core/ids";
import { isSlug } from "@/lib/core/slug";
import { defaultSettings, getSettings, type ShopSettings } from "@/lib/settings/settings";
import { currentTime } from "./clock";
import { database } from "./database";

// Cached reads of the catalogue. The build has no database and sees an empty shop, so starting purges the root tag.
// A page remains usable for a year if the database can't be reached; a change purges it by tag long before.
const life = { stale: 300, revalidate: 3600, expire: 31_536_000 };

export async function getCategories(): Promise<Category[]> {
  "use cache";
  cacheLife(life);
  cacheTag(tags.root, tags.navigation);
  return building ? [] : navigation.listCategories(database());
}

export async function getCollections(): Promise<Collection[]> {
  "use cache";
  cacheLife(life);
  cacheTag(tags.root, tags.navigation);
  return building ? [] : navigation.listCollections(database());
}

export async function getShopSettings(): Promise<ShopSettings> {
  "use cache";
  cacheLife(life);
  cacheTag(tags.root, tags.settings);
  return building ? defaultSettings : getSettings(database());
}

/** The large picture of the home page: the owner's choice, or else the first collection's. */
export async function getHero(): Promise<Picture | undefined> {
  "use cache";
  cacheLife(life);
  cacheTag(tags.root, tags.settings, tags.navigation);
  if (building) return undefined;
  const { home } = await getSettings(database());
  const chosen = await navigation.findPicture(database(), home.heroKey, home.heroAlt);
  return chosen ?? (await navigation.listCollections(database())).find(({ picture }) => picture)?.picture ?? undefined;
}

export async function getProduct(slug: string): Promise<ProductDetails | undefined> {
  return isSlug(slug) ? readProduct(slug) : undefined;
}

async function readProduct(slug: string): Promise<ProductDetails | undefined> {
  "use cache";
  cacheLife(life);
  cacheTag(tags.root, tags.product(slug));
  return building ? undefined : product.findProduct(database(), slug);
}

export async function getRelated(id: ProductId, categoryId: string | null): Promise<ProductCard[]> {
  "use cache";
  cacheLife(life);
  const cards = building ? [] : await product.listRelated(database(), id, categoryId, await currentTime());
  cacheTag(tags.root, ...cards.map((card) => tags.product(card.slug)));
  return cards;
}

export async function getProducts(scope: { category?: string; collection?: string }, filters: Filters): Promise<ProductList> {
  "use cache";
  cacheLife(life);
  const list = building
    ? { cards: [], total: 0, facets: { colors: [], sizes: [], categories: [], inStock: 0, price: null } }
    : await lists.listProducts(database(), scope, filters, await currentTime());
  cacheTag(tags.root, tags.listings, ...list.cards.map((card) => tags.product(card.slug)));
  return list;
}

export async function getSuggestions(q: string): Promise<Suggestion[]> {
  "use cache";
  cacheLife(life);
  cacheTag(tags.root, tags.listings);
  return suggestions.suggest(database(), q);
}

export async function getProductAddresses(): Promise<{ slug: string; updatedAt: Date }[]> {
  "use cache";
  cacheLife(life);
  cacheTag(tags.root, tags.listings);
  return building ? [] : navigation.listProductAddresses(database());
}
