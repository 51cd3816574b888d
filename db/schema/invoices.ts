import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { InvoiceId, OrderId, RefundId } from "@/lib/core/ids";
import type { InvoiceContent } from "@/lib/invoices/types";
import { id, time } from "./columns";
import { orders } from "./orders";
import { refunds } from "./payments";

export const invoiceKind = pgEnum("invoice_kind", ["invoice", "credit_note"]);

/** The last number given in a year, premises and device. Whoever takes the next one locks the row until commit: no gaps, no twins. */
export const invoiceSeries = pgTable(
  "invoice_series",
  {
    year: integer().notNull(),
    premises: text().notNull(),
    device: text().notNull(),
    lastNumber: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.year, table.premises, table.device] })],
);

/** Invoices and credit notes, in one series. The database refuses to change or delete one. */
export const invoices = pgTable(
  "invoices",
  {
    id: id<InvoiceId>(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id)
      .$type<OrderId>(),
    kind: invoiceKind().notNull(),
    /** The refund that a credit note is for; null where it is for an order that was cancelled. */
    refundId: uuid()
      .references(() => refunds.id)
      .$type<RefundId>(),
    year: integer().notNull(),
    premises: text().notNull(),
    device: text().notNull(),
    number: integer().notNull(),
    /** All that is printed, as it was when it was issued. */
    content: jsonb().notNull().$type<InvoiceContent>(),
    issuedAt: time().notNull(),
  },
  (table) => [
    unique("invoices_number").on(table.year, table.premises, table.device, table.number),
    uniqueIndex("invoices_order").on(table.orderId).where(sql`kind = 'invoice'`),
    uniqueIndex("invoices_refund").on(table.refundId),
    index().on(table.orderId, table.issuedAt),
    check("invoices_refund_of_credit_note", sql`${table.kind} = 'credit_note' or ${table.refundId} is null`),
    check("invoices_positive", sql`${table.number} > 0`),
  ],
);
