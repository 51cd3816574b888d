import { renderToBuffer } from "@react-pdf/renderer";
import { loadFonts } from "./fonts";
import type { PrintedDocument } from "./printed-document";
import { PrintedPage } from "./printed-page";

/** Prints from what was written down when it was issued, and from nothing else. */
export async function renderPdf(document: PrintedDocument): Promise<Buffer> {
  await loadFonts();
  return await renderToBuffer(<PrintedPage document={document} />);
}
