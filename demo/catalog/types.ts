/** The shapes of the demo catalogue: plain data, no database. Money is integer cents, VAT included; times are ISO 8601. */

export type Picture = {
  /** Name of the renditions: `<key>-<width>.avif` and `.webp` in `demo/pictures`. */
  readonly key: string;
  /** Size of the largest rendition. */
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  /** A tiny picture as a data URI, shown until the real one has loaded. */
  readonly blur: string;
};

export type ProductImage = Picture & {
  /** Slug of the colour shown; null if the product has no colours. */
  readonly color: string | null;
};

export type Colour = {
  readonly slug: string;
  readonly name: string;
  readonly hex: string;
};

export type Category = {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  /** Slug of the category above; null at the top. */
  readonly parent: string | null;
  readonly position: number;
};

export type Collection = {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly position: number;
  readonly picture: Picture;
};

export type OptionValue = {
  readonly slug: string;
  readonly name: string;
  /** Colours only. */
  readonly hex: string | null;
};

export type ProductOption = {
  readonly kind: "color" | "size";
  readonly name: string;
  /** In display order. */
  readonly values: readonly OptionValue[];
};

export type Variant = {
  readonly sku: string;
  /** EAN-13. */
  readonly barcode: string;
  /** Slugs of option values; null if the product lacks the option. */
  readonly color: string | null;
  readonly size: string | null;
  readonly priceCents: number;
  readonly salePriceCents: number | null;
  readonly weightGrams: number;
  readonly onHand: number;
  readonly lowStockThreshold: number;
};

export type Product = {
  readonly slug: string;
  readonly name: string;
  /** One line below the name. */
  readonly subtitle: string;
  /** Simple HTML: p, ul, li. */
  readonly descriptionHtml: string;
  readonly vendor: string;
  readonly category: string;
  readonly collections: readonly string[];
  readonly material: string;
  readonly care: string;
  /** Further words that search finds the product by. */
  readonly keywords: string;
  readonly manufacturer: string;
  readonly responsiblePerson: string;
  /** False for goods that can't be returned once unsealed, for reasons of hygiene. */
  readonly returnable: boolean;
  /** Sorts "newest first". */
  readonly publishedAt: string;
  readonly seoTitle: string;
  readonly seoDescription: string;
  readonly options: readonly ProductOption[];
  readonly variants: readonly Variant[];
  readonly images: readonly ProductImage[];
};

export type Coupon = {
  readonly code: string;
  readonly kind: "percentage" | "fixed";
  /** Percent for `percentage`, cents for `fixed`. */
  readonly value: number;
  readonly minimumCents: number;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly usageLimit: number | null;
  readonly perCustomerLimit: number | null;
};
