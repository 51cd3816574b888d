import type { Metadata } from "next";
import { getCategories } from "@/app/_server/cache";
import { pageAlternates, pageLocale } from "@/app/_server/locale";
import { noFilters } from "@/lib/catalog/filters";
import { CategoryView } from "./category-view";

// The whole list is made once and kept. A query string leads to ./filtered (next.config.ts), which is made at each request.
export const ensureStatic = "navigation";

type Props = { params: Promise<{ slug: string }> };

/** The build has no database: one address that no category has stands for all, the rest is made at the first visit. */
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
