import type { PrintedDocument } from "@/lib/invoices/printed-document";
import { translator } from "@/messages/translator";

/** Returns a title such as `Invoice 17/P1/1`; a pro forma has no number. */
export function documentTitle(document: PrintedDocument): string {
  const t = translator(document.locale, "invoice.title");
  return document.kind === "pro_forma" ? t("pro_forma") : t(document.kind, { number: document.number });
}

/** Returns a file name such as `Earthman-invoice-17-P1-1.pdf`, with only unaccented letters, digits and dashes. */
export function fileName(document: PrintedDocument): string {
  const title = documentTitle(document);
  const name = document.kind === "pro_forma" ? `${title} ${document.content.orderReference}` : title;
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "");
  return `Earthman-${plain.replace(/[^0-9A-Za-z]+/g, "-").replace(/^-?[A-Z]/, (start) => start.replace("-", "").toLowerCase())}.pdf`;
}
