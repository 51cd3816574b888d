import { and, type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { products } from "@/db/schema/catalog";

/** How alike a misspelt word must be to one of the product's: below a half, "shirt" finds "shorts". */
const ALIKE = 0.5;
const MOST_TERMS = 6;

/** The words of a query, plain: `Žumberački T-shirt` becomes zumberacki, t, shirt. */
function termsOf(q: string): string[] {
  const plain = q.normalize("NFKD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  return [...new Set(plain.match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, MOST_TERMS);
}

export type SearchCondition = { where: SQL; rank: SQL };

/**
 * What a product must meet to be found by these words, and how well it meets them. Every word must be found: at the beginning of
 * a word (stemmed, without accents) or, where no product meets all that, alike to one. Undefined for a query without words.
 * One statement.
 */
export async function searchCondition(db: Executor, q: string): Promise<SearchCondition | undefined> {
  const terms = termsOf(q);
  if (terms.length === 0) return undefined;
  const query = sql`to_tsquery('public.shop', ${terms.map((term) => `${term}:*`).join(" & ")})`;
  const found = (term: string) =>
    sql`(${products.searchDocument} @@ to_tsquery('public.shop', ${`${term}:*`}) or ${products.searchWords} like ${`% ${term}%`}
      or ${products.searchWords} like ${`${term}%`})`;
  const alike = (term: string) => sql`(${found(term)} or word_similarity(${term}, ${products.searchWords}) >= ${ALIKE})`;
  const exact = and(...terms.map(found)) ?? sql`false`;
  const [row] = await db
    .select({ any: sql<boolean>`exists (select 1 from ${products} where ${products.status} = 'active' and ${exact})` })
    .from(sql`(select 1) as one`);
  const where = row?.any ? exact : (and(...terms.map(alike)) ?? sql`false`);
  const rank = sql`ts_rank(${products.searchDocument}, ${query}) + word_similarity(${terms.join(" ")}, ${products.searchWords})`;
  return { where, rank };
}
