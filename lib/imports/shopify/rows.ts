import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { cleanLine, cleanText } from "@/lib/core/text";
import type { Problem } from "../problems";

/** Shopify's names of the columns that are read. All other columns are ignored. */
export const COLUMNS = {
  handle: "Handle",
  title: "Title",
  body: "Body (HTML)",
  vendor: "Vendor",
  productCategory: "Product Category",
  type: "Type",
  tags: "Tags",
  published: "Published",
  status: "Status",
  option1Name: "Option1 Name",
  option1Value: "Option1 Value",
  option2Name: "Option2 Name",
  option2Value: "Option2 Value",
  option3Name: "Option3 Name",
  option3Value: "Option3 Value",
  sku: "Variant SKU",
  grams: "Variant Grams",
  tracker: "Variant Inventory Tracker",
  quantity: "Variant Inventory Qty",
  policy: "Variant Inventory Policy",
  price: "Variant Price",
  compareAt: "Variant Compare At Price",
  barcode: "Variant Barcode",
  imageSrc: "Image Src",
  imagePosition: "Image Position",
  imageAlt: "Image Alt Text",
  giftCard: "Gift Card",
  seoTitle: "SEO Title",
  seoDescription: "SEO Description",
  variantImage: "Variant Image",
} as const;

const REQUIRED = ["handle", "title", "price"] as const;

export type Column = keyof typeof COLUMNS;

/** A row of a product. `field` returns the cleaned value, or an empty text if the file lacks the column. */
export type Row = { readonly line: number; readonly field: (column: Column) => string; readonly has: (column: Column) => boolean };

/** The rows of one product, in the file's order. A group with `problems` is incomplete. */
export type Group = { readonly handle: string; readonly line: number; readonly rows: Row[]; readonly problems: Problem[] };

/** The file as a whole can't be imported. The message gives the reason and the remedy. */
export class UnreadableFile extends Error {
  override name = "UnreadableFile";
}

/** No real record is longer; a longer one results from an unclosed quote. */
const MAX_RECORD_BYTES = 4_000_000;

/**
 * Reads a Shopify product export by product, that is consecutive rows with one handle. Only the current product is in memory.
 * @throws {UnreadableFile} if required columns are missing
 */
export async function* readGroups(file: string, onBytes: (read: number) => void): AsyncGenerator<Group> {
  let columns: ReadonlyMap<string, number> | undefined;
  let width = 0;
  let group: Group | undefined;
  for await (const record of readRecords(file, onBytes)) {
    if (!columns) {
      columns = findColumns(record.fields);
      width = record.fields.length;
      continue;
    }
    const { line, fields, broken } = record;
    const row = toRow(record, columns);
    const handle = row.field("handle");
    const isShort = fields.length !== width;
    // A row cut off so early that its handle may be incomplete counts as part of the previous product, which is then incomplete.
    const continues = group && (handle === group.handle || fields.length < 2);
    if (group && !continues) yield group;
    if (!group || !continues) group = { handle, line, rows: [], problems: [] };

    const problem = (kind: Problem["kind"], detail = "") => group?.problems.push({ line, handle: group.handle, kind, detail });
    if (broken) problem(broken.kind, broken.detail);
    else if (isShort) problem(record.isLast ? "cut_off" : "wrong_field_count", `${fields.length} instead of ${width}`);
    else if (handle === "") problem("missing_handle");
    else group.rows.push(row);
  }
  if (!columns) throw new UnreadableFile("The file is empty.");
  if (group) yield group;
}

type CsvRecord = {
  readonly line: number;
  readonly fields: readonly string[];
  readonly isLast: boolean;
  /** Set if the file can't be read from here on. */
  readonly broken?: { readonly kind: "cut_off" | "not_csv"; readonly detail: string };
};

async function* readRecords(file: string, onBytes: (read: number) => void): AsyncGenerator<CsvRecord> {
  let read: { line: number; fields: string[] }[] = [];
  let nextLine = 1;
  let nextByte = 0;
  // Records are collected as they are parsed, because after an error the stream would not emit those in its buffer.
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_BYTES,
    on_record: (fields: string[], { lines, bytes }) => {
      read.push({ line: nextLine, fields });
      nextLine = lines + 1;
      nextByte = bytes;
      return null;
    },
  });
  parser.resume();
  let failure: unknown;
  parser.on("error", (error) => {
    failure = error;
  });

  const source = createReadStream(file);
  for await (const chunk of source) {
    await new Promise<void>((resolve) => parser.write(chunk, () => resolve()));
    onBytes(source.bytesRead);
    if (failure) break;
    // The last record is held back, as it is not yet known whether another follows.
    const ready = read.slice(0, -1);
    read = read.slice(-1);
    for (const record of ready) yield { ...record, isLast: false };
  }
  if (!failure) await finished(parser.end()).catch(() => undefined);

  for (const [index, record] of read.entries()) yield { ...record, isLast: !failure && index === read.length - 1 };
  if (failure) {
    if (!(failure instanceof CsvError)) throw failure;
    const atEnd = failure.code === "CSV_QUOTE_NOT_CLOSED";
    yield {
      line: nextLine,
      fields: await firstFields(file, nextByte),
      isLast: true,
      broken: { kind: atEnd ? "cut_off" : "not_csv", detail: failure.code },
    };
  }
}

/** Reads the handle before the first comma of a row that can't be parsed; a second, empty field shows that more follows. */
async function firstFields(file: string, start: number): Promise<string[]> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(512), position: start });
    const [first, ...rest] = buffer.toString("utf8", 0, bytesRead).split(",");
    return first === undefined || rest.length === 0 ? [] : [cleanLine(first.replaceAll('"', "")), ""];
  } finally {
    await handle.close();
  }
}

/** Returns the index of each column in the file, by its name in lower case. */
function findColumns(header: readonly string[]): ReadonlyMap<string, number> {
  const columns = new Map(header.map((name, index) => [name.trim().toLowerCase(), index]));
  const missing = REQUIRED.map((column) => COLUMNS[column]).filter((name) => !columns.has(name.toLowerCase()));
  if (missing.length > 0) {
    throw new UnreadableFile(`This is not a Shopify product export: the columns ${missing.join(", ")} are missing from its first row.`);
  }
  return columns;
}

function toRow({ line, fields }: CsvRecord, columns: ReadonlyMap<string, number>): Row {
  const place = (column: Column) => columns.get(COLUMNS[column].toLowerCase());
  return {
    line,
    has: (column) => place(column) !== undefined,
    field: (column) => {
      const text = fields[place(column) ?? -1] ?? "";
      return column === "body" ? cleanText(text).trim() : cleanLine(text);
    },
  };
}
