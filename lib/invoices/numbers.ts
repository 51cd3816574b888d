import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { invoiceSeries, type invoices } from "@/db/schema/invoices";
import { taxDate } from "@/lib/tax/vat";

export type InvoiceNumber = Pick<typeof invoices.$inferSelect, "year" | "premises" | "device" | "number">;

/**
 * Takes the year's next number and its time of issue: `now`, or the previous document's time if that is later, so dates never
 * run backwards. The series' row stays locked until the transaction ends and a failed transaction's number is reused, so there
 * are no gaps or duplicates. This is the last lock in the order (`lockOrder`): take none after it.
 */
export async function takeNumber(
  tx: Tx,
  { premises, device }: { premises: string; device: string },
  now: Date,
): Promise<InvoiceNumber & { issuedAt: Date }> {
  const year = Number(taxDate(now).slice(0, 4));
  const [row] = await tx
    .insert(invoiceSeries)
    .values({ year, premises, device, lastNumber: 1, lastIssuedAt: now })
    .onConflictDoUpdate({
      target: [invoiceSeries.year, invoiceSeries.premises, invoiceSeries.device],
      set: {
        lastNumber: sql`${invoiceSeries.lastNumber} + 1`,
        lastIssuedAt: sql`greatest(${invoiceSeries.lastIssuedAt}, excluded.last_issued_at)`,
      },
    })
    .returning({ number: invoiceSeries.lastNumber, issuedAt: invoiceSeries.lastIssuedAt });
  if (!row?.issuedAt) throw new Error("no number was taken");
  return { year, premises, device, number: row.number, issuedAt: row.issuedAt };
}

/** Formats a number as `17/P1/1`: number, business premises, device (Zakon o fiskalizaciji, čl. 9.). */
export function formatNumber({ number, premises, device }: InvoiceNumber): string {
  return `${number}/${premises}/${device}`;
}
