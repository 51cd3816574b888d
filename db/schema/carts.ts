import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { CartId, VariantId } from "@/lib/core/ids";
import { variants } from "./catalog";
import { centsColumn, createdAt, id, time } from "./columns";

/** The id is the secret in the cookie: 122 random bits. */
export const carts = pgTable(
  "carts",
  {
    id: id<CartId>(),
    couponCode: text(),
    /** ISO 3166-1 alpha-2, for the shipping estimate. */
    country: text().notNull().default("HR"),
    createdAt: createdAt(),
    touchedAt: time().notNull().defaultNow(),
  },
  (table) => [index().on(table.touchedAt)],
);

export const cartLines = pgTable(
  "cart_lines",
  {
    cartId: uuid()
      .notNull()
      .references(() => carts.id, { onDelete: "cascade", onUpdate: "cascade" })
      .$type<CartId>(),
    variantId: uuid()
      .notNull()
      .references(() => variants.id, { onDelete: "cascade" })
      .$type<VariantId>(),
    quantity: integer().notNull(),
    /** The unit price when the line was last added to or confirmed: lets the cart report a changed price. Never charged. */
    seenPriceCents: centsColumn().notNull(),
    addedAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.cartId, table.variantId] }),
    index().on(table.variantId),
    check("cart_lines_quantity", sql`${table.quantity} between 1 and 999`),
  ],
);
