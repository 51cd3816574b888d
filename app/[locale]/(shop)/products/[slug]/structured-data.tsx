import type { Crumb } from "@/components/ui/breadcrumbs";
import { plainText } from "@/lib/catalog/plain-text";
import type { ProductDetails } from "@/lib/catalog/types";
import { env } from "@/lib/core/env";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";

/** Structured data for search engines: the product, its offers and its breadcrumbs (schema.org Product, Offer, BreadcrumbList). */
export function StructuredData({ locale, product, trail }: { locale: Locale; product: ProductDetails; trail: readonly Crumb[] }) {
  const address = (path: string) => new URL(path, env().SITE_URL).href;
  const path = localePath(locale, `/products/${product.slug}`);
  const url = address(path);
  const data = [
    {
      "@context": "https://schema.org",
      "@type": "Product",
      name: product.name,
      description: plainText(product.descriptionHtml) || product.subtitle,
      url,
      image: product.images.map(({ key }) => address(`/media/${key}-og.jpg`)),
      ...(product.vendor && { brand: { "@type": "Brand", name: product.vendor } }),
      ...(product.material && { material: product.material }),
      offers: product.variants.map((variant) => ({
        "@type": "Offer",
        sku: variant.sku,
        ...(variant.barcode && { gtin: variant.barcode }),
        url,
        priceCurrency: "EUR",
        price: ((variant.salePrice ?? variant.price) / 100).toFixed(2),
        availability: `https://schema.org/${variant.sellable > 0 ? "InStock" : "OutOfStock"}`,
        itemCondition: "https://schema.org/NewCondition",
      })),
    },
    {
      "@context": "https://schema.org",
      "@type": "BreadcrumbList",
      itemListElement: [...trail, { name: product.name, href: path }].map(({ name, href }, index) => ({
        "@type": "ListItem",
        position: index + 1,
        name,
        item: address(href),
      })),
    },
  ];
  // A `<` inside the data could end the script early.
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON that can't close its element
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
