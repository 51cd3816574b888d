import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgEnum, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import type { OrderId, RefundId, ReturnId } from "@/lib/core/ids";
import { centsColumn, id, time } from "./columns";
import { orderLines, orders } from "./orders";
import { refunds } from "./payments";

export const returnKind = pgEnum("return_kind", ["withdrawal", "return"]);
/** `closed`: ended without a refund, because no money was retained or its order was cancelled instead. */
export const returnStatus = pgEnum("return_status", ["requested", "approved", "received", "refunded", "rejected", "closed"]);

/** A customer's return of goods: a withdrawal from the contract, or a return for another reason. */
export const returns = pgTable(
  "returns",
  {
    id: id<ReturnId>(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id)
      .$type<OrderId>(),
    kind: returnKind().notNull(),
    status: returnStatus().notNull().default("requested"),
    /** The person who declared it and the address of the acknowledgement: Directive (EU) 2023/2673, Art. 1(5). */
    name: text().notNull(),
    email: text().notNull(),
    /** In the customer's words; a withdrawal needs none. */
    reason: text().notNull().default(""),
    /** In staff's words, if it was rejected. */
    rejection: text().notNull().default(""),
    requestedAt: time().notNull(),
    approvedAt: time(),
    receivedAt: time(),
    rejectedAt: time(),
    /** The price of its items and delivery, which need not be paid; null unless it was closed before the order's invoice was issued. */
    waivedCents: centsColumn(),
    waivedShippingCents: centsColumn(),
    refundId: uuid()
      .references(() => refunds.id)
      .$type<RefundId>(),
  },
  (table) => [
    index().on(table.orderId),
    index("returns_open").on(table.requestedAt).where(sql`status in ('requested', 'approved', 'received')`),
    check("returns_rejected", sql`(${table.status} = 'rejected') = (${table.rejectedAt} is not null)`),
    check(
      "returns_waived",
      sql`(${table.waivedCents} is null) = (${table.waivedShippingCents} is null) and ${table.waivedShippingCents} between 0 and ${table.waivedCents}`,
    ),
    check("returns_refunded", sql`(${table.status} = 'refunded') = (${table.refundId} is not null)`),
  ],
);

export const returnLines = pgTable(
  "return_lines",
  {
    returnId: uuid()
      .notNull()
      .references(() => returns.id)
      .$type<ReturnId>(),
    orderId: uuid().notNull().$type<OrderId>(),
    position: smallint().notNull(),
    quantity: integer().notNull(),
    /** How many of them had been sent when the return was declared; the others must not be sent any more. */
    sentQuantity: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.returnId, table.position] }),
    foreignKey({ columns: [table.orderId, table.position], foreignColumns: [orderLines.orderId, orderLines.position] }),
    index().on(table.orderId),
    check("return_lines_quantity", sql`${table.quantity} > 0 and ${table.sentQuantity} between 0 and ${table.quantity}`),
  ],
);
