import { z } from "zod";
import { BadSignature, type ProviderEvent } from "@/lib/payments/port/online-provider";
import { parseJson } from "./client";

const resourceSchema = z.object({
  id: z.string().optional(),
  supplementary_data: z
    .object({ related_ids: z.object({ order_id: z.string().optional(), capture_id: z.string().optional() }).optional() })
    .optional(),
  links: z.array(z.object({ href: z.string(), rel: z.string() })).default([]),
  dispute_id: z.string().optional(),
  disputed_transactions: z.array(z.object({ seller_transaction_id: z.string().optional() })).default([]),
});

export const eventSchema = z.object({
  id: z.string(),
  event_type: z.string(),
  resource: resourceSchema.catch({ links: [], disputed_transactions: [] }),
  /** Only in lists: the result of delivery to each of the account's endpoints. */
  transmissions: z.array(z.object({ status: z.string(), webhook_url: z.string().optional() })).optional(),
});

/** Parses an event from PayPal. Throws `BadSignature` if the text is not an event. */
export function parseEvent(text: string): ProviderEvent {
  const payload = parseJson(text);
  const event = eventSchema.safeParse(payload);
  if (!event.success) throw new BadSignature("malformed");
  return toProviderEvent(event.data);
}

export function toProviderEvent({ id, event_type, resource }: z.infer<typeof eventSchema>): ProviderEvent {
  const kind = event_type === "PAYMENT.CAPTURE.REVERSED" ? "reversed" : "payment";
  return { eventId: id, type: event_type, kind, ...refsOf(event_type, resource) };
}

type Refs = Pick<ProviderEvent, "attemptRef" | "paymentRef" | "disputeRef">;

function refsOf(type: string, resource: z.infer<typeof resourceSchema>): Refs {
  const none: Refs = { attemptRef: null, paymentRef: null, disputeRef: null };
  const id = resource.id ?? null;
  if (type.startsWith("CHECKOUT.ORDER.")) return { ...none, attemptRef: id };
  if (type.startsWith("CUSTOMER.DISPUTE.")) {
    const paymentRef = resource.disputed_transactions[0]?.seller_transaction_id ?? null;
    return { ...none, paymentRef, disputeRef: resource.dispute_id ?? null };
  }
  if (!type.startsWith("PAYMENT.CAPTURE.")) return none;
  const related = resource.supplementary_data?.related_ids;
  const above = resource.links.find(({ rel }) => rel === "up")?.href ?? "";
  // Refunds and reversals are separate resources that link up to their capture.
  const capture = related?.capture_id ?? lastOf(above, "captures") ?? id;
  return { ...none, attemptRef: related?.order_id ?? lastOf(above, "orders"), paymentRef: capture };
}

function lastOf(address: string, collection: string): string | null {
  const [above, id = ""] = address.split("/").slice(-2);
  return above === collection && /^[A-Z0-9]+$/.test(id) ? id : null;
}
