import type { Metadata } from "next";
import type { ReactNode } from "react";
import { getCategories, getCollections, getShopSettings } from "@/app/_server/cache";
import { localeParams, pageLocale } from "@/app/_server/locale";
import { fontVariables } from "@/app/fonts";
import "@/app/theme.css";
import { SearchBox } from "@/app/[locale]/(shop)/search/search-box";
import { CartButton } from "@/components/cart/cart-button";
import { ErrorWordsProvider } from "@/components/ui/broken-page";
import { SkipLink } from "@/components/ui/skip-link";
import { env } from "@/lib/core/env";
import { countryName, formatMoney } from "@/lib/core/format";
import { localePath } from "@/lib/core/locale-path";
import { SHOP_NAME } from "@/lib/core/shop-name";
import { translator, wordsOf } from "@/messages/translator";
import { change, show } from "./cart/actions";
import { Footer } from "./footer";
import { Header } from "./header";
import { type ShopPage, shopPages } from "./pages/texts";

export async function generateMetadata(): Promise<Metadata> {
  const locale = await pageLocale();
  const t = translator(locale, "shop");
  return {
    metadataBase: new URL(env().SITE_URL),
    title: { default: t("title"), template: `%s · ${SHOP_NAME}` },
    description: t("description"),
    openGraph: { siteName: SHOP_NAME, type: "website", locale },
  };
}

export const generateStaticParams = localeParams;

export default async function ShopLayout({ children }: { children: ReactNode }) {
  const locale = await pageLocale();
  const t = translator(locale, "shop");
  const page = translator(locale, "pages");
  const path = (to: string) => localePath(locale, to);
  const [categories, collections, settings] = await Promise.all([getCategories(), getCollections(), getShopSettings()]);
  const links = categories
    .filter(({ parentId }) => parentId === null)
    .map(({ name, slug }) => ({ name, href: path(`/categories/${slug}`) }));
  const zones = settings.shipping.zones.slice(0, 2).map(({ name, methods }) => `${name} ${formatMoney(methods.standard.cents, locale)}`);
  const pagesOf = (group: ShopPage["group"]) =>
    shopPages.filter((each) => each.group === group).map(({ slug }) => ({ name: page(`titles.${slug}`), href: path(`/pages/${slug}`) }));
  const { name, city, country } = settings.company;
  return (
    <html lang={locale} className={fontVariables}>
      <body>
        <SkipLink label={t("skip")} />
        <Header
          locale={locale}
          notices={[t("header.delivery", { zones: zones.join(", ") }), t("header.returns"), t("header.vat")]}
          links={links.slice(0, 6)}
          search={<SearchBox autoFocus locale={locale} words={wordsOf(locale, "shop.search").messages} />}
          cart={<CartButton show={show} change={change} words={wordsOf(locale, "cart")} />}
        />
        <main id="main" tabIndex={-1} className="min-h-dvh outline-none">
          <ErrorWordsProvider words={wordsOf(locale, "errors.broken").messages}>{children}</ErrorWordsProvider>
        </main>
        <Footer
          locale={locale}
          shop={[...links, ...collections.slice(0, 3).map((each) => ({ name: each.name, href: path(`/collections/${each.slug}`) }))]}
          help={[{ name: t("footer.track"), href: path("/track") }, ...pagesOf("help")]}
          legal={pagesOf("legal")}
          company={[name, city, countryName(country, locale)].filter(Boolean).join(", ")}
        />
      </body>
    </html>
  );
}
