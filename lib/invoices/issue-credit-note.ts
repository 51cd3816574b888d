import { asc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { InvoiceContent } from "@/db/schema/invoices";
import { invoices } from "@/db/schema/invoices";
import { refunds } from "@/db/schema/payments";
import type { OrderId, RefundId } from "@/lib/core/ids";
import { addCents, type Cents, cents } from "@/lib/core/money";
import { findAmountDue } from "@/lib/orders/amount-due";
import type { LineQuantity } from "@/lib/pricing/line-refund";
import { lineRefund, refundedQuantity } from "@/lib/pricing/line-refund";
import { getSettings } from "@/lib/settings/settings";
import { creditContent, type Refunded } from "./credit-content";
import { formatNumber, takeNumber } from "./numbers";

/**
 * Issues a succeeded refund's credit note, once, for at most what is billed and no longer paid:
 * none for a duplicate payment or overpayment, nor for a refund repeated after a late failure. Call it under the order's lock
 * and after taking all other locks, like `issueInvoice`.
 */
export async function issueCreditNote(tx: Tx, refundId: RefundId, now: Date): Promise<void> {
  const [refund] = await tx.select().from(refunds).where(eq(refunds.id, refundId));
  if (!refund) throw new Error(`no refund ${refundId}`);
  const issued = await readIssued(tx, refund.orderId);
  if (!issued || issued.notes.some((note) => note.refundId === refundId)) return;
  // A return lowers the price by all that it names, also by the part that was never paid and so isn't refunded.
  const namedCents = addCents(refund.shippingCents, ...refund.lines.map((line) => line.amountCents));
  const { billedCents, settledCents } = await findAmountDue(tx, refund.orderId);
  const amountCents = cents(Math.min(Math.max(refund.amountCents, namedCents), Math.max(0, billedCents - settledCents)));
  await issue(tx, issued, { ...refund, amountCents }, refundId, now);
}

/** Issues a cancelled order's credit note for all that is left of its invoice, regardless of payments. */
export async function creditCancelled(tx: Tx, orderId: OrderId, now: Date): Promise<void> {
  const issued = await readIssued(tx, orderId);
  if (issued) await issue(tx, issued, everythingOf(issued.invoice.content), null, now);
}

/** Issues the credit note for unpaid returned items and for delivery of this amount, in cents. */
export async function creditUnpaid(
  tx: Tx,
  orderId: OrderId,
  items: readonly LineQuantity[],
  shippingCents: Cents,
  now: Date,
): Promise<void> {
  const issued = await readIssued(tx, orderId);
  if (!issued) return;
  const earlier = issued.notes.flatMap(({ content }) => everythingOf(content).lines);
  const lines = items.flatMap(({ position, quantity }) => {
    const line = issued.invoice.content.lines.find((one) => one.position === position);
    if (!line) return [];
    const left = Math.min(quantity, line.quantity - refundedQuantity(position, earlier));
    return lineRefund({ ...line, position }, earlier, left) ?? [];
  });
  const amountCents = addCents(shippingCents, ...lines.map((line) => line.amountCents));
  await issue(tx, issued, { amountCents, lines, shippingCents }, null, now);
}

type Issued = { invoice: typeof invoices.$inferSelect; notes: readonly (typeof invoices.$inferSelect)[] };

async function readIssued(tx: Tx, orderId: OrderId): Promise<Issued | undefined> {
  const documents = await tx.select().from(invoices).where(eq(invoices.orderId, orderId)).orderBy(asc(invoices.issuedAt));
  const invoice = documents.find(({ kind }) => kind === "invoice");
  return invoice && { invoice, notes: documents.filter(({ kind }) => kind === "credit_note") };
}

async function issue(tx: Tx, { invoice, notes }: Issued, refunded: Refunded, refundId: RefundId | null, now: Date): Promise<void> {
  const earlier = notes.map(({ content }) => content);
  const credited = creditContent(invoice.content, earlier, refunded);
  if (!credited) return;
  const settings = await getSettings(tx);
  const content = { ...credited, corrects: { number: formatNumber(invoice), issuedAt: invoice.issuedAt.toISOString() } };
  const number = await takeNumber(tx, settings.invoices, now);
  const { orderId, locale } = invoice;
  await tx.insert(invoices).values({ orderId, locale, kind: "credit_note", refundId, ...number, content });
}

function everythingOf({ lines, shippingCents, totalCents }: InvoiceContent): Refunded {
  return {
    amountCents: totalCents,
    lines: lines.flatMap(({ position, quantity, paidCents }) =>
      position === null ? [] : [{ position, quantity, amountCents: paidCents }],
    ),
    shippingCents,
  };
}
