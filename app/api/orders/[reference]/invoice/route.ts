import { z } from "zod";
import { apiRoute } from "@/app/_server/action";
import { database } from "@/app/_server/database";
import { problem } from "@/app/_server/http";
import { findShownOrder } from "@/app/_server/session";
import { invoiceIdSchema } from "@/lib/core/ids";
import { line } from "@/lib/core/text";
import { printDocument } from "@/lib/invoices/pdf/print-document";
import { fileName } from "@/lib/invoices/pdf/title";
import { findDocument } from "@/lib/invoices/queries";

const input = z.object({
  params: z.object({ reference: line(60) }),
  /** `document` chooses one of the order's documents by its id, for example a credit note. */
  query: z.object({ token: line(100).nullable().default(null), document: invoiceIdSchema.optional() }),
});

/** The invoice of an order, or its pro forma, for the browser that placed it or a request with its token. */
export const GET = apiRoute(input, {
  access: async ({ params: { reference }, query: { token } }) => await findShownOrder({ reference, token }),
  limit: "printInvoice",
  respond: async ({ query }, { order }) => {
    const document = await findDocument(database(), order, query.document);
    if (!document) return problem(404);
    const printed = await printDocument(database(), document);
    if (!printed.ok) return problem(503, "Many documents are being printed. Please try again in half a minute.", { "Retry-After": "30" });
    return new Response(new Uint8Array(printed.value), {
      headers: {
        "Content-Type": "application/pdf",
        "Content-Disposition": `inline; filename="${fileName(document)}"`,
        "Cache-Control": "private, no-store",
      },
    });
  },
});
