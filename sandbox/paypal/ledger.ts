import { randomBytes } from "node:crypto";
import { z } from "zod";
import { orderRequestSchema } from "./requests";

const amountSchema = z.object({ currency_code: z.string(), value: z.string() });
export type Amount = z.infer<typeof amountSchema>;

/** How an approved order is captured: at once, later, or not at all. */
export const OUTCOMES = ["paid", "declined", "pending"] as const;

const captureSchema = z.object({
  id: z.string(),
  status: z.enum(["COMPLETED", "DECLINED", "PARTIALLY_REFUNDED", "PENDING", "REFUNDED"]),
  /** Why it is not simply completed, in PayPal's words. */
  reason: z.string().optional(),
  amount: amountSchema,
  at: z.iso.datetime(),
});
export type Capture = z.infer<typeof captureSchema>;

const refundSchema = z.object({
  id: z.string(),
  captureId: z.string(),
  status: z.literal("COMPLETED"),
  amount: amountSchema,
  /** Absent for refunds that staff made in PayPal's pages, and for reversals. */
  invoiceId: z.string().optional(),
  customId: z.string().optional(),
  note: z.string().optional(),
  at: z.iso.datetime(),
});
export type Refund = z.infer<typeof refundSchema>;

const orderSchema = z.object({
  id: z.string(),
  status: z.enum(["PAYER_ACTION_REQUIRED", "APPROVED", "COMPLETED"]),
  at: z.iso.datetime(),
  request: orderRequestSchema,
  /** What the customer chose to happen. */
  outcome: z.enum(OUTCOMES).optional(),
  capture: captureSchema.optional(),
  refunds: z.array(refundSchema),
});
export type Order = z.infer<typeof orderSchema>;

/** A call that was made under a `PayPal-Request-Id`: the same one again gets the same order or refund. */
const keptRequestSchema = z.object({ body: z.string(), resultId: z.string(), at: z.iso.datetime() });

const eventSchema = z.object({ id: z.string(), type: z.string(), at: z.iso.datetime(), payload: z.unknown() });

const ledgerSchema = z.object({
  orders: z.array(orderSchema),
  requests: z.record(z.string(), keptRequestSchema),
  events: z.array(eventSchema),
});
/** Everything that PayPal remembers. */
export type Ledger = z.infer<typeof ledgerSchema>;

export const emptyLedger = (): Ledger => ({ orders: [], requests: {}, events: [] });
export const parseLedger = (saved: unknown): Ledger => ledgerSchema.parse(saved);

/** PayPal forgets an order that was not paid: three hours to agree, three more to be captured. */
const FORGOTTEN_AFTER_MS = 6 * 60 * 60 * 1000;

export function findOrder(ledger: Ledger, id: string, now: Date): Order | undefined {
  const order = ledger.orders.find((one) => one.id === id);
  const forgotten = order && order.status !== "COMPLETED" && now.getTime() - Date.parse(order.at) > FORGOTTEN_AFTER_MS;
  return forgotten ? undefined : order;
}

export function findCapture(ledger: Ledger, id: string): { order: Order; capture: Capture } | undefined {
  const order = ledger.orders.find(({ capture }) => capture?.id === id);
  return order?.capture && { order, capture: order.capture };
}

export function findRefund(ledger: Ledger, id: string): { order: Order; refund: Refund } | undefined {
  for (const order of ledger.orders) {
    const refund = order.refunds.find((one) => one.id === id);
    if (refund) return { order, refund };
  }
  return undefined;
}

export function refundedCents(order: Order): number {
  return order.refunds.reduce((sum, { amount }) => sum + centsOf(amount), 0);
}

export function centsOf({ value }: Amount): number {
  return Math.round(Number(value) * 100);
}

/** Seventeen capitals and digits, as PayPal's ids of orders, captures and refunds are. */
export function newId(): string {
  return Array.from(randomBytes(17), (byte) => "0123456789ABCDEFGHJKLMNPRSTUVWXY"[byte % 32]).join("");
}
