import { asc, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { images, optionValues, productCollections, productOptions } from "@/db/schema/catalog";
import type { ProductId } from "@/lib/core/ids";
import type { CollectionInput, OptionInput, ProductInput } from "./product-input";

export type StoredOption = typeof productOptions.$inferSelect & { values: (typeof optionValues.$inferSelect)[] };

/** The ids of each option's values by value, in the options' order. */
export type ValueIds = readonly ReadonlyMap<string, string>[];

/** Whether a row differs from the wanted values in any of their columns. Dates are compared by their time. */
export function differs<Row extends object>(row: Row, wanted: Partial<Row>): boolean {
  const plain = (value: unknown) => (value instanceof Date ? value.getTime() : value);
  for (const column in wanted) {
    if (wanted[column] !== undefined && plain(row[column]) !== plain(wanted[column])) return true;
  }
  return false;
}

export async function loadOptions(tx: Tx, productId: ProductId): Promise<StoredOption[]> {
  const rows = await tx
    .select()
    .from(productOptions)
    .leftJoin(optionValues, eq(optionValues.optionId, productOptions.id))
    .where(eq(productOptions.productId, productId))
    .orderBy(asc(productOptions.position), asc(optionValues.position));
  const options = new Map<string, StoredOption>();
  for (const { product_options: option, option_values: value } of rows) {
    const stored = options.get(option.id) ?? { ...option, values: [] };
    options.set(option.id, stored);
    if (value) stored.values.push(value);
  }
  return [...options.values()];
}

/** Updates options and their values to the wanted ones. Values no longer wanted remain until `dropUnusedValues`. */
export async function writeOptions(tx: Tx, productId: ProductId, stored: readonly StoredOption[], wanted: readonly OptionInput[]) {
  let changed = false;
  const valueIds: ReadonlyMap<string, string>[] = [];
  for (const [index, { name, kind, values }] of wanted.entries()) {
    const existing = stored[index];
    const option = existing ?? (await insertOption(tx, { productId, position: index + 1, name, kind }));
    if (!existing || differs(existing, { name, kind })) changed = true;
    if (existing && differs(existing, { name, kind })) {
      await tx.update(productOptions).set({ name, kind }).where(eq(productOptions.id, existing.id));
    }

    const ids = new Map(existing?.values.map(({ value, id }) => [value, id]));
    const missing = values.map((value, position) => ({ ...value, position, optionId: option.id })).filter(({ value }) => !ids.has(value));
    for (const [position, { value, slug, swatch }] of values.entries()) {
      const row = existing?.values.find((candidate) => candidate.value === value);
      // A swatch that staff chose survives an import without one.
      const update = { slug, position, swatch: swatch ?? undefined };
      if (!row || !differs(row, update)) continue;
      await tx.update(optionValues).set(update).where(eq(optionValues.id, row.id));
      changed = true;
    }
    if (missing.length > 0) {
      const added = await tx.insert(optionValues).values(missing).returning();
      for (const { value, id } of added) ids.set(value, id);
      changed = true;
    }
    valueIds.push(ids);
  }
  return { changed, valueIds };
}

async function insertOption(tx: Tx, values: typeof productOptions.$inferInsert) {
  const [option] = await tx.insert(productOptions).values(values).returning();
  if (!option) throw new Error("the database returned no option");
  return option;
}

/** Deletes the values that are neither wanted nor used by a remaining variant. Returns whether there were any. */
export async function dropUnusedValues(
  tx: Tx,
  stored: readonly StoredOption[],
  wanted: readonly OptionInput[],
  unmatched: readonly { values: readonly string[] }[],
): Promise<boolean> {
  const unused = stored.flatMap(({ values }, index) => {
    const used = new Set([
      ...(wanted[index]?.values.map(({ value }) => value) ?? []),
      ...unmatched.map((variant) => variant.values[index]),
    ]);
    return values.filter(({ value }) => !used.has(value)).map(({ id }) => id);
  });
  if (unused.length > 0) await tx.delete(optionValues).where(inArray(optionValues.id, unused));
  return unused.length > 0;
}

/** Replaces the product's pictures if they differ. */
export async function writeImages(tx: Tx, productId: ProductId, input: ProductInput, valueIds: ValueIds): Promise<boolean> {
  if (!input.images) return false;
  const colors = valueIds[input.options.findIndex(({ kind }) => kind === "color")];
  const wanted = input.images.map(({ mediaKey, alt, color }, position) => ({
    productId,
    mediaKey,
    position,
    alt,
    colorValueId: (color !== null && colors?.get(color)) || null,
  }));
  const stored = await tx.select().from(images).where(eq(images.productId, productId)).orderBy(asc(images.position));
  if (stored.length === wanted.length && stored.every((image, index) => !differs(image, wanted[index] ?? {}))) return false;
  await tx.delete(images).where(eq(images.productId, productId));
  if (wanted.length > 0) await tx.insert(images).values(wanted);
  return true;
}

/** Puts the product into exactly these collections. */
export async function writeCollections(
  tx: Tx,
  productId: ProductId,
  collections: readonly CollectionInput[] | undefined,
): Promise<boolean> {
  if (!collections) return false;
  const stored = await tx.select().from(productCollections).where(eq(productCollections.productId, productId));
  const places = new Map(stored.map(({ collectionId, position }) => [collectionId, position]));
  if (stored.length === collections.length && collections.every(({ collectionId, position }) => places.get(collectionId) === position)) {
    return false;
  }
  await tx.delete(productCollections).where(eq(productCollections.productId, productId));
  if (collections.length > 0) await tx.insert(productCollections).values(collections.map((place) => ({ ...place, productId })));
  return true;
}
