import Link from "next/link";
import type { ReactNode } from "react";
import { getCategories, getCollections, getProducts } from "@/app/_server/catalog";
import { ArrowLink } from "@/components/shop/arrow-link";
import { ProductGrid } from "@/components/shop/product-grid";
import { LinkButton } from "@/components/ui/button";
import { Picture } from "@/components/ui/picture";
import { noFilters } from "@/lib/catalog/filters";
import type { Category, Collection } from "@/lib/catalog/types";

export const ensureStatic = "navigation";

/** Everything here comes from the catalogue: its newest pieces, its categories and its collections in the owner's order. */
export default async function HomePage() {
  const [{ cards, total }, collections, categories] = await Promise.all([getProducts({}, noFilters), getCollections(), getCategories()]);
  const [hero, feature, band, ...others] = collections;
  const newest = cards.slice(0, 4);
  const everyday = cards.slice(4, 12);
  return (
    <>
      <Hero collection={hero} />
      <CategoryLine categories={categories.filter(({ parentId }) => parentId === null)} />
      {newest.length > 0 && (
        <Row title="New this week" link={<ArrowLink href="/search?sort=newest">All {total} pieces</ArrowLink>}>
          <ProductGrid cards={newest} columns="four" heading="h3" />
        </Row>
      )}
      {feature && <Feature collection={feature} />}
      {band && <Band collection={band} />}
      {everyday.length > 0 && (
        <Row title="Worn every day" link={<ArrowLink href="/search">See everything</ArrowLink>}>
          <ProductGrid cards={everyday} columns="four" heading="h3" />
        </Row>
      )}
      {others.map((collection, index) => (index % 2 === 0 ? <Feature key={collection.id} collection={collection} flip /> : null))}
    </>
  );
}

function Row({ title, link, children }: { title: string; link: ReactNode; children: ReactNode }) {
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

function Hero({ collection }: { collection: Collection | undefined }) {
  return (
    <section className="relative h-160 overflow-hidden bg-linen md:h-[clamp(440px,55vw,760px)]">
      {collection?.picture && (
        <Picture
          picture={collection.picture}
          sizes="100vw"
          priority
          className="absolute inset-0 h-full object-cover object-[66%_100%] md:object-[60%_88%]"
        />
      )}
      <div className="wrap relative pt-[clamp(2.5rem,6.4vw,6rem)]">
        <h1 className="max-w-[13ch] text-hero font-[340]">Clothes that grew somewhere</h1>
        <p className="mt-5 mb-7 max-w-[34ch] text-lg">
          Linen, wool, cotton and hemp, cut to be worn for years and mended when they need it.
        </p>
        <LinkButton look="clay" href={collection ? `/collections/${collection.slug}` : "/search"}>
          {collection ? `See ${collection.name}` : "See everything"}
        </LinkButton>
      </div>
    </section>
  );
}

function CategoryLine({ categories }: { categories: readonly Category[] }) {
  if (categories.length === 0) return null;
  return (
    <nav className="wrap" aria-label="Categories">
      <ul className="grid grid-cols-2 border-b border-linen-deep lg:grid-flow-col lg:auto-cols-fr lg:grid-cols-none">
        {categories.slice(0, 6).map(({ id, slug, name }) => (
          <li
            key={id}
            className="border-linen-deep max-lg:nth-[n+3]:border-t max-lg:even:border-l max-lg:even:pl-5 lg:not-first:border-l lg:not-first:pl-6"
          >
            <Link href={`/categories/${slug}`} className="block py-5 font-serif text-xl tracking-[-0.01em] hover:text-clay lg:py-8">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Feature({ collection, flip = false }: { collection: Collection; flip?: boolean }) {
  return (
    <section className="wrap section-gap">
      <div className={`grid items-center gap-8 lg:gap-0 ${flip ? "lg:grid-cols-[5fr_7fr]" : "lg:grid-cols-[7fr_5fr]"}`}>
        {collection.picture && (
          <div className={`aspect-4/5 overflow-hidden rounded-md bg-linen lg:aspect-8/7 ${flip ? "lg:order-2" : ""}`}>
            <Picture picture={collection.picture} sizes="(min-width: 900px) 58vw, 95vw" className="h-full object-cover" />
          </div>
        )}
        <div className={`grid justify-items-start gap-5 ${flip ? "lg:pr-[18%]" : "lg:pr-[12%] lg:pl-[18%]"}`}>
          <h2>{collection.name}</h2>
          <p className="text-stone">{collection.description}</p>
          <ArrowLink href={`/collections/${collection.slug}`}>Look at the collection</ArrowLink>
        </div>
      </div>
    </section>
  );
}

function Band({ collection }: { collection: Collection }) {
  return (
    <section className="relative mt-16 h-[clamp(460px,50vw,680px)] overflow-hidden bg-linen lg:mt-24">
      {collection.picture && (
        <Picture picture={collection.picture} sizes="100vw" className="absolute inset-0 h-full object-cover object-[50%_66%]" />
      )}
      <div className="wrap relative grid justify-items-start pt-[clamp(2rem,4.5vw,4.5rem)] md:justify-items-end">
        <div className="grid max-w-100 justify-items-start gap-4">
          <h2>{collection.name}</h2>
          <p>{collection.description}</p>
          <ArrowLink href={`/collections/${collection.slug}`}>See the collection</ArrowLink>
        </div>
      </div>
    </section>
  );
}
