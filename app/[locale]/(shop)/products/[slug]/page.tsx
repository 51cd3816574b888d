import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getCategories, getProduct, getRelated, getShopSettings } from "@/app/_server/cache";
import { ProductGrid } from "@/components/catalog/product-grid";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { categoryPath } from "@/lib/catalog/navigation";
import { plainText } from "@/lib/catalog/plain-text";
import { add } from "../../cart/actions";
import { notifyWhenBack } from "./actions";
import { Details, Promises } from "./details";
import { ProductStage } from "./product-stage";
import { StructuredData } from "./structured-data";

export const ensureStatic = "navigation";

type Props = { params: Promise<{ slug: string }> };

/** The build has no database: one address that no product has stands for all, each is made at its first visit. */
export const generateStaticParams = () => [{ slug: "-" }];

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await getProduct((await params).slug);
  if (!product) return {};
  const picture = product.images[0];
  const title = product.seoTitle || product.name;
  const description = product.seoDescription || plainText(product.descriptionHtml).slice(0, 160) || product.subtitle;
  return {
    title,
    description,
    alternates: { canonical: `/products/${product.slug}` },
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
  const [categories, related, settings] = await Promise.all([
    getCategories(),
    getRelated(product.id, product.categoryId),
    getShopSettings(),
  ]);
  const trail = [
    { name: "Home", href: "/" },
    ...categoryPath(categories, product.categoryId).map(({ name, slug }) => ({ name, href: `/categories/${slug}` })),
  ];
  // Only what the picker needs travels to the browser.
  const { name, subtitle, options, variants, images } = product;
  return (
    <div className="wrap">
      <StructuredData product={product} trail={trail} />
      <Breadcrumbs trail={trail} here={name} />
      <ProductStage key={slug} product={{ name, subtitle, options, variants, images }} add={add} notify={notifyWhenBack}>
        <Promises shipping={settings.shipping} returnable={product.returnable} />
        <Details product={product} />
      </ProductStage>
      {related.length > 0 && (
        <section className="section-gap">
          <h2 className="mb-6 lg:mb-8">Goes well with</h2>
          <ProductGrid cards={related} columns="four" heading="h3" />
        </section>
      )}
    </div>
  );
}
