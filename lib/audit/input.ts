import { z } from "zod";
import { line } from "@/lib/core/text";
import { AUDIT_ACTIONS } from "./actions";

const day = z.iso.date().optional().catch(undefined);
/** The time of a row in milliseconds and its id: where a page ends. */
const place = z
  .string()
  .regex(/^\d{1,15}-\d{1,15}$/)
  .transform((text) => {
    const [at = 0, id = 0] = text.split("-").map(Number);
    return { at, id };
  })
  .optional()
  .catch(undefined);

/** The filters of the audit log in an address. What can't be read counts as not given. */
export const auditFilterSchema = z.object({
  /** A member of staff; `system` for the server's command line. */
  person: z
    .union([z.uuid(), z.literal("system")])
    .optional()
    .catch(undefined),
  what: z.enum(AUDIT_ACTIONS).optional().catch(undefined),
  /** The reference of an order, the email of a member of staff, or the id or code of anything. */
  thing: line(200)
    .transform((text) => text || undefined)
    .optional()
    .catch(undefined),
  /** The first and the last day, in Zagreb. */
  from: day,
  to: day,
});
export type AuditFilter = z.output<typeof auditFilterSchema>;

/** The filters, and the place behind (`before`) or ahead of (`after`) which the page begins. */
export const auditPageSchema = auditFilterSchema.extend({ before: place, after: place });
export type AuditPlace = NonNullable<z.output<typeof place>>;
