import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getShopSettings } from "@/app/_server/cache";
import { pageAlternates, pageLocale } from "@/app/_server/locale";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { localePath } from "@/lib/core/locale-path";
import { translator } from "@/messages/translator";
import { shopPages } from "../texts";

export const ensureStatic = "navigation";

type Props = { params: Promise<{ slug: string }> };

export function generateStaticParams() {
  return shopPages.map(({ slug }) => ({ slug }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const page = shopPages.find((each) => each.slug === slug);
  if (!page) return {};
  const locale = await pageLocale();
  const t = translator(locale, "pages");
  return {
    title: t(`titles.${page.slug}`),
    description: t(`descriptions.${page.slug}`),
    alternates: pageAlternates(locale, `/pages/${page.slug}`),
  };
}

export default async function ShopPage({ params }: Props) {
  const { slug } = await params;
  const page = shopPages.find((each) => each.slug === slug);
  if (!page) notFound();
  const locale = await pageLocale();
  const t = translator(locale, "shop");
  const title = translator(locale, "pages")(`titles.${page.slug}`);
  return (
    <div className="wrap">
      <Breadcrumbs label={t("breadcrumbs")} trail={[{ name: t("home"), href: localePath(locale, "/") }]} here={title} />
      <article className="pb-8 lg:pt-6">
        <h1>{title}</h1>
        <div className="rich-text mt-8">
          <page.Text locale={locale} settings={await getShopSettings()} />
        </div>
      </article>
    </div>
  );
}
