import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Core } from "../provider-module";
import { TEST_CARDS } from "./test-cards";

const seconds = z.int();

const cardSchema = z.object({
  /** The payment method's id. */
  id: z.string(),
  number: z.enum(TEST_CARDS.map(({ number }) => number)),
  expMonth: z.int(),
  expYear: z.int(),
});

const paymentIntentSchema = z.object({
  id: z.string(),
  clientSecret: z.string(),
  amount: z.int(),
  currency: z.string(),
  captureMethod: z.enum(["automatic_async", "automatic", "manual"]),
  status: z.enum(["requires_payment_method", "requires_action", "processing", "requires_capture", "succeeded", "canceled"]),
  metadata: z.record(z.string(), z.string()),
  description: z.string().nullable(),
  receiptEmail: z.string().nullable(),
  created: seconds,
  canceledAt: seconds.nullable(),
  cancellationReason: z.enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"]).nullable(),
  /** What the last try was made with. */
  card: cardSchema.nullable(),
  /** Where the customer comes back to after proving who they are. */
  returnUrl: z.string().nullable(),
  error: z.object({ code: z.string(), declineCode: z.string().nullable(), message: z.string() }).nullable(),
  latestCharge: z.string().nullable(),
});
export type PaymentIntent = z.infer<typeof paymentIntentSchema>;

const chargeSchema = z.object({
  id: z.string(),
  paymentIntent: z.string(),
  amount: z.int(),
  currency: z.string(),
  captured: z.boolean(),
  status: z.enum(["succeeded", "pending", "failed"]),
  failure: z.object({ code: z.string(), declineCode: z.string().nullable(), message: z.string() }).nullable(),
  card: cardSchema,
  metadata: z.record(z.string(), z.string()),
  disputed: z.boolean(),
  created: seconds,
});
export type Charge = z.infer<typeof chargeSchema>;

const refundSchema = z.object({
  id: z.string(),
  charge: z.string(),
  paymentIntent: z.string(),
  amount: z.int(),
  currency: z.string(),
  status: z.enum(["pending", "succeeded", "failed"]),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).nullable(),
  metadata: z.record(z.string(), z.string()),
  created: seconds,
});
export type Refund = z.infer<typeof refundSchema>;

const disputeSchema = z.object({
  id: z.string(),
  charge: z.string(),
  paymentIntent: z.string(),
  amount: z.int(),
  currency: z.string(),
  status: z.enum(["needs_response", "won", "lost"]),
  created: seconds,
});
export type Dispute = z.infer<typeof disputeSchema>;

const ledgerSchema = z.object({
  paymentIntents: z.array(paymentIntentSchema),
  charges: z.array(chargeSchema),
  refunds: z.array(refundSchema),
  disputes: z.array(disputeSchema),
  /** By key: when it was used first, for what, and what was answered. */
  idempotency: z.record(
    z.string(),
    z.object({ at: seconds, request: z.string(), status: z.int(), body: z.string(), headers: z.record(z.string(), z.string()) }),
  ),
});

/** Everything this Stripe remembers; oldest first. */
export type Ledger = z.infer<typeof ledgerSchema>;

export function emptyLedger(): Ledger {
  return { paymentIntents: [], charges: [], refunds: [], disputes: [], idempotency: {} };
}

export function parseLedger(saved: unknown): Ledger {
  return ledgerSchema.parse(saved);
}

/** What the routes and the rules of this Stripe work on. */
export type Account = { core: Core; ledger: Ledger; processingMs: number | undefined };

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** `pi_` and 24 letters and digits. */
export function newId(prefix: string): string {
  return `${prefix}_${[...randomBytes(24)].map((byte) => LETTERS[byte % LETTERS.length]).join("")}`;
}

export function secondsNow({ core }: Account): number {
  return Math.floor(core.now().getTime() / 1000);
}
