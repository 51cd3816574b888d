import { z } from "zod";
import { cents } from "@/lib/money";

/** Why money goes back: sold out before it was paid, the order was cancelled, it was paid twice, or staff gave it. */
const refundReason = z.enum(["sold_out", "cancelled", "duplicate", "requested", "made_at_provider"]);
export type RefundReason = z.infer<typeof refundReason>;

const kind = <K extends string, D extends z.ZodRawShape>(name: K, data: D) => z.object({ kind: z.literal(name), data: z.object(data) });

/** Every mail that the shop sends, with what it tells beyond the order itself. */
export const messageSchema = z.discriminatedUnion("kind", [
  kind("order_received", {}),
  kind("payment_received", {}),
  kind("payment_failed", {}),
  kind("refunded", { amountCents: z.int().positive().transform(cents), reason: refundReason }),
]);

export type Message = z.output<typeof messageSchema>;

export const MESSAGE_KINDS = messageSchema.options.map((option) => option.shape.kind.value);
