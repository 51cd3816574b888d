import type { Metadata } from "next";
import { getCollections } from "@/app/_server/cache";
import { pageAlternates, pageLocale } from "@/app/_server/locale";
import { noFilters } from "@/lib/catalog/filters";
import { CollectionView } from "./collection-view";

// The whole list is prerendered and cached. A query string is rewritten to ./filtered (next.config.ts), rendered per request.
export const ensureStatic = "navigation";

type Props = { params: Promise<{ slug: string }> };

/** Returns one slug that no collection has, because the build has no database; real pages are rendered on the first visit. */
export async function generateStaticParams() {
  const collections = await getCollections();
  return collections.length > 0 ? collections.map(({ slug }) => ({ slug })) : [{ slug: "-" }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const collection = (await getCollections()).find((each) => each.slug === slug);
  if (!collection) return {};
  return {
    title: collection.name,
    description: collection.description,
    alternates: pageAlternates(await pageLocale(), `/collections/${slug}`),
  };
}

export default async function CollectionPage({ params }: Props) {
  return <CollectionView locale={await pageLocale()} slug={(await params).slug} filters={noFilters} />;
}
