import { asc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { invoices } from "@/db/schema/invoices";
import { refunds } from "@/db/schema/payments";
import type { RefundId } from "@/lib/ids";
import { getSettings } from "@/lib/settings";
import { creditContent } from "./credit-content";
import { formatNumber, takeNumber } from "./number";

/**
 * Issues the credit note of a refund, once. There is none where no invoice was issued, where nothing of the invoice is left
 * to correct, and for a payment that was made twice: the sale it was for stands as invoiced. Call it under the order's lock
 * and after all others were taken, as `issueInvoice`.
 */
export async function issueCreditNote(tx: Tx, refundId: RefundId, now: Date): Promise<void> {
  const [refund] = await tx.select().from(refunds).where(eq(refunds.id, refundId));
  if (!refund) throw new Error(`no refund ${refundId}`);
  if (refund.reason === "duplicate" || (await tx.$count(invoices, eq(invoices.refundId, refundId))) > 0) return;
  const issued = await tx.select().from(invoices).where(eq(invoices.orderId, refund.orderId)).orderBy(asc(invoices.issuedAt));
  const invoice = issued.find(({ kind }) => kind === "invoice");
  if (!invoice) return;
  const earlier = issued.filter(({ kind }) => kind === "credit_note").map((note) => note.content);
  const credited = creditContent(invoice.content, earlier, refund);
  if (!credited) return;
  const settings = await getSettings(tx);
  const content = { ...credited, corrects: { number: formatNumber(invoice), issuedAt: invoice.issuedAt.toISOString() } };
  const number = await takeNumber(tx, settings.invoices, now);
  await tx.insert(invoices).values({ orderId: refund.orderId, kind: "credit_note", refundId, ...number, content, issuedAt: now });
}
