import { z } from "zod";
import { database } from "@/app/_server/database";
import { findShownOrder } from "@/app/_server/order-session";
import { consumeLimit } from "@/app/_server/request";
import { invoiceIdSchema } from "@/lib/core/ids";
import { renderPdf } from "@/lib/invoices/pdf/render-pdf";
import { fileName } from "@/lib/invoices/pdf/words";
import { findDocument } from "@/lib/invoices/queries";

/** `document` chooses one of the order's documents by its id, as a credit note. */
const search = z.object({ token: z.string().optional(), document: invoiceIdSchema.optional() });

/** The invoice of an order, or its pro forma, for the browser that placed it and for whoever holds its token. */
export async function GET(request: Request, { params }: { params: Promise<{ reference: string }> }): Promise<Response> {
  const limited = await consumeLimit("printInvoice");
  if (!limited.ok) return refuse(429, { "Retry-After": String(limited.retryAfterSeconds) });
  const asked = search.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) return refuse(404);
  const { reference } = await params;
  const { token = null, document: documentId } = asked.data;
  const details = await findShownOrder({ reference, token });
  const document = details && (await findDocument(database(), details.order, documentId));
  if (!document) return refuse(404);
  return new Response(new Uint8Array(await renderPdf(document)), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="${fileName(document)}"`,
      "Cache-Control": "private, no-store",
    },
  });
}

/** The same for an order of somebody else and one that never was. */
function refuse(status: 404 | 429, headers: Record<string, string> = {}): Response {
  const error = { 404: "not_found", 429: "rate_limited" }[status];
  return Response.json({ error }, { status, headers: { "Cache-Control": "private, no-store", ...headers } });
}
