import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import type { OrderId, ShipmentId } from "@/lib/core/ids";
import { createdAt, id, time } from "./columns";
import { orderLines, orders } from "./orders";

/** A parcel. An order may be sent in several. */
export const shipments = pgTable(
  "shipments",
  {
    id: id<ShipmentId>(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id)
      .$type<OrderId>(),
    carrier: text().notNull(),
    trackingNumber: text().notNull().default(""),
    shippedAt: time().notNull(),
    deliveredAt: time(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.orderId), check("shipments_delivered", sql`${table.deliveredAt} >= ${table.shippedAt}`)],
);

/** The quantity of an order line in a parcel. */
export const shipmentLines = pgTable(
  "shipment_lines",
  {
    shipmentId: uuid()
      .notNull()
      .references(() => shipments.id)
      .$type<ShipmentId>(),
    orderId: uuid().notNull().$type<OrderId>(),
    position: smallint().notNull(),
    quantity: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.shipmentId, table.position] }),
    foreignKey({ columns: [table.orderId, table.position], foreignColumns: [orderLines.orderId, orderLines.position] }),
    index().on(table.orderId),
    check("shipment_lines_quantity", sql`${table.quantity} > 0`),
  ],
);
