import type { Metadata } from "next";
import { getCategories } from "@/app/_server/cache";
import { pageAlternates, pageLocale } from "@/app/_server/locale";
import { noFilters } from "@/lib/catalog/filters";
import { CategoryView } from "./category-view";

// The whole list is prerendered and cached. A query string is rewritten to ./filtered (next.config.ts), rendered per request.
export const ensureStatic = "navigation";

type Props = { params: Promise<{ slug: string }> };

/** Returns one slug that no category has, because the build has no database; real pages are rendered on the first visit. */
export async function generateStaticParams() {
  const categories = await getCategories();
  return categories.length > 0 ? categories.map(({ slug }) => ({ slug })) : [{ slug: "-" }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const category = (await getCategories()).find((each) => each.slug === slug);
  if (!category) return {};
  return { title: category.name, description: category.description, alternates: pageAlternates(await pageLocale(), `/categories/${slug}`) };
}

export default async function CategoryPage({ params }: Props) {
  return <CategoryView locale={await pageLocale()} slug={(await params).slug} filters={noFilters} />;
}
