import { and, type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { products } from "@/db/schema/catalog";
import { isOffered } from "./variant-sql";

/** The similarity that a misspelt word needs to one of the product's; below a half, "shirt" finds "shorts". */
const MIN_SIMILARITY = 0.5;
const MOST_TERMS = 6;

/** The normalised words of a query: `Žumberački T-shirt` becomes zumberacki, t, shirt. */
function termsOf(q: string): string[] {
  const plain = q.normalize("NFKD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  return [...new Set(plain.match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, MOST_TERMS);
}

export type SearchCondition = { where: SQL; rank: SQL };

/**
 * The condition for a product to match a query, and its rank; undefined for a query without words. Every word must match the
 * beginning of a word (stemmed, without accents) or, if no product has such a word, be similar to one. One statement.
 */
export async function searchCondition(db: Executor, q: string): Promise<SearchCondition | undefined> {
  const terms = termsOf(q);
  if (terms.length === 0) return undefined;
  const found = (term: string) =>
    sql`(${products.searchDocument} @@ to_tsquery('public.shop', ${`${term}:*`}) or ${products.searchWords} like ${`% ${term}%`}
      or ${products.searchWords} like ${`${term}%`})`;
  const similar = (term: string) => sql`word_similarity(${term}, ${products.searchWords}) >= ${MIN_SIMILARITY}`;
  // One digit for each word: 1 if a product has it.
  const known = terms.map((term) => sql`(exists (select 1 from ${products} where ${isOffered} and ${found(term)}))::int`);
  const [row] = await db.select({ known: sql<string>`concat(${sql.join(known, sql`, `)})` }).from(sql`(select 1) as one`);
  const where = and(...terms.map((term, index) => (row?.known[index] === "1" ? found(term) : similar(term)))) ?? sql`false`;
  // A matching name outweighs words of the description.
  const rank = sql`ts_rank(${products.searchDocument}, to_tsquery('public.shop', ${terms.map((term) => `${term}:*`).join(" | ")}))
    + word_similarity(${terms.join(" ")}, plain_words(${products.name} || ' ' || replace(${products.name}, '-', '')))`;
  return { where, rank };
}
