import { z } from "zod";
import { apiRoute } from "@/app/_server/action";
import { database } from "@/app/_server/database";
import { problem } from "@/app/_server/http";
import { answerPrinted } from "@/app/_server/printed-answer";
import { findShownOrder } from "@/app/_server/session";
import { invoiceIdSchema } from "@/lib/core/ids";
import { line } from "@/lib/core/text";
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
    return document ? await answerPrinted(document) : problem(404);
  },
});
