import { notFound } from "next/navigation";
import { getCategories, getCollections, getProducts } from "@/app/_server/cache";
import { ProductListing } from "@/components/catalog/product-listing";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import type { Filters } from "@/lib/catalog/filters";
import { categoryPath } from "@/lib/catalog/navigation";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { translator } from "@/messages/translator";

/** A category's products, all or filtered. */
export async function CategoryView({ locale, slug, filters }: { locale: Locale; slug: string; filters: Filters }) {
  const categories = await getCategories();
  const category = categories.find((each) => each.slug === slug);
  if (!category) notFound();
  const [list, collections] = await Promise.all([getProducts({ category: slug }, filters), getCollections()]);
  const above = categoryPath(categories, category.parentId).map(({ name, slug }) => ({
    name,
    href: localePath(locale, `/categories/${slug}`),
  }));
  const t = translator(locale, "shop");
  return (
    <div className="wrap">
      <Breadcrumbs label={t("breadcrumbs")} trail={[{ name: t("home"), href: localePath(locale, "/") }, ...above]} here={category.name} />
      <div className="grid gap-3.5 pb-8">
        <h1>{category.name}</h1>
        {category.description && <p className="text-stone">{category.description}</p>}
      </div>
      <ProductListing
        locale={locale}
        path={`/categories/${slug}`}
        list={list}
        filters={filters}
        tile={collections.find((each) => each.picture)}
      />
    </div>
  );
}
