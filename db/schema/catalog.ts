import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  customType,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { ProductId, VariantId } from "@/lib/core/ids";
import { centsColumn, createdAt, id, localeColumn, time } from "./columns";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

export const productStatus = pgEnum("product_status", ["draft", "active", "archived"]);
export const optionKind = pgEnum("option_kind", ["color", "size", "other"]);

/** A stored picture. The media store has its renditions as `<key>-<width>.avif|webp`, at its full width and at half of it. */
export const media = pgTable(
  "media",
  {
    key: text().primaryKey(),
    width: integer().notNull(),
    height: integer().notNull(),
    blur: text().notNull(),
    /** The address it was fetched from, so an import does not fetch it again. */
    source: text(),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.source),
    check("media_size", sql`${table.width} > 0 and ${table.height} > 0`),
    check("media_key", sql`${table.key} ~ '^[a-z0-9][a-z0-9-]*$'`),
  ],
);

export const categories = pgTable(
  "categories",
  {
    id: id(),
    parentId: uuid().references((): AnyPgColumn => categories.id),
    slug: text().notNull().unique(),
    name: text().notNull(),
    description: text().notNull().default(""),
    mediaKey: text().references(() => media.key),
    position: integer().notNull().default(0),
  },
  (table) => [index().on(table.parentId)],
);

export const collections = pgTable("collections", {
  id: id(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  description: text().notNull().default(""),
  mediaKey: text().references(() => media.key),
  position: integer().notNull().default(0),
});

export const products = pgTable(
  "products",
  {
    id: id<ProductId>(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    /** One line under the name: fabric and weight. */
    subtitle: text().notNull().default(""),
    /** Sanitised rich text. */
    descriptionHtml: text().notNull().default(""),
    vendor: text().notNull().default(""),
    status: productStatus().notNull().default("draft"),
    categoryId: uuid().references(() => categories.id),
    material: text().notNull().default(""),
    care: text().notNull().default(""),
    /** Further words that search finds the product by: type, tags. */
    keywords: text().notNull().default(""),
    seoTitle: text().notNull().default(""),
    seoDescription: text().notNull().default(""),
    /** Names and addresses that product safety law requires (Regulation (EU) 2023/988, Art. 19). */
    manufacturer: text().notNull().default(""),
    responsiblePerson: text().notNull().default(""),
    /** False for sealed hygiene goods and goods made to order (Directive 2011/83/EU, Art. 16). */
    returnable: boolean().notNull().default(true),
    publishedAt: time().notNull().defaultNow(),
    createdAt: createdAt(),
    updatedAt: time().notNull().defaultNow(),
    /** Weighted, stemmed words without accents. */
    searchDocument: tsvector().generatedAlwaysAs(sql`search_document(name, subtitle, material, keywords, vendor, description_html)`),
    /** The same words unstemmed, with and without hyphens, for misspellings. */
    searchWords: text().generatedAlwaysAs(sql`search_words(name, subtitle, material, keywords, vendor)`),
  },
  (table) => [
    index().on(table.categoryId, table.publishedAt.desc(), table.id).where(sql`status = 'active'`),
    index().on(table.publishedAt.desc(), table.id).where(sql`status = 'active'`),
    index("products_search_document_idx").using("gin", table.searchDocument),
    index("products_search_words_idx").using("gin", table.searchWords.op("gin_trgm_ops")),
    check("products_slug", sql`${table.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
    check("products_name", sql`${table.name} <> ''`),
  ],
);

export const productCollections = pgTable(
  "product_collections",
  {
    productId: uuid()
      .notNull()
      .references(() => products.id, { onDelete: "cascade" })
      .$type<ProductId>(),
    collectionId: uuid()
      .notNull()
      .references(() => collections.id, { onDelete: "cascade" }),
    position: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.productId, table.collectionId] }), index().on(table.collectionId, table.position)],
);

export const productOptions = pgTable(
  "product_options",
  {
    id: id(),
    productId: uuid()
      .notNull()
      .references(() => products.id, { onDelete: "cascade" })
      .$type<ProductId>(),
    /** 1, 2 or 3: a variant's value1Id, value2Id, value3Id belong to the option at that position. */
    position: smallint().notNull(),
    name: text().notNull(),
    kind: optionKind().notNull(),
  },
  (table) => [
    unique().on(table.productId, table.position),
    uniqueIndex("product_options_name").on(table.productId, sql`lower(${table.name})`),
    check("product_options_position", sql`${table.position} between 1 and 3`),
  ],
);

export const optionValues = pgTable(
  "option_values",
  {
    id: id(),
    optionId: uuid()
      .notNull()
      .references(() => productOptions.id, { onDelete: "cascade" }),
    /** The word in the address bar: `?color=clay`. */
    slug: text().notNull(),
    value: text().notNull(),
    position: integer().notNull(),
    /** `#rrggbb`, colours only. */
    swatch: text(),
  },
  (table) => [
    unique().on(table.optionId, table.value),
    index().on(table.slug),
    check("option_values_swatch", sql`${table.swatch} ~ '^#[0-9a-f]{6}$'`),
  ],
);

export const variants = pgTable(
  "variants",
  {
    id: id<VariantId>(),
    productId: uuid()
      .notNull()
      .references(() => products.id, { onDelete: "cascade" })
      .$type<ProductId>(),
    sku: text().notNull().unique(),
    barcode: text(),
    position: integer().notNull().default(0),
    value1Id: uuid().references(() => optionValues.id),
    value2Id: uuid().references(() => optionValues.id),
    value3Id: uuid().references(() => optionValues.id),
    priceCents: centsColumn().notNull(),
    salePriceCents: centsColumn(),
    weightGrams: integer().notNull().default(0),
    onHand: integer().notNull().default(0),
    /** Units reserved for orders and not yet shipped. Sellable is onHand − reserved. */
    reserved: integer().notNull().default(0),
    lowStockThreshold: integer().notNull().default(3),
  },
  (table) => [
    unique("variants_options").on(table.productId, table.value1Id, table.value2Id, table.value3Id).nullsNotDistinct(),
    index().on(table.value1Id),
    index().on(table.value2Id),
    index().on(table.value3Id),
    check("variants_sku", sql`${table.sku} <> ''`),
    check("variants_price", sql`${table.priceCents} >= 0`),
    check("variants_sale_price", sql`${table.salePriceCents} >= 0 and ${table.salePriceCents} < ${table.priceCents}`),
    check("variants_weight", sql`${table.weightGrams} >= 0`),
    check("variants_never_oversold", sql`${table.reserved} >= 0 and ${table.onHand} >= ${table.reserved}`),
  ],
);

/** Every price a variant ever had. A trigger on variants writes it, so no code path can forget it. */
export const priceHistory = pgTable(
  "price_history",
  {
    id: id(),
    variantId: uuid()
      .notNull()
      .references(() => variants.id, { onDelete: "cascade" })
      .$type<VariantId>(),
    priceCents: centsColumn().notNull(),
    salePriceCents: centsColumn(),
    validFrom: time().notNull().default(sql`clock_timestamp()`),
  },
  (table) => [index().on(table.variantId, table.validFrom.desc())],
);

export const images = pgTable(
  "images",
  {
    id: id(),
    productId: uuid()
      .notNull()
      .references(() => products.id, { onDelete: "cascade" })
      .$type<ProductId>(),
    mediaKey: text()
      .notNull()
      .references(() => media.key),
    position: integer().notNull(),
    alt: text().notNull(),
    /** The colour it shows; null if it suits all colours. */
    colorValueId: uuid().references(() => optionValues.id, { onDelete: "set null" }),
  },
  (table) => [unique().on(table.productId, table.position), index().on(table.mediaKey), index().on(table.colorValueId)],
);

/** Requests to be notified when a variant is back in stock: one open request for each address and variant. */
export const stockNotifications = pgTable(
  "stock_notifications",
  {
    id: id(),
    variantId: uuid()
      .notNull()
      .references(() => variants.id, { onDelete: "cascade" })
      .$type<VariantId>(),
    email: text().notNull(),
    locale: localeColumn(),
    createdAt: createdAt(),
    notifiedAt: time(),
  },
  (table) => [uniqueIndex("stock_notifications_open").on(table.variantId, sql`lower(${table.email})`).where(sql`notified_at is null`)],
);
