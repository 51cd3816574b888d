import type { OptionInput } from "@/lib/catalog/product-input";
import { slugify } from "@/lib/core/slug";
import type { Report } from "@/lib/imports/problems";
import type { Column, Row } from "./rows";
import { swatchOf } from "./swatches";

const PLACES = [
  { name: "option1Name", value: "option1Value" },
  { name: "option2Name", value: "option2Value" },
  { name: "option3Name", value: "option3Value" },
] as const satisfies readonly { name: Column; value: Column }[];

const KINDS: Readonly<Record<string, OptionInput["kind"]>> = {
  color: "color",
  colour: "color",
  boja: "color",
  size: "size",
  veličina: "size",
  velicina: "size",
};

type Value = OptionInput["values"][number];

/** An option and its variants' values, in the order of the rows. */
export type ReadOption = {
  readonly name: string;
  readonly kind: OptionInput["kind"];
  readonly column: Column;
  readonly values: Map<string, Value>;
};

/** Reads the options from the product's first row. A single option “Title” with one variant is Shopify's way of writing no options. */
export function readOptions(first: Row, variantRows: readonly Row[], report: Report): ReadOption[] {
  const named = PLACES.filter(({ name, value }) => first.field(name) !== "" || variantRows.some((row) => row.field(value) !== ""));
  const names = named.map(({ name }) => first.field(name));
  const isTitleOnly = names.length === 1 && (names[0] === "" || names[0]?.toLowerCase() === "title");
  if (isTitleOnly && variantRows.length === 1) return [];
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length || names.includes("")) {
    report("bad_options", first.line, names.join(", ") || "none");
  }
  const taken = new Set<OptionInput["kind"]>();
  return named.map((place, index) => {
    const name = names[index] ?? "";
    const wanted = KINDS[name.toLowerCase()] ?? "other";
    // A product page shows only one row of swatches and one of sizes.
    const kind = taken.has(wanted) ? "other" : wanted;
    taken.add(kind);
    return { name, kind, column: place.value, values: new Map() };
  });
}

/** Reads the row's value of each option and adds it to the option's values. */
export function readValues(row: Row, options: readonly ReadOption[], report: Report): string[] {
  return options.map(({ name, kind, column, values }) => {
    const value = row.field(column);
    if (value === "") report("missing_option_value", row.line, name);
    else if (!values.has(value)) {
      values.set(value, { value, slug: slugify(value) || `value-${values.size + 1}`, swatch: kind === "color" ? swatchOf(value) : null });
    }
    return value;
  });
}
