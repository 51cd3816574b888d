import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getShopSettings } from "@/app/_server/cache";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { shopPages } from "../texts";

export const ensureStatic = "navigation";

type Props = { params: Promise<{ slug: string }> };

export function generateStaticParams() {
  return shopPages.map(({ slug }) => ({ slug }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const page = shopPages.find((each) => each.slug === slug);
  return page ? { title: page.title, description: page.description, alternates: { canonical: `/pages/${slug}` } } : {};
}

export default async function ShopPage({ params }: Props) {
  const { slug } = await params;
  const page = shopPages.find((each) => each.slug === slug);
  if (!page) notFound();
  return (
    <div className="wrap">
      <Breadcrumbs trail={[{ name: "Home", href: "/" }]} here={page.title} />
      <article className="pb-8 lg:pt-6">
        <h1>{page.title}</h1>
        <div className="rich-text mt-8">
          <page.Text settings={await getShopSettings()} />
        </div>
      </article>
    </div>
  );
}
