import { and, eq, inArray, ne } from "drizzle-orm";
import type { Executor, Tx } from "@/db/client";
import { products, variants } from "@/db/schema/catalog";
import { transact } from "@/db/transaction";
import type { CommandContext } from "@/lib/core/actor";
import type { ProductId } from "@/lib/core/ids";
import { matchVariants } from "./match-variants";
import type { ProductInput } from "./product-input";
import { revalidateTags } from "./revalidate-tags";
import { sanitiseRichText } from "./rich-text";
import { tags } from "./tags";
import { differs, dropUnusedValues, loadOptions, writeCollections, writeImages, writeOptions } from "./write-product-parts";
import { lockVariants, writeVariants } from "./write-variants";

export type WriteProductResult =
  | {
      readonly ok: true;
      readonly value: {
        readonly id: ProductId;
        readonly outcome: "created" | "updated" | "unchanged";
        /** SKUs of the product that are not in the input and remain. */
        readonly unlistedSkus: readonly string[];
      };
    }
  | {
      readonly ok: false;
      /**
       * sku_taken: another product has these SKUs. options_changed: the options have changed, and these variants don't fit
       * them. options_taken: these variants would get the option values of another one.
       */
      readonly error: "sku_taken" | "options_changed" | "options_taken";
      readonly skus: readonly string[];
    };

/**
 * Creates or updates the product with this slug in one transaction, sanitises its description, and changes nothing if the input is
 * unchanged. Variants are found by SKU or else by option values; existing stock changes only with `setStock`, and never falls
 * below the reserved units.
 */
export async function writeProduct(
  db: Executor,
  input: ProductInput,
  { now, actor, setStock = false }: CommandContext & { setStock?: boolean },
): Promise<WriteProductResult> {
  return transact(db, async (tx) => {
    const foreignSkus = await findSkusOfOthers(tx, input);
    if (foreignSkus.length > 0) return { ok: false, error: "sku_taken", skus: foreignSkus };

    const { slug, name } = input;
    const details = sanitised(input.details);
    const [created] = await tx
      .insert(products)
      .values({ ...details, slug, name, createdAt: now, updatedAt: now })
      .onConflictDoNothing({ target: products.slug })
      .returning();
    const product = created ?? (await lockProduct(tx, slug));

    const storedOptions = created ? [] : await loadOptions(tx, product.id);
    const storedVariants = created ? [] : await lockVariants(tx, product.id, storedOptions);
    const { pairs, unmatched, taken } = matchVariants(storedVariants, input.variants);
    if (taken.length > 0) return { ok: false, error: "options_taken", skus: taken };
    const sameOptions = storedOptions.every(({ name }, index) => name.toLowerCase() === input.options[index]?.name.toLowerCase());
    if (!sameOptions) return { ok: false, error: "options_changed", skus: input.variants.map(({ sku }) => sku) };
    if (storedOptions.length < input.options.length && unmatched.length > 0) {
      return { ok: false, error: "options_changed", skus: unmatched.map(({ sku }) => sku) };
    }

    const options = await writeOptions(tx, product.id, storedOptions, input.options);
    const changes = [
      differs(product, { ...details, name }),
      options.changed,
      await writeVariants(tx, product.id, pairs, options.valueIds, { actor, now, setStock }),
      await dropUnusedValues(tx, storedOptions, input.options, unmatched),
      await writeImages(tx, product.id, input, options.valueIds),
      await writeCollections(tx, product.id, input.collections),
    ];

    const outcome = created ? "created" : changes.includes(true) ? "updated" : "unchanged";
    if (outcome === "updated") {
      await tx
        .update(products)
        .set({ ...details, name, updatedAt: now })
        .where(eq(products.id, product.id));
    }
    if (outcome !== "unchanged") await revalidateTags(tx, tags.product(slug), tags.listings);
    return { ok: true, value: { id: product.id, outcome, unlistedSkus: unmatched.map(({ sku }) => sku) } };
  });
}

function sanitised(details: ProductInput["details"]): ProductInput["details"] {
  const { descriptionHtml } = details;
  return descriptionHtml === undefined ? details : { ...details, descriptionHtml: sanitiseRichText(descriptionHtml) };
}

async function findSkusOfOthers(tx: Tx, { slug, variants: wanted }: ProductInput): Promise<string[]> {
  const skus = wanted.map(({ sku }) => sku);
  const rows = await tx
    .select({ sku: variants.sku })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(and(inArray(variants.sku, skus), ne(products.slug, slug)));
  return rows.map(({ sku }) => sku);
}

async function lockProduct(tx: Tx, slug: string) {
  const [product] = await tx.select().from(products).where(eq(products.slug, slug)).for("no key update");
  if (!product) throw new Error(`the product ${slug} was deleted while it was written`);
  return product;
}
