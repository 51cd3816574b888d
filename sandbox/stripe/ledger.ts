import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Core } from "../base/core";
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
  /** The card of the last attempt. */
  card: cardSchema.nullable(),
  /** The address to which the customer returns after authentication. */
  returnUrl: z.string().nullable(),
  error: z.object({ code: z.string(), declineCode: z.string().nullable(), message: z.string() }).nullable(),
  latestCharge: z.string().nullable(),
});
export type PaymentIntent = Readonly<z.infer<typeof paymentIntentSchema>>;
/** For tests, which may change an intent without the shop's knowledge. */
export type MutablePaymentIntent = z.infer<typeof paymentIntentSchema>;

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
export type Charge = Readonly<z.infer<typeof chargeSchema>>;

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
export type Refund = Readonly<z.infer<typeof refundSchema>>;

const disputeSchema = z.object({
  id: z.string(),
  charge: z.string(),
  paymentIntent: z.string(),
  amount: z.int(),
  currency: z.string(),
  status: z.enum(["needs_response", "won", "lost"]),
  created: seconds,
});
export type Dispute = Readonly<z.infer<typeof disputeSchema>>;

/** The first answer to an idempotency key. */
const usedKeySchema = z.object({
  /** The idempotency key. */
  id: z.string(),
  usedAt: seconds,
  requestHash: z.string(),
  status: z.int(),
  body: z.string(),
  headers: z.record(z.string(), z.string()),
});

/** The limit of each kind: about 6,000 payments and more charges, or 2,000 keys with their answers. */
const MAX_LENGTH = 4_000_000;

/** All records of this Stripe. */
export type Ledger = ReturnType<typeof createLedger>;

export function createLedger({ store }: Pick<Core, "store">) {
  return {
    paymentIntents: store.collection({ name: "stripe.paymentIntents", schema: paymentIntentSchema, limit: MAX_LENGTH }),
    charges: store.collection({ name: "stripe.charges", schema: chargeSchema, limit: MAX_LENGTH }),
    refunds: store.collection({ name: "stripe.refunds", schema: refundSchema, limit: MAX_LENGTH }),
    disputes: store.collection({ name: "stripe.disputes", schema: disputeSchema, limit: MAX_LENGTH }),
    usedKeys: store.collection({ name: "stripe.usedKeys", schema: usedKeySchema, limit: MAX_LENGTH }),
  };
}

/** In cents. */
export function refundedOf({ refunds }: Ledger, charge: Charge): number {
  return refunds
    .list()
    .filter((refund) => refund.charge === charge.id && refund.status !== "failed")
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** Everything that the routes and rules of this Stripe need. */
export type Account = { core: Core; ledger: Ledger; processingMs: number | undefined };

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The prefix and 24 letters and digits, such as `pi_…`. */
export function newId(prefix: string): string {
  return `${prefix}_${[...randomBytes(24)].map((byte) => LETTERS[byte % LETTERS.length]).join("")}`;
}

export function secondsNow({ core }: Account): number {
  return Math.floor(core.now().getTime() / 1000);
}
