import { z } from "zod";
import { orderIdSchema } from "@/lib/core/ids";
import { line } from "@/lib/core/text";
import { ORDER_STATUSES } from "./status";

const day = z.iso.date().optional().catch(undefined);
const text = (max: number) =>
  line(max)
    .transform((typed) => typed || undefined)
    .optional()
    .catch(undefined);

/** The filters of the list of orders in an address. What can't be read counts as not given. */
export const orderFilterSchema = z.object({
  /** The beginning of a reference or of an email. */
  q: text(100),
  status: z.enum(ORDER_STATUSES).optional().catch(undefined),
  method: text(40),
  /** The first and the last day, in Zagreb. */
  from: day,
  to: day,
});
export type OrderFilter = z.output<typeof orderFilterSchema>;

const place = orderIdSchema.optional().catch(undefined);

/** The filters, and the order behind (`before`) or ahead of (`after`) which the page begins. */
export const orderPageSchema = orderFilterSchema.extend({ before: place, after: place });
