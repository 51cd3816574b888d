import { stat } from "node:fs/promises";
import { TransactionRollbackError } from "drizzle-orm";
import type { Executor, Tx } from "@/db/client";
import { transact } from "@/db/transaction";
import { findOrAddCategory } from "@/lib/catalog/find-or-add-category";
import type { ImageInput } from "@/lib/catalog/product-input";
import { writeProduct } from "@/lib/catalog/write-product";
import { SYSTEM } from "@/lib/core/actor";
import { slugify } from "@/lib/core/slug";
import type { Report } from "@/lib/imports/problems";
import type { MediaStore } from "@/lib/media/store";
import { findStoredPicture, storePicture } from "@/lib/media/store-picture";
import { fetchPicture } from "../fetch-picture";
import { isLost, type Problem } from "../problems";
import { checkEncoding } from "./encoding";
import { type Group, readGroups } from "./rows";
import { type FilePicture, type FileProduct, toProduct } from "./to-product";

const PICTURES_AT_ONCE = 4;

export type ImportOptions = {
  readonly now: Date;
  /** Report everything but write nothing. */
  readonly dryRun?: boolean;
  /** Also set the stock of existing variants to the file's. */
  readonly setStock?: boolean;
  /** Also fetch pictures from this machine. */
  readonly allowLoopback?: boolean;
  readonly onProgress?: (progress: { readonly bytes: number; readonly totalBytes: number; readonly products: number }) => void;
};

export type ImportReport = {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  /** The number of products not written because something in them could not be used. */
  leftOut: number;
  pictures: number;
  readonly problems: Problem[];
  /** The error that ended the import, such as a full disk, and the line of the first product that it kept from being written. */
  stopped: { line: number; error: unknown } | null;
};

/**
 * Imports a Shopify product export. Each product is written whole, or not at all if one of its rows can't be used, without
 * affecting the others; importing the same file again changes nothing.
 * An error that a row can't explain ends the import with a report of what was written until then.
 * @throws {UnreadableFile} if the file's encoding or columns are wrong; nothing is written then
 */
export async function importShopifyFile(db: Executor, store: MediaStore, file: string, options: ImportOptions): Promise<ImportReport> {
  const { size: totalBytes } = await stat(file);
  await checkEncoding(file);
  const report: ImportReport = { rows: 0, created: 0, updated: 0, unchanged: 0, leftOut: 0, pictures: 0, problems: [], stopped: null };
  const seen = { handles: new Map<string, number>(), skus: new Map<string, number>() };
  let products = 0;
  let bytes = 0;
  for await (const group of readGroups(file, (read) => {
    bytes = read;
  })) {
    const problems = [...group.problems];
    const addProblem: Report = (kind, line, detail = "") => problems.push({ line, handle: group.handle, kind, detail });
    const product = readProduct(group, seen, addProblem);
    if (!product || problems.some(isLost)) report.leftOut += 1;
    else {
      try {
        await importProduct(db, store, product, options, report, addProblem);
      } catch (error) {
        report.stopped = { line: group.line, error };
      }
    }
    report.rows += group.rows.length + group.problems.length;
    report.problems.push(...problems.toSorted((a, b) => a.line - b.line));
    if (report.stopped) break;
    products += 1;
    options.onProgress?.({ bytes, totalBytes, products });
  }
  return report;
}

function readProduct(group: Group, seen: { handles: Map<string, number>; skus: Map<string, number> }, addProblem: Report) {
  const slug = slugify(group.handle);
  const before = seen.handles.get(slug);
  if (before !== undefined && slug !== "") {
    addProblem("duplicate_handle", group.line, `“${group.handle}” is already in line ${before}`);
    return undefined;
  }
  seen.handles.set(slug, group.line);
  const product = toProduct(group, addProblem);
  for (const [sku, line] of product?.skuLines ?? []) {
    const other = seen.skus.get(sku);
    if (other !== undefined) addProblem("duplicate_sku", line, `${sku}, as in line ${other}`);
    else seen.skus.set(sku, line);
  }
  return product;
}

async function importProduct(
  db: Executor,
  store: MediaStore,
  { product, category, pictures, line }: FileProduct,
  { now, dryRun = false, setStock = false, allowLoopback = false }: ImportOptions,
  report: ImportReport,
  addProblem: Report,
): Promise<void> {
  const write = async (executor: Executor, pictureStore: MediaStore) => {
    const images = await storePictures(executor, pictureStore, pictures, allowLoopback, addProblem);
    report.pictures += images.length;
    return await transact(executor, async (tx) => {
      const details = { ...product.details, ...(category && { categoryId: await findOrAddCategory(tx, category) }) };
      // A product for which no picture could be fetched keeps its current ones.
      const input = { ...product, details, images: images.length > 0 ? images : undefined };
      return await writeProduct(tx, input, { now, actor: SYSTEM, setStock });
    });
  };
  // A trial does the whole import, but with a store that saves nothing and in a transaction that is rolled back.
  const trialStore = { ...store, write: async () => {} };
  const written = dryRun ? await runAndRollBack(db, (tx) => write(tx, trialStore)) : await write(db, store);

  if (!written.ok) {
    report.leftOut += 1;
    addProblem(written.error, line, written.skus.join(", "));
    return;
  }
  report[written.value.outcome] += 1;
  if (written.value.unlistedSkus.length > 0) addProblem("variants_kept", line, written.value.unlistedSkus.join(", "));
}

/** Runs `work` in a transaction that is always rolled back. It is never retried, as `work` would report its problems twice. */
async function runAndRollBack<T>(db: Executor, work: (tx: Tx) => Promise<T>): Promise<T> {
  const outcomes: T[] = [];
  try {
    await db.transaction(async (tx) => {
      outcomes.push(await work(tx));
      tx.rollback();
    });
  } catch (error) {
    if (!(error instanceof TransactionRollbackError)) throw error;
  }
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error("a transaction ended without an outcome");
  return outcome;
}

/** Stores the available pictures, each once and in order, and reports the others. */
async function storePictures(
  db: Executor,
  store: MediaStore,
  pictures: readonly FilePicture[],
  allowLoopback: boolean,
  addProblem: Report,
): Promise<ImageInput[]> {
  const stored = new Map<string, ImageInput>();
  const keys: (string | undefined)[] = [];
  const waiting = [...pictures.entries()];
  const storeNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      keys[next[0]] = await keyOf(db, store, next[1], allowLoopback, addProblem);
    }
  };
  await Promise.all(Array.from({ length: PICTURES_AT_ONCE }, storeNext));
  for (const [index, { alt, color }] of pictures.entries()) {
    const mediaKey = keys[index];
    if (mediaKey !== undefined && !stored.has(mediaKey)) stored.set(mediaKey, { mediaKey, alt, color });
  }
  return [...stored.values()];
}

async function keyOf(
  db: Executor,
  store: MediaStore,
  { url, line }: FilePicture,
  allowLoopback: boolean,
  addProblem: Report,
): Promise<string | undefined> {
  const known = await findStoredPicture(db, store, url);
  if (known) return known.key;
  const fetched = await fetchPicture(url, allowLoopback);
  if (!fetched.ok) {
    addProblem("picture_unreachable", line, fetched.error);
    return undefined;
  }
  const name =
    new URL(url).pathname
      .split("/")
      .at(-1)
      ?.replace(/\.\w+$/, "") ?? "";
  const picture = await storePicture(db, store, fetched.value, { name, source: url });
  if (picture.ok) return picture.value.key;
  addProblem("picture_refused", line, `${url}: ${REFUSALS[picture.error]}`);
  return undefined;
}

const REFUSALS = {
  too_large: "too large",
  unsupported: "neither JPEG, PNG, WebP, AVIF nor GIF",
  unreadable: "broken",
} as const;
