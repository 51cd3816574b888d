import { renderToBuffer } from "@react-pdf/renderer";
import type { PrintedDocument } from "@/lib/invoices/printed-document";
import { loadFonts } from "./fonts";
import { PrintedPage } from "./printed-page";

/** Prints from what was written down when it was issued, and from nothing else. */
export async function renderPdf(document: PrintedDocument): Promise<Buffer> {
  await loadFonts();
  return await renderToBuffer(<PrintedPage document={document} />);
}
