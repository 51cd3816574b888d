import type { Metadata } from "next";
import type { ReactNode } from "react";
import { getCategories, getCollections, getShopSettings } from "@/app/_server/cache";
import { localeParams, pageLocale } from "@/app/_server/locale";
import { fontVariables } from "@/app/fonts";
import "@/app/theme.css";
import { SearchBox } from "@/app/[locale]/(shop)/search/search-box";
import { CartButton } from "@/components/cart/cart-button";
import { SkipLink } from "@/components/ui/skip-link";
import { env } from "@/lib/core/env";
import { formatCents } from "@/lib/core/money";
import { change, show } from "./cart/actions";
import { Footer } from "./footer";
import { Header } from "./header";
import { shopPages } from "./pages/texts";

export async function generateMetadata(): Promise<Metadata> {
  return {
    metadataBase: new URL(env().SITE_URL),
    title: { default: "Earthman: clothes of linen, wool, cotton and hemp", template: "%s · Earthman" },
    description: "Clothes of linen, wool, cotton and hemp, made to be worn for years.",
    openGraph: { siteName: "Earthman", type: "website", locale: "en" },
  };
}

export const generateStaticParams = localeParams;

export default async function ShopLayout({ children }: { children: ReactNode }) {
  const [categories, collections, settings] = await Promise.all([getCategories(), getCollections(), getShopSettings()]);
  const links = categories.filter(({ parentId }) => parentId === null).map(({ name, slug }) => ({ name, href: `/categories/${slug}` }));
  const zones = settings.shipping.zones.slice(0, 2).map(({ name, methods }) => ({ name, price: formatCents(methods.standard.cents) }));
  const delivery = zones.map(({ name, price }, index) => `${index === 0 ? "Delivery" : ""} ${inZone(name)} ${price}`.trim()).join(", ");
  const { name, city, country } = settings.company;
  return (
    <html lang={await pageLocale()} className={fontVariables}>
      <body>
        <SkipLink />
        <Header
          notices={[delivery, "14 days to send it back", "Prices include VAT"]}
          links={links.slice(0, 6)}
          search={<SearchBox autoFocus />}
          cart={<CartButton show={show} change={change} />}
        />
        <main id="main" tabIndex={-1} className="min-h-dvh outline-none">
          {children}
        </main>
        <Footer
          shop={[...links, ...collections.slice(0, 3).map((each) => ({ name: each.name, href: `/collections/${each.slug}` }))]}
          help={[
            { name: "Track your order", href: "/track" },
            ...shopPages.filter(({ group }) => group === "help").map(({ slug, title }) => ({ name: title, href: `/pages/${slug}` })),
          ]}
          legal={shopPages.filter(({ group }) => group === "legal").map(({ slug, title }) => ({ name: title, href: `/pages/${slug}` }))}
          company={[name, city, country === "HR" ? "Croatia" : country].filter(Boolean).join(", ")}
        />
      </body>
    </html>
  );
}

const inZone = (name: string) => (name === "European Union" ? "in the EU" : `in ${name}`);
