import type { Metadata } from "next";
import { parseFilters } from "@/lib/catalog/filters";
import { CollectionView } from "../collection-view";

// Query strings are endless, so these pages are not kept; their data is, in a cache of bounded size.
export const instant = false;

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  return { title: "Filtered", robots: { index: false }, alternates: { canonical: `/collections/${slug}` } };
}

export default async function FilteredCollectionPage({ params, searchParams }: Props) {
  return <CollectionView slug={(await params).slug} filters={parseFilters(await searchParams)} />;
}
