import { renderToBuffer } from "@react-pdf/renderer";
import type { PrintedDocument } from "@/lib/invoices/printed-document";
import { loadFonts } from "./fonts";
import { PrintedPage } from "./printed-page";

/** Renders a document from its stored content alone, as it was when issued. */
export async function renderPdf(document: PrintedDocument): Promise<Buffer> {
  await loadFonts();
  return await renderToBuffer(<PrintedPage document={document} />);
}
