import { createHash } from "node:crypto";
import { asc, eq, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { printedDocuments } from "@/db/schema/invoices";
import { log } from "@/lib/core/log";
import { fail, ok, type Result } from "@/lib/core/result";
import type { PrintedDocument } from "@/lib/invoices/printed-document";
import { layoutVersion, renderInWorker } from "./render-in-worker";

const MAX_PRINTING = 20;
const STORED_DAYS = 30;

/** The documents that this process is printing, by hash. */
const printing = new Map<string, Promise<Uint8Array>>();

/**
 * Returns a document's PDF. The first request renders it in a worker thread and stores it; later ones, in any process, read it.
 * Fails with busy if this process is printing too many others already, or the PDF isn't ready within a minute.
 */
export async function printDocument(db: Db, document: PrintedDocument): Promise<Result<Uint8Array, "busy">> {
  const hash = createHash("sha256")
    .update(JSON.stringify([await layoutVersion(), document]))
    .digest("base64url");
  const [stored] = await db.select({ pdf: printedDocuments.pdf }).from(printedDocuments).where(eq(printedDocuments.hash, hash));
  if (stored) return ok(stored.pdf);
  const current = printing.get(hash);
  if (!current && printing.size >= MAX_PRINTING) return fail("busy");
  const print = current ?? renderAndStore(db, hash, document).finally(() => printing.delete(hash));
  printing.set(hash, print);
  try {
    return ok(await print);
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError") return fail("busy");
    throw error;
  }
}

async function renderAndStore(db: Db, hash: string, document: PrintedDocument): Promise<Uint8Array> {
  const pdf = Buffer.from(await renderInWorker(document));
  try {
    await db.insert(printedDocuments).values({ hash, pdf }).onConflictDoNothing();
  } catch (error) {
    log.warn({ err: error }, "a printed document could not be stored");
  }
  return pdf;
}

/** Deletes at most `limit` PDFs that were printed more than 30 days ago; the next request prints them again from their content. */
export async function cleanPrintedDocuments(db: Db, now: Date, limit: number): Promise<{ done: number; remaining: number }> {
  const old = lt(printedDocuments.printedAt, new Date(now.getTime() - STORED_DAYS * 86_400_000));
  const batch = db
    .select({ hash: printedDocuments.hash })
    .from(printedDocuments)
    .where(old)
    .orderBy(asc(printedDocuments.printedAt))
    .limit(limit);
  const deleted = await db
    .delete(printedDocuments)
    .where(sql`${printedDocuments.hash} = any(array(${batch}))`)
    .returning({ hash: printedDocuments.hash });
  return { done: deleted.length, remaining: await db.$count(printedDocuments, old) };
}
