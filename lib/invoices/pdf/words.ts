import type { PrintedDocument } from "@/lib/invoices/printed-document";
import type { PaymentMethod } from "@/lib/payments/methods";

const TITLES = { invoice: "Invoice", credit_note: "Credit note", pro_forma: "Pro forma invoice" } satisfies Record<
  PrintedDocument["kind"],
  string
>;

export const PAYMENT_WORDS = {
  card: "Card",
  paypal: "PayPal",
  cash_on_delivery: "Cash on delivery",
  bank_transfer: "Bank transfer",
} satisfies Record<PaymentMethod, string>;

/** Why no VAT is charged: an invoice has to name the provision (Directive 2006/112/EC, Art. 226(11)). */
export const EXPORT_WORDS =
  "Export of goods, exempt from VAT: Article 146(1)(a) of Directive 2006/112/EC and Article 45(1) of the Croatian VAT Act (Zakon o porezu na dodanu vrijednost).";

/** 2500 → `25 %`, 550 → `5.5 %`. */
export function rateWords(basisPoints: number): string {
  return `${basisPoints / 100} %`;
}

/** `Invoice 17/P1/1`; a pro forma has no number. */
export function titleWords(document: PrintedDocument): string {
  return document.kind === "pro_forma" ? TITLES.pro_forma : `${TITLES[document.kind]} ${document.number}`;
}

/** `Earthman-invoice-17-P1-1.pdf`: nothing in it but letters, digits and dashes. */
export function fileName(document: PrintedDocument): string {
  const name = document.kind === "pro_forma" ? `pro-forma-${document.content.orderReference}` : titleWords(document);
  return `Earthman-${name.replace(/[^0-9A-Za-z]+/g, "-").replace(/^[A-Z]/, (letter) => letter.toLowerCase())}.pdf`;
}
