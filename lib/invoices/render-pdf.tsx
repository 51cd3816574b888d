import { renderToBuffer } from "@react-pdf/renderer";
import type { PrintedDocument } from "./printed-document";
import { PrintedPage } from "./printed-page";

/** Prints from what was written down when it was issued, and from nothing else. */
export async function renderPdf(document: PrintedDocument): Promise<Buffer> {
  return await renderToBuffer(<PrintedPage document={document} />);
}
