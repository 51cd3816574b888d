import type { ProductId, VariantId } from "@/lib/core/ids";
import type { Cents } from "@/lib/core/money";

/** The storefront's data, read by lib/catalog and rendered by components. */
export type Picture = { key: string; width: number; height: number; blur: string; alt: string };

export type ColorDot = { slug: string; name: string; swatch: string | null };

export type ProductCard = {
  id: ProductId;
  slug: string;
  name: string;
  subtitle: string;
  picture: Picture | null;
  /** The colour that the picture shows, if the shopper filtered by colour. */
  color: string | null;
  price: Cents;
  salePrice: Cents | null;
  /** The lowest price in the 30 days before the sale; null without a sale. */
  lowest: Cents | null;
  /** The percentage below `lowest`, rounded down; 0 without a sale. */
  percentOff: number;
  /** Whether other variants cost more. */
  from: boolean;
  colors: readonly ColorDot[];
  isNew: boolean;
  /** Sellable units of all variants together. */
  sellable: number;
};

export type OptionKind = "color" | "size" | "other";

export type ProductOption = {
  name: string;
  kind: OptionKind;
  values: readonly { id: string; slug: string; value: string; swatch: string | null }[];
};

export type ProductVariant = {
  id: VariantId;
  sku: string;
  barcode: string | null;
  /** One value id for each option, in the options' order. */
  valueIds: readonly string[];
  price: Cents;
  salePrice: Cents | null;
  lowest: Cents | null;
  percentOff: number;
  sellable: number;
  lowStockThreshold: number;
};

export type ProductDetails = {
  id: ProductId;
  slug: string;
  name: string;
  subtitle: string;
  descriptionHtml: string;
  vendor: string;
  material: string;
  care: string;
  manufacturer: string;
  responsiblePerson: string;
  returnable: boolean;
  seoTitle: string;
  seoDescription: string;
  categoryId: string | null;
  options: readonly ProductOption[];
  variants: readonly ProductVariant[];
  images: readonly (Picture & { colorValueId: string | null })[];
};

export type Category = {
  id: string;
  parentId: string | null;
  slug: string;
  name: string;
  description: string;
  picture: Picture | null;
};

export type Collection = Omit<Category, "parentId">;

export type FacetValue = { slug: string; name: string; swatch: string | null; count: number };

export type Facets = {
  colors: readonly FacetValue[];
  sizes: readonly FacetValue[];
  categories: readonly FacetValue[];
  /** The number of products in stock. */
  inStock: number;
  /** The lowest and highest price, before the price filter. */
  price: { min: Cents; max: Cents } | null;
};

export type ProductList = { cards: readonly ProductCard[]; total: number; facets: Facets };

/** `path` is the page's path without a language. */
export type Suggestion = { path: string; name: string } & ({ kind: "category" } | { kind: "product"; subtitle: string });
