import type { Metadata } from "next";
import { getProducts } from "@/app/_server/cache";
import { consumeLimit } from "@/app/_server/request-context";
import { ProductListing } from "@/components/catalog/product-listing";
import { parseFilters } from "@/lib/catalog/filters";
import { SearchBox } from "./search-box";

export const metadata: Metadata = { title: "Search", robots: { index: false } };

// What is asked stands in the address: made at each request, its data cached by what was asked.
export const instant = false;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SearchPage({ searchParams }: Props) {
  const filters = parseFilters(await searchParams);
  const allowed = await consumeLimit("search");
  if (!allowed.ok) return <TooMany retryAfterSeconds={allowed.retryAfterSeconds} />;
  const list = await getProducts({}, { ...filters, q: filters.q.toLowerCase() });
  return (
    <div className="wrap">
      <div className="grid gap-6 py-8 lg:pt-12">
        <h1>{filters.q ? `Search: ${filters.q}` : "Everything we have"}</h1>
        <SearchBox key={filters.q} defaultValue={filters.q} />
      </div>
      <ProductListing path="/search" list={list} filters={filters} />
    </div>
  );
}

function TooMany({ retryAfterSeconds }: { retryAfterSeconds: number }) {
  return (
    <div className="wrap grid gap-4 py-12">
      <h1>That was a lot of searching</h1>
      <p>Please wait {retryAfterSeconds} seconds, then load this page again.</p>
    </div>
  );
}
