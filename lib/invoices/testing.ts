import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PrintedDocument } from "./printed-document";
import { renderPdf } from "./render-pdf";

/** What stands on each page of a document, as `readPages` finds it. */
export async function printedPages(document: PrintedDocument): Promise<string[]> {
  return await readPages(await renderPdf(document));
}

/** What a reader of PDFs finds on each page: without blanks, for a long word may be broken. */
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
