import type { MetadataRoute } from "next";
import { env } from "@/lib/core/env";
import { getCategories, getCollections, getProductAddresses } from "./_server/cache";
import { shopPages } from "./[locale]/(shop)/pages/texts";

/** Every page that search engines should know. The protocol allows 50,000 addresses in one file. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const [categories, collections, products] = await Promise.all([getCategories(), getCollections(), getProductAddresses()]);
  const paths = [
    "/",
    ...categories.map(({ slug }) => `/categories/${slug}`),
    ...collections.map(({ slug }) => `/collections/${slug}`),
    ...shopPages.map(({ slug }) => `/pages/${slug}`),
  ];
  const { SITE_URL } = env();
  return [
    ...paths.map((path) => ({ url: `${SITE_URL}${path === "/" ? "" : path}` })),
    ...products.map(({ slug, updatedAt }) => ({ url: `${SITE_URL}/products/${slug}`, lastModified: updatedAt })),
  ];
}
