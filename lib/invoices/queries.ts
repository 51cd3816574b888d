import { and, asc, eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { invoices } from "@/db/schema/invoices";
import type { InvoiceId, OrderId } from "@/lib/core/ids";
import { findAmountDue } from "@/lib/orders/amount-due";
import type { Order } from "@/lib/orders/queries";
import { unpaidTransfer } from "@/lib/payments/unpaid-transfer";
import { getSettings } from "@/lib/settings/settings";
import { formatNumber } from "./numbers";
import { readOrderContent } from "./order-content";
import type { PrintedDocument } from "./printed-document";

/**
 * Finds an order's printed document: one of its documents by id; without an id its invoice, or a pro forma while the order
 * awaits a transfer. This never issues an invoice.
 */
export async function findDocument(db: Executor, order: Order, documentId: InvoiceId | undefined): Promise<PrintedDocument | undefined> {
  const requested = documentId ? eq(invoices.id, documentId) : eq(invoices.kind, "invoice");
  const [issued] = await db
    .select()
    .from(invoices)
    .where(and(eq(invoices.orderId, order.id), requested));
  if (issued)
    return { kind: issued.kind, number: formatNumber(issued), locale: issued.locale, issuedAt: issued.issuedAt, content: issued.content };
  return documentId ? undefined : await findProForma(db, order);
}

export type IssuedDocument = { id: InvoiceId; kind: "invoice" | "credit_note"; number: string; issuedAt: Date };

/** Lists an order's invoice and credit notes in the order in which they were issued. */
export async function listIssuedDocuments(db: Executor, orderId: OrderId): Promise<IssuedDocument[]> {
  const issued = await db
    .select()
    .from(invoices)
    .where(eq(invoices.orderId, orderId))
    .orderBy(asc(invoices.issuedAt), asc(invoices.number));
  return issued.map((one) => ({ id: one.id, kind: one.kind, number: formatNumber(one), issuedAt: one.issuedAt }));
}

async function findProForma(db: Executor, order: Order): Promise<PrintedDocument | undefined> {
  const settings = await getSettings(db);
  const transfer = unpaidTransfer(order, settings.company, (await findAmountDue(db, order.id)).dueCents);
  if (!transfer) return undefined;
  const content = await readOrderContent(db, order.id, settings, order.placedAt);
  return { kind: "pro_forma", locale: order.locale, issuedAt: order.placedAt, content, transfer };
}
