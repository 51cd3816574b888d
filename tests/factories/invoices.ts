import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { InvoiceContent, InvoiceLine } from "@/db/schema/invoices";
import { cents } from "@/lib/core/money";
import { renderPdf } from "@/lib/invoices/pdf/render-pdf";
import type { PrintedDocument } from "@/lib/invoices/printed-document";

const address = {
  firstName: "Ana",
  lastName: "Babić",
  address: "Ilica 1",
  address2: "2. kat",
  postalCode: "10000",
  city: "Zagreb",
  country: "HR",
};

export function line(position: number, values: Partial<InvoiceLine> = {}): InvoiceLine {
  const paid = { unitPriceCents: cents(2500), quantity: 2, discountCents: cents(500), paidCents: cents(4500), vatRateBasisPoints: 2500 };
  return { position, sku: `SKU-${String(position).padStart(4, "0")}`, name: "Linen shirt", options: "Moss · M", ...paid, ...values };
}

/** The content of an invoice with one line. */
export function content(values: Partial<InvoiceContent> = {}): InvoiceContent {
  return {
    seller: {
      name: "Earthman d.o.o.",
      address: "Vlaška 7",
      postalCode: "10000",
      city: "Zagreb",
      country: "HR",
      vatId: "HR12345678903",
      register: "Trgovački sud u Zagrebu",
      iban: "HR1210010051863000160",
      bic: "",
      email: "hello@example.com",
      phone: "",
    },
    buyer: { company: "", vatId: "", email: "ana@example.com", address },
    deliveryAddress: address,
    orderReference: "ORD-7K3M9QX2PA",
    orderedAt: "2026-11-23T10:00:00Z",
    suppliedAt: "2026-11-24T10:00:00Z",
    paymentMethod: "cash_on_delivery",
    lines: [line(1)],
    shippingCents: cents(500),
    totalCents: cents(5000),
    vatByRate: [{ rateBasisPoints: 2500, netCents: cents(4000), vatCents: cents(1000) }],
    export: false,
    corrects: null,
    ...values,
  };
}

/** The text of each page of a printed document, as `readPages` finds it. */
export async function printedPages(document: PrintedDocument): Promise<string[]> {
  return await readPages(await renderPdf(document));
}

/** The text that a PDF reader finds on each page, without spaces, because a long word may be broken. */
export async function readPages(file: Buffer): Promise<string[]> {
  const task = getDocument({ data: new Uint8Array(file) });
  const pdf = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    pages.push(unspaced(items.map((item) => ("str" in item ? item.str : "")).join("")));
  }
  await task.destroy();
  return pages;
}

export function unspaced(text: string): string {
  return text.replace(/\s/g, "");
}
