import type { products } from "@/db/schema/catalog";
import type { Cents } from "@/lib/core/money";

export type VariantInput = {
  readonly sku: string;
  /** One value for each option, in the options' order. */
  readonly values: readonly string[];
  readonly priceCents: Cents;
  /** Below priceCents, or null where there is no sale. */
  readonly salePriceCents: Cents | null;
  readonly barcode: string | null;
  readonly weightGrams: number;
  readonly onHand: number;
  readonly lowStockThreshold?: number;
};

export type OptionInput = {
  readonly name: string;
  readonly kind: "color" | "size" | "other";
  /** At least all that the variants use, in the order in which a shopper sees them. */
  readonly values: readonly { readonly value: string; readonly slug: string; readonly swatch: string | null }[];
};

/** A picture that is stored already. `color` is a value of the colour option, null where the picture fits all. */
export type ImageInput = { readonly mediaKey: string; readonly alt: string; readonly color: string | null };

export type CollectionInput = { readonly collectionId: string; readonly position: number };

/** What is left out stays as it is, or gets the column's default at first. */
export type ProductInput = {
  readonly slug: string;
  readonly name: string;
  /** The description may be any HTML. */
  readonly details: Omit<typeof products.$inferInsert, "id" | "slug" | "name" | "createdAt" | "updatedAt">;
  /** Up to three, names distinct whatever their case. */
  readonly options: readonly OptionInput[];
  readonly variants: readonly VariantInput[];
  readonly images?: readonly ImageInput[];
  readonly collections?: readonly CollectionInput[];
};
