import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { OrderId, VariantId } from "@/lib/core/ids";
import { variants } from "./catalog";
import { actorCheck, actorColumns, createdAt } from "./columns";
import { orders } from "./orders";

export const stockMovementKind = pgEnum("stock_movement_kind", ["receive", "reserve", "release", "ship", "return", "adjust"]);

/**
 * The stock ledger. For each variant:
 * onHand = receive + return + adjust − ship, reserved = reserve − release − ship.
 * Quantities are positive; only adjust is signed.
 */
export const stockMovements = pgTable(
  "stock_movements",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    variantId: uuid()
      .notNull()
      .references(() => variants.id)
      .$type<VariantId>(),
    kind: stockMovementKind().notNull(),
    quantity: integer().notNull(),
    orderId: uuid()
      .references(() => orders.id)
      .$type<OrderId>(),
    ...actorColumns(),
    note: text().notNull().default(""),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.variantId, table.id),
    index().on(table.orderId),
    actorCheck("stock_movements_actor", table),
    check("stock_movements_quantity", sql`${table.quantity} > 0 or (${table.kind} = 'adjust' and ${table.quantity} <> 0)`),
  ],
);
