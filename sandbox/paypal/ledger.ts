import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Core } from "../base/core";
import { orderRequestSchema } from "./requests";

const amountSchema = z.object({ currency_code: z.string(), value: z.string() });
export type Amount = z.infer<typeof amountSchema>;

/** The outcome of capturing an approved order: paid at once, declined, or pending. */
export const OUTCOMES = ["paid", "declined", "pending"] as const;

const captureSchema = z.object({
  id: z.string(),
  status: z.enum(["COMPLETED", "DECLINED", "PARTIALLY_REFUNDED", "PENDING", "REFUNDED"]),
  /** PayPal's code for why it is not completed. */
  reason: z.string().optional(),
  amount: amountSchema,
  at: z.iso.datetime(),
});
export type Capture = Readonly<z.infer<typeof captureSchema>>;

const refundSchema = z.object({
  id: z.string(),
  captureId: z.string(),
  status: z.literal("COMPLETED"),
  amount: amountSchema,
  /** Absent for refunds made on PayPal's own pages, and for reversals. */
  invoiceId: z.string().optional(),
  customId: z.string().optional(),
  note: z.string().optional(),
  at: z.iso.datetime(),
});
export type Refund = Readonly<z.infer<typeof refundSchema>>;

const disputeSchema = z.object({
  id: z.string(),
  amount: amountSchema,
  /** Absent while it is open. */
  outcome: z.enum(["RESOLVED_SELLER_FAVOUR", "RESOLVED_BUYER_FAVOUR"]).optional(),
  at: z.iso.datetime(),
});
export type Dispute = Readonly<z.infer<typeof disputeSchema>>;

const orderSchema = z.object({
  id: z.string(),
  status: z.enum(["PAYER_ACTION_REQUIRED", "APPROVED", "COMPLETED"]),
  at: z.iso.datetime(),
  request: orderRequestSchema,
  /** The customer's choice. */
  outcome: z.enum(OUTCOMES).optional(),
  capture: captureSchema.optional(),
  refunds: z.array(refundSchema),
  disputes: z.array(disputeSchema).default([]),
});
export type Order = Readonly<z.infer<typeof orderSchema>>;

/** The order or refund created under a `PayPal-Request-Id`. */
const usedRequestIdSchema = z.object({
  /** The path and the request id. */
  id: z.string(),
  bodyHash: z.string(),
  resultId: z.string(),
  usedAt: z.iso.datetime(),
});

/** About 6,000 orders, and 10,000 request ids. */
const MAX_LENGTH = { orders: 5_000_000, requestIds: 3_000_000 };

/** All records of this PayPal. */
export type Ledger = ReturnType<typeof createLedger>;

export function createLedger({ store }: Pick<Core, "store">) {
  return {
    orders: store.collection({ name: "paypal.orders", schema: orderSchema, limit: MAX_LENGTH.orders }),
    usedRequestIds: store.collection({ name: "paypal.usedRequestIds", schema: usedRequestIdSchema, limit: MAX_LENGTH.requestIds }),
  };
}

/** The lifetime of an unpaid order at PayPal: three hours to be approved, and three more to be captured. */
const UNPAID_ORDER_LIFE_MS = 6 * 60 * 60 * 1000;

/** Finds an order; undefined once PayPal has deleted it. */
export function findOrder(ledger: Ledger, id: string, now: Date): Order | undefined {
  const order = ledger.orders.get(id);
  const expired = order && order.status !== "COMPLETED" && now.getTime() - Date.parse(order.at) > UNPAID_ORDER_LIFE_MS;
  return expired ? undefined : order;
}

export function findCapture(ledger: Ledger, id: string): { order: Order; capture: Capture } | undefined {
  const order = ledger.orders.find(({ capture }) => capture?.id === id);
  return order?.capture && { order, capture: order.capture };
}

export function findDispute(ledger: Ledger, id: string): { order: Order; dispute: Dispute } | undefined {
  const order = ledger.orders.find(({ disputes }) => disputes.some((one) => one.id === id));
  const dispute = order?.disputes.find((one) => one.id === id);
  return order && dispute && { order, dispute };
}

export function findRefund(ledger: Ledger, id: string): { order: Order; refund: Refund } | undefined {
  for (const order of ledger.orders.list()) {
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

/** Seventeen capitals and digits, like the ids of PayPal's orders, captures and refunds. */
export function newId(): string {
  return Array.from(randomBytes(17), (byte) => "0123456789ABCDEFGHJKLMNPRSTUVWXY"[byte % 32]).join("");
}
