import { notFound } from "next/navigation";
import { getCollections, getProducts } from "@/app/_server/cache";
import { ProductListing } from "@/components/catalog/product-listing";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Picture } from "@/components/ui/picture";
import type { Filters } from "@/lib/catalog/filters";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { translator } from "@/messages/translator";

/** A collection's products below its landscape picture, all or filtered. */
export async function CollectionView({ locale, slug, filters }: { locale: Locale; slug: string; filters: Filters }) {
  const collection = (await getCollections()).find((each) => each.slug === slug);
  if (!collection) notFound();
  const list = await getProducts({ collection: slug }, filters);
  const t = translator(locale, "shop");
  return (
    <>
      <div className="relative overflow-hidden bg-linen">
        {collection.picture && (
          <Picture picture={collection.picture} sizes="100vw" priority className="absolute inset-0 h-full object-cover object-[50%_70%]" />
        )}
        <div className="wrap relative min-h-88 pb-32 lg:min-h-112">
          <Breadcrumbs label={t("breadcrumbs")} trail={[{ name: t("home"), href: localePath(locale, "/") }]} here={collection.name} />
          <h1 className="mt-4">{collection.name}</h1>
          <p className="mt-3 max-w-[38ch] text-lg">{collection.description}</p>
        </div>
      </div>
      <div className="wrap pt-8">
        <ProductListing locale={locale} path={`/collections/${slug}`} list={list} filters={filters} />
      </div>
    </>
  );
}
