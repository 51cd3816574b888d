import type { Metadata } from "next";
import { getCollections } from "@/app/_server/cache";
import { pageAlternates, pageLocale } from "@/app/_server/locale";
import { parseFilters } from "@/lib/catalog/filters";
import { translator } from "@/messages/translator";
import { CollectionView } from "../collection-view";

// There are endless query strings, so only the data of these pages is cached, in a cache of bounded size.
export const instant = false;

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const locale = await pageLocale();
  const name = (await getCollections()).find((each) => each.slug === slug)?.name;
  return {
    ...(name && { title: translator(locale, "catalog.list")("narrowed", { name }) }),
    robots: { index: false },
    alternates: pageAlternates(locale, `/collections/${slug}`),
  };
}

export default async function FilteredCollectionPage({ params, searchParams }: Props) {
  return <CollectionView locale={await pageLocale()} slug={(await params).slug} filters={parseFilters(await searchParams)} />;
}
