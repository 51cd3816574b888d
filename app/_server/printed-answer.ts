import { printDocument } from "@/lib/invoices/pdf/print-document";
import { fileName } from "@/lib/invoices/pdf/title";
import type { PrintedDocument } from "@/lib/invoices/printed-document";
import { database } from "./database";
import { problem } from "./http";

/** Answers with a document as a PDF, or asks to try again where many are being printed. */
export async function answerPrinted(document: PrintedDocument): Promise<Response> {
  const printed = await printDocument(database(), document);
  if (!printed.ok) return problem(503, "Many documents are being printed. Please try again in half a minute.", { "Retry-After": "30" });
  return new Response(new Uint8Array(printed.value), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="${fileName(document)}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
