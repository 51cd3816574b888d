import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Address } from "@/lib/core/address";
import type { InvoiceId, OrderId, RefundId } from "@/lib/core/ids";
import type { Cents, VatShare } from "@/lib/core/money";

import { bytea, createdAt, id, localeColumn, time } from "./columns";
import { orders } from "./orders";
import { refunds } from "./payments";

export const invoiceKind = pgEnum("invoice_kind", ["invoice", "credit_note"]);

/** The last number issued for a year, premises and device. Taking the next one locks the row until commit: no gaps, no duplicates. */
export const invoiceSeries = pgTable(
  "invoice_series",
  {
    year: integer().notNull(),
    premises: text().notNull(),
    device: text().notNull(),
    lastNumber: integer().notNull().default(0),
    /** Null until the first document since this is stored. */
    lastIssuedAt: time(),
  },
  (table) => [primaryKey({ columns: [table.year, table.premises, table.device] })],
);

/** One printed line. `paidCents` = unit price × quantity − discount, VAT included. */
export type InvoiceLine = {
  /** The order line's name; null for a refunded bare amount, which has none. */
  position: number | null;
  sku: string;
  name: string;
  /** "Moss · M"; empty if there are none. */
  options: string;
  quantity: number;
  unitPriceCents: Cents;
  discountCents: Cents;
  paidCents: Cents;
  vatRateBasisPoints: number;
};

/** The whole printed content of an invoice or credit note, as issued. Amounts of a credit note are positive. */
export type InvoiceContent = {
  seller: {
    name: string;
    address: string;
    postalCode: string;
    city: string;
    country: string;
    vatId: string;
    register: string;
    iban: string;
    bic: string;
    email: string;
    phone: string;
  };
  buyer: { company: string; vatId: string; email: string; address: Address };
  deliveryAddress: Address;
  orderReference: string;
  /** ISO 8601. */
  orderedAt: string;
  /** ISO 8601. A credit note's is that of the invoice it corrects. */
  suppliedAt: string;
  paymentMethod: (typeof orders.$inferSelect)["paymentMethod"];
  lines: readonly InvoiceLine[];
  shippingCents: Cents;
  totalCents: Cents;
  vatByRate: readonly VatShare[];
  /** The goods leave the customs territory of the EU, free of VAT. */
  export: boolean;
  /** The invoice that a credit note corrects; `issuedAt` in ISO 8601. */
  corrects: { number: string; issuedAt: string } | null;
};

/** Invoices and credit notes, in one series. The database rejects changes and deletions. */
export const invoices = pgTable(
  "invoices",
  {
    id: id<InvoiceId>(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id)
      .$type<OrderId>(),
    kind: invoiceKind().notNull(),
    /** The refund that a credit note is for; null if it is for a cancelled order. */
    refundId: uuid()
      .references(() => refunds.id)
      .$type<RefundId>(),
    year: integer().notNull(),
    premises: text().notNull(),
    device: text().notNull(),
    number: integer().notNull(),
    locale: localeColumn(),
    /** The whole printed content, as issued. */
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

/** PDFs as printed. Each can be printed again from the content of its document. */
export const printedDocuments = pgTable(
  "printed_documents",
  {
    /** SHA-256 of everything printed and of the code that prints it, base64url. */
    hash: text().primaryKey(),
    pdf: bytea().notNull(),
    printedAt: createdAt(),
  },
  (table) => [index().on(table.printedAt)],
);
