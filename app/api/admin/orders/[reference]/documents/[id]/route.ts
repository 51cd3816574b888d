import { z } from "zod";
import { database } from "@/app/_server/database";
import { problem } from "@/app/_server/http";
import { answerPrinted } from "@/app/_server/printed-answer";
import { staffRoute } from "@/app/_server/staff-action";
import { invoiceIdSchema } from "@/lib/core/ids";
import { line } from "@/lib/core/text";
import { findDocument } from "@/lib/invoices/queries";
import { findOrder } from "@/lib/orders/queries";

const input = z.object({ params: z.object({ reference: line(60), id: invoiceIdSchema }) });

/** An invoice or credit note of an order, for staff. */
export const GET = staffRoute("orders:read", input, {
  respond: async ({ params: { reference, id } }) => {
    const order = await findOrder(database(), reference);
    const document = order && (await findDocument(database(), order, id));
    return document ? await answerPrinted(document) : problem(404);
  },
});
