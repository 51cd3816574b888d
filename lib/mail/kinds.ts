import { z } from "zod";
import { cents } from "@/lib/money";
import { REFUND_REASONS } from "@/lib/payments/types";

const kind = <K extends string, D extends z.ZodRawShape>(name: K, data: D) => z.object({ kind: z.literal(name), data: z.object(data) });

/** Every mail that the shop sends, with what it tells beyond the order itself. */
export const messageSchema = z.discriminatedUnion("kind", [
  kind("order_received", {}),
  kind("payment_received", {}),
  kind("payment_failed", {}),
  kind("tracking_link", {}),
  kind("refunded", { amountCents: z.int().positive().transform(cents), reason: z.enum(REFUND_REASONS) }),
]);

export type Message = z.output<typeof messageSchema>;

export const MESSAGE_KINDS = messageSchema.options.map((option) => option.shape.kind.value);
