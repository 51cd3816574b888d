import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { getCategories, getCollections, getHero, getProduct, getProducts } from "@/app/_server/cache";
import { pageAlternates, pageLocale } from "@/app/_server/locale";
import { ArrowLink } from "@/components/catalog/arrow-link";
import { ProductGrid } from "@/components/catalog/product-grid";
import { LinkButton } from "@/components/ui/button";
import { Picture } from "@/components/ui/picture";
import { noFilters } from "@/lib/catalog/filters";
import { plainText } from "@/lib/catalog/plain-text";
import type { Category, Collection, Picture as PictureType, ProductDetails } from "@/lib/catalog/types";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { translator } from "@/messages/translator";

export const ensureStatic = "navigation";

export async function generateMetadata(): Promise<Metadata> {
  return { alternates: pageAlternates(await pageLocale(), "/") };
}

/** Shows the catalogue's newest products, its categories and its collections in the owner's order. */
export default async function HomePage() {
  const locale = await pageLocale();
  const t = translator(locale, "shop.front");
  const [{ cards }, collections, categories, hero] = await Promise.all([
    getProducts({}, noFilters),
    getCollections(),
    getCategories(),
    getHero(),
  ]);
  const [first, ...others] = collections;
  const newest = cards.slice(0, 4);
  const everyday = cards.slice(4, 12);
  const featured = newest[0] && (await getProduct(newest[0].slug));
  return (
    <>
      <Hero picture={hero} locale={locale} />
      <CategoryLine locale={locale} categories={categories.filter(({ parentId }) => parentId === null)} />
      {newest.length > 0 && (
        <Row title={t("newIn")} link={<ArrowLink href={localePath(locale, "/search")}>{t("viewAll")}</ArrowLink>}>
          <ProductGrid locale={locale} cards={newest} columns="four" heading="h3" />
        </Row>
      )}
      {featured?.images[0] && <Feature product={featured} locale={locale} />}
      {first && <Band collection={first} locale={locale} />}
      {everyday.length > 0 && (
        <Row title={t("everyday")} link={<ArrowLink href={localePath(locale, "/search")}>{t("viewAll")}</ArrowLink>}>
          <ProductGrid locale={locale} cards={everyday} columns="four" heading="h3" />
        </Row>
      )}
      {others.length > 0 && (
        <Row title={t("collections")}>
          <ul className="grid gap-x-6 gap-y-8 md:grid-cols-3">
            {others.slice(0, 3).map((collection) => (
              <CollectionTile key={collection.id} collection={collection} locale={locale} />
            ))}
          </ul>
        </Row>
      )}
    </>
  );
}

function Row({ title, link, children }: { title: string; link?: ReactNode; children: ReactNode }) {
  return (
    <section className="wrap section-gap">
      <div className="mb-6 flex items-end justify-between gap-4 lg:mb-8">
        <h2>{title}</h2>
        {link}
      </div>
      {children}
    </section>
  );
}

function Hero({ picture, locale }: { picture: PictureType | undefined; locale: Locale }) {
  const t = translator(locale, "shop.front");
  return (
    <section className="relative h-160 overflow-hidden bg-linen md:h-[clamp(440px,55vw,760px)]">
      {picture && (
        <Picture
          picture={picture}
          sizes="100vw"
          priority
          className="absolute inset-0 h-full object-cover object-[66%_100%] md:object-[60%_88%]"
        />
      )}
      <div className="wrap relative pt-[clamp(2.5rem,6.4vw,6rem)]">
        <h1 className="max-w-[13ch] text-hero font-[340]">{t("title")}</h1>
        <p className="mt-5 mb-7 max-w-[34ch] text-lg">{t("lead")}</p>
        <LinkButton look="clay" href={localePath(locale, "/search")}>
          {t("shopNew")}
        </LinkButton>
      </div>
    </section>
  );
}

/** By number of categories. Columns that follow from the items would move while a slow page is arriving. */
const WIDE_COLUMNS = ["lg:grid-cols-1", "lg:grid-cols-2", "lg:grid-cols-3", "lg:grid-cols-4", "lg:grid-cols-5", "lg:grid-cols-6"];

function CategoryLine({ categories, locale }: { categories: readonly Category[]; locale: Locale }) {
  if (categories.length === 0) return null;
  const shown = categories.slice(0, WIDE_COLUMNS.length);
  return (
    <nav className="wrap" aria-label={translator(locale, "shop.front")("categories")}>
      <ul className={`grid grid-cols-2 border-b border-linen-deep ${WIDE_COLUMNS[shown.length - 1]}`}>
        {shown.map(({ id, slug, name }) => (
          <li
            key={id}
            className="border-linen-deep max-lg:even:border-l max-lg:even:pl-5 max-lg:nth-[n+3]:border-t lg:not-first:border-l lg:not-first:pl-5"
          >
            <Link
              href={localePath(locale, `/categories/${slug}`)}
              className="flex min-h-16 items-center py-4 font-serif text-lg tracking-[-0.01em] hover:text-clay lg:min-h-24"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** One product in close-up: its detail picture if it has one. */
function Feature({ product, locale }: { product: ProductDetails; locale: Locale }) {
  const picture = product.images[1] ?? product.images[0];
  return (
    <section className="wrap section-gap">
      <div className="grid items-center gap-8 lg:grid-cols-[7fr_5fr] lg:gap-0">
        {picture && (
          <div className="aspect-4/5 overflow-hidden rounded-md bg-linen lg:aspect-8/7">
            <Picture picture={picture} sizes="(min-width: 900px) 58vw, 95vw" className="h-full object-cover" />
          </div>
        )}
        <div className="grid justify-items-start gap-5 lg:pr-[12%] lg:pl-[18%]">
          {product.subtitle && <p className="text-sm text-stone">{product.subtitle}</p>}
          <h2>{product.name}</h2>
          <p className="line-clamp-5 text-stone">{plainText(product.descriptionHtml)}</p>
          <ArrowLink href={localePath(locale, `/products/${product.slug}`)}>{translator(locale, "shop.front")("details")}</ArrowLink>
        </div>
      </div>
    </section>
  );
}

function Band({ collection, locale }: { collection: Collection; locale: Locale }) {
  return (
    <section className="relative mt-16 h-[clamp(460px,50vw,680px)] overflow-hidden bg-linen lg:mt-24">
      {collection.picture && (
        <Picture picture={collection.picture} sizes="100vw" className="absolute inset-0 h-full object-cover object-[50%_66%]" />
      )}
      <div className="wrap relative grid justify-items-start pt-[clamp(2rem,4.5vw,4.5rem)] md:justify-items-end">
        <div className="grid max-w-100 justify-items-start gap-4">
          <h2>{collection.name}</h2>
          <p>{collection.description}</p>
          <ArrowLink href={localePath(locale, `/collections/${collection.slug}`)}>
            {translator(locale, "shop.front")("collection")}
          </ArrowLink>
        </div>
      </div>
    </section>
  );
}

function CollectionTile({ collection, locale }: { collection: Collection; locale: Locale }) {
  return (
    <li className="group relative grid content-start gap-1">
      <div className="mb-2.5 aspect-8/5 overflow-hidden rounded-md bg-linen md:aspect-4/5">
        {collection.picture && (
          <Picture picture={collection.picture} sizes="(min-width: 720px) 31vw, 95vw" className="h-full object-cover" />
        )}
      </div>
      <h3 className="text-xl">
        <Link href={localePath(locale, `/collections/${collection.slug}`)} className="after:absolute after:inset-0">
          {collection.name}
        </Link>
      </h3>
      <p className="text-sm text-stone">{collection.description}</p>
    </li>
  );
}
