import type { products } from "@/db/schema/catalog";
import type { Cents } from "@/lib/core/money";

export type VariantInput = {
  readonly sku: string;
  /** One value for each option, in the options' order. */
  readonly values: readonly string[];
  readonly priceCents: Cents;
  /** Below priceCents, or null without a sale. */
  readonly salePriceCents: Cents | null;
  readonly barcode: string | null;
  readonly weightGrams: number;
  readonly onHand: number;
  readonly lowStockThreshold?: number;
};

export type OptionInput = {
  readonly name: string;
  readonly kind: "color" | "size" | "other";
  /** At least all values that the variants use, in the order in which a shopper sees them. */
  readonly values: readonly { readonly value: string; readonly slug: string; readonly swatch: string | null }[];
};

/** A picture that is already stored. `color` is a value of the colour option, null if the picture fits all. */
export type ImageInput = { readonly mediaKey: string; readonly alt: string; readonly color: string | null };

export type CollectionInput = { readonly collectionId: string; readonly position: number };

/** An omitted column is unchanged, or has its default in a new product. */
export type ProductInput = {
  readonly slug: string;
  readonly name: string;
  /** The description may be any HTML. */
  readonly details: Omit<typeof products.$inferInsert, "id" | "slug" | "name" | "createdAt" | "updatedAt">;
  /** Up to three, with names distinct regardless of case. */
  readonly options: readonly OptionInput[];
  readonly variants: readonly VariantInput[];
  readonly images?: readonly ImageInput[];
  readonly collections?: readonly CollectionInput[];
};
