import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { raiseAlert, resolveAlert } from "@/lib/alerts/raise-alert";
import { BOOKS, type Book } from "./books";

/** The number of rows that disagree in one of the books, and the first of them. */
export type Verified = { book: Book; differences: number; first: readonly Record<string, unknown>[] };

const EXAMPLES = 5;

/** Compares every book with what must be true of it. Changes nothing. */
export async function readDifferences(db: Db): Promise<Verified[]> {
  const verified: Verified[] = [];
  for (const book of Object.keys(BOOKS).filter(isBook)) {
    const rows = await db.execute<Record<string, unknown> & { differences: number }>(
      sql`select (count(*) over ())::int as differences, found.* from (${BOOKS[book]}) found limit ${EXAMPLES}`,
    );
    verified.push({ book, differences: rows[0]?.differences ?? 0, first: rows.map(({ differences: _, ...row }) => row) });
  }
  return verified;
}

function isBook(name: string): name is Book {
  return Object.hasOwn(BOOKS, name);
}

/** Alerts staff to each book that disagrees, until it agrees again. */
export async function verifyBooks(db: Db, now: Date): Promise<{ done: number; remaining: number }> {
  const verified = await readDifferences(db);
  for (const { book, differences } of verified) {
    if (differences === 0) await resolveAlert(db, "books_disagree", book, now);
    else await raiseAlert(db, "books_disagree", book, { data: { book, differences } }, now);
  }
  return { done: verified.length, remaining: 0 };
}
