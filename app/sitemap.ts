import type { MetadataRoute } from "next";
import { env } from "@/lib/core/env";
import { localePath } from "@/lib/core/locale-path";
import { offeredLocales } from "@/lib/core/offered-locales";
import { getCategories, getCollections, getProductAddresses } from "./_server/cache";
import { shopPages } from "./[locale]/(shop)/pages/texts";

/** Every page that search engines should index, in every language. The protocol allows 50,000 URLs per file. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const [categories, collections, products] = await Promise.all([getCategories(), getCollections(), getProductAddresses()]);
  const paths = [
    "/",
    ...categories.map(({ slug }) => `/categories/${slug}`),
    ...collections.map(({ slug }) => `/collections/${slug}`),
    ...shopPages.map(({ slug }) => `/pages/${slug}`),
  ];
  const { SITE_URL } = env();
  const entries = [
    ...paths.map((path) => ({ path, lastModified: undefined })),
    ...products.map(({ slug, updatedAt }) => ({ path: `/products/${slug}`, lastModified: updatedAt })),
  ];
  return offeredLocales().flatMap((locale) =>
    entries.map(({ path, lastModified }) => {
      const address = localePath(locale, path);
      return { url: `${SITE_URL}${address === "/" ? "" : address}`, lastModified };
    }),
  );
}
