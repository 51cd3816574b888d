import type { InvoiceContent } from "@/db/schema/invoices";
import type { Locale } from "@/lib/core/locales";
import type { UnpaidTransfer } from "@/lib/payments/unpaid-transfer";

/** A pro forma has no number, because it is a request to pay and changes with the shop's settings. */
export type PrintedDocument = { locale: Locale; issuedAt: Date; content: InvoiceContent } & (
  | { kind: "invoice" | "credit_note"; number: string }
  | { kind: "pro_forma"; transfer: UnpaidTransfer }
);
