import type { OptionInput, ProductInput, VariantInput } from "@/lib/catalog/product-input";
import { slugify } from "@/lib/core/slug";
import type { Report } from "../problems";
import { readPrices, readQuantity, readWeight } from "./numbers";
import { readOptions, readValues } from "./options";
import { COLUMNS, type Column, type Group, type Row } from "./rows";

/** A product as read from the file, with pictures as addresses and the category as a name. */
export type FileProduct = {
  readonly line: number;
  readonly handle: string;
  readonly product: ProductInput;
  /** Empty if the file names none. */
  readonly category: string;
  readonly pictures: readonly FilePicture[];
  /** The line of each SKU's row, by SKU. */
  readonly skuLines: ReadonlyMap<string, number>;
};

/** `color` is the only colour whose variants show the picture. */
export type FilePicture = { readonly line: number; readonly url: string; readonly alt: string; readonly color: string | null };

const READ = Object.keys(COLUMNS).filter((column): column is Column => column in COLUMNS);

const MAX_CHARACTERS = 255;
/** The columns that may have more characters. */
const LONGER: Partial<Record<Column, number>> = {
  body: 100_000,
  tags: 5000,
  productCategory: 1000,
  imageSrc: 2000,
  variantImage: 2000,
  imageAlt: 1000,
  seoDescription: 1000,
};

/** Reads a product from its rows and reports every problem. The result is usable only if nothing was lost. */
export function toProduct({ handle, rows }: Group, report: Report): FileProduct | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const slug = slugify(handle);
  if (slug === "") report("bad_handle", first.line, handle);
  if (first.field("title") === "") report("missing_title", first.line);
  if (first.field("giftCard").toLowerCase() === "true") {
    report("gift_card", first.line);
    return undefined;
  }

  for (const row of rows) {
    for (const column of READ) {
      const max = LONGER[column] ?? MAX_CHARACTERS;
      if (row.field(column).length > max) report("too_long", row.line, `${COLUMNS[column]} is longer than ${max} characters`);
    }
  }
  const variantRows = rows.filter(isVariant);
  for (const row of rows) {
    if (!isVariant(row) && row.field("imageSrc") === "") report("empty_row", row.line);
  }
  if (variantRows.length === 0) report("no_variant", first.line);

  const columns = readOptions(first, variantRows, report);
  const variants = variantRows.map((row) => readVariant(row, slug, readValues(row, columns, report), report));
  const options = columns.map(({ name, kind, values }): OptionInput => ({ name, kind, values: [...values.values()] }));
  reportTwins(variantRows, variants, report);

  const type = first.field("type");
  const keywords = [type, ...first.field("tags").split(",")].map((word) => word.trim()).filter(Boolean);
  const colorIndex = options.findIndex(({ kind }) => kind === "color");
  return {
    line: first.line,
    handle,
    product: {
      slug,
      name: first.field("title"),
      details: {
        descriptionHtml: first.field("body"),
        vendor: first.field("vendor"),
        status: readStatus(first, report),
        keywords: [...new Set(keywords)].join(", "),
        seoTitle: first.field("seoTitle"),
        seoDescription: first.field("seoDescription"),
      },
      options,
      variants,
    },
    // The merchant's own type, or else the last level of Shopify's taxonomy ("Apparel & Accessories > Clothing > Shirts").
    category: type || (first.field("productCategory").split(">").at(-1)?.trim() ?? ""),
    pictures: readPictures(rows, variantRows, variants, colorIndex, first.field("title")),
    skuLines: new Map(variants.map(({ sku }, index) => [sku, variantRows[index]?.line ?? first.line])),
  };
}

function isVariant(row: Row): boolean {
  return (["option1Value", "price", "sku"] as const).some((column) => row.field(column) !== "");
}

function readVariant(row: Row, slug: string, values: readonly string[], report: Report): VariantInput {
  const quantity = readQuantity(row, report);
  if (row.field("policy").toLowerCase() === "continue") report("sells_on", row.line);
  if (row.has("tracker") && row.field("tracker") === "" && row.field("quantity") !== "") report("untracked", row.line, String(quantity));
  return {
    sku: readSku(row, slug, values, report),
    values,
    ...readPrices(row, report),
    barcode: withoutApostrophe(row.field("barcode")) || null,
    weightGrams: readWeight(row, report),
    onHand: quantity,
  };
}

/** Reads the SKU; a variant without one gets its handle and option values, so a repeated import derives the same SKU. */
function readSku(row: Row, slug: string, values: readonly string[], report: Report): string {
  const given = withoutApostrophe(row.field("sku"));
  if (given) return given;
  const derived = [slug, ...values.map(slugify)].filter(Boolean).join("-").toUpperCase();
  report("sku_derived", row.line, derived);
  return derived;
}

/** Removes the apostrophe with which spreadsheets preserve leading zeros: `'4160` is 4160. */
function withoutApostrophe(text: string): string {
  return text.replace(/^'+/, "").trim();
}

function readStatus(first: Row, report: Report): "draft" | "active" | "archived" {
  const status = first.field("status").toLowerCase();
  const isPublished = first.field("published").toLowerCase() !== "false";
  if (status === "archived" || status === "draft") return status;
  if (status !== "" && status !== "active") {
    report("unknown_status", first.line, status);
    return "draft";
  }
  return isPublished ? "active" : "draft";
}

function reportTwins(rows: readonly Row[], variants: readonly VariantInput[], report: Report): void {
  const skuLines = new Map<string, number>();
  const optionLines = new Map<string, number>();
  for (const [index, { sku, values }] of variants.entries()) {
    const line = rows[index]?.line ?? 0;
    const combination = values.join("\u0000");
    const sameSku = skuLines.get(sku);
    const sameOptions = optionLines.get(combination);
    if (sameOptions !== undefined) report("duplicate_options", line, String(sameOptions));
    else if (sameSku !== undefined) report("duplicate_sku", line, `${sku}, as in line ${sameSku}`);
    skuLines.set(sku, skuLines.get(sku) ?? line);
    optionLines.set(combination, optionLines.get(combination) ?? line);
  }
}

/** Lists each picture once, by position. A variant's own picture belongs to its colour, unless variants of other colours use it too. */
function readPictures(
  rows: readonly Row[],
  variantRows: readonly Row[],
  variants: readonly VariantInput[],
  colorIndex: number,
  title: string,
): FilePicture[] {
  const colors = new Map<string, Set<string>>();
  const found = new Map<string, { line: number; alt: string; position: number }>();
  for (const row of rows) {
    const url = row.field("imageSrc");
    const place = Number.parseInt(row.field("imagePosition"), 10);
    if (url !== "" && !found.has(url)) {
      found.set(url, { line: row.line, alt: row.field("imageAlt") || title, position: Number.isNaN(place) ? found.size + 1 : place });
    }
  }
  for (const [index, row] of variantRows.entries()) {
    const url = row.field("variantImage");
    if (url === "") continue;
    if (!found.has(url)) found.set(url, { line: row.line, alt: title, position: Number.MAX_SAFE_INTEGER });
    const color = variants[index]?.values[colorIndex];
    if (color !== undefined) colors.set(url, (colors.get(url) ?? new Set()).add(color));
  }
  return [...found]
    .map(([url, { line, alt, position }]) => {
      const [color = null, ...others] = colors.get(url) ?? [];
      return { line, url, alt, position, color: others.length === 0 ? color : null };
    })
    .toSorted((a, b) => a.position - b.position)
    .map(({ line, url, alt, color }) => ({ line, url, alt, color }));
}
