import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getCategories, getProduct, getRelated, getShopSettings } from "@/app/_server/cache";
import { pageAlternates, pageLocale } from "@/app/_server/locale";
import { ProductGrid } from "@/components/catalog/product-grid";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { categoryPath } from "@/lib/catalog/navigation";
import { plainText } from "@/lib/catalog/plain-text";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { translator, wordsOf } from "@/messages/translator";
import { add } from "../../cart/actions";
import { notifyWhenBack } from "./actions";
import { describeVariants } from "./describe-variants";
import { Details, Promises } from "./details";
import { ProductStage, type StageWords } from "./product-stage";
import { StructuredData } from "./structured-data";
import { VariantSelect } from "./variant-select";

export const ensureStatic = "navigation";

type Props = { params: Promise<{ slug: string }> };

/** Returns one slug that no product has, because the build has no database; real pages are rendered on the first visit. */
export const generateStaticParams = () => [{ slug: "-" }];

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await getProduct((await params).slug);
  if (!product) return {};
  const locale = await pageLocale();
  const picture = product.images[0];
  const title = product.seoTitle || product.name;
  const description = product.seoDescription || plainText(product.descriptionHtml).slice(0, 160) || product.subtitle;
  return {
    title,
    description,
    alternates: pageAlternates(locale, `/products/${product.slug}`),
    openGraph: {
      title,
      description,
      images: picture && [{ url: `/media/${picture.key}-og.jpg`, width: 1200, height: 630, alt: picture.alt }],
    },
    twitter: { card: "summary_large_image" },
  };
}

export default async function ProductPage({ params }: Props) {
  const { slug } = await params;
  const product = await getProduct(slug);
  if (!product) notFound();
  const locale = await pageLocale();
  const t = translator(locale, "catalog.product");
  const shop = translator(locale, "shop");
  const [categories, related, settings] = await Promise.all([
    getCategories(),
    getRelated(product.id, product.categoryId),
    getShopSettings(),
  ]);
  const trail = [
    { name: shop("home"), href: localePath(locale, "/") },
    ...categoryPath(categories, product.categoryId).map(({ name, slug }) => ({ name, href: localePath(locale, `/categories/${slug}`) })),
  ];
  // The browser receives only the picker's data, with the texts of each variant already formatted.
  const { name, subtitle, options, images } = product;
  const { variants, prices } = describeVariants(product, locale);
  return (
    <div className="wrap">
      <StructuredData locale={locale} product={product} trail={trail} />
      <Breadcrumbs label={shop("breadcrumbs")} trail={trail} here={name} />
      <ProductStage
        key={slug}
        product={{ name, subtitle, options, variants, images }}
        prices={prices}
        choices={<VariantSelect locale={locale} product={product} label={t("choose")} when={(each) => each.sellable > 0} />}
        soldOutChoices={<VariantSelect locale={locale} product={product} label={t("soldOutChoices")} when={(each) => each.sellable <= 0} />}
        add={add}
        notify={notifyWhenBack}
        words={stageWords(locale)}
      >
        <Promises locale={locale} shipping={settings.shipping} returnable={product.returnable} />
        <Details locale={locale} product={product} />
      </ProductStage>
      {related.length > 0 && (
        <section className="section-gap">
          <h2 className="mb-6 lg:mb-8">{t("goesWith")}</h2>
          <ProductGrid locale={locale} cards={related} columns="four" heading="h3" />
        </section>
      )}
    </div>
  );
}

function stageWords(locale: Locale): StageWords {
  const { pictures, color, soldOut, notMade } = wordsOf(locale, "catalog.product").messages;
  return {
    locale,
    stage: { pictures, color, soldOut, notMade },
    add: wordsOf(locale, "catalog.add").messages,
    notify: wordsOf(locale, "catalog.notify").messages,
    cart: wordsOf(locale, "cart"),
  };
}
