import { z } from "zod";
import { cents } from "@/lib/money";

const nothing = z.object({});
const centsSchema = z.int().positive().transform(cents);

/** Why money goes back, as the customer is told. */
export const refundReasonSchema = z.enum(["sold_out", "cancelled", "duplicate", "requested"]);

/** Every mail that the shop sends, with what its template is told beyond the order's own rows. */
export const messageKinds = {
  order_received: nothing,
  payment_received: nothing,
  payment_failed: nothing,
  refunded: z.object({ amountCents: centsSchema, reason: refundReasonSchema }),
} as const;

export type MessageKind = keyof typeof messageKinds;
export type MessageData<K extends MessageKind> = z.output<(typeof messageKinds)[K]>;
export type RefundReason = z.infer<typeof refundReasonSchema>;
