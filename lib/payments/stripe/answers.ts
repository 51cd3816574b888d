import { z } from "zod";
import { paymentAttemptIdSchema, refundIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import type { ProviderDispute, ProviderEvent, ProviderPayment, ProviderRefund } from "@/lib/payments/port/online-provider";

// The fields of Stripe's objects that the shop reads.

const statusSchema = z.enum([
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
  "processing",
  "requires_capture",
  "succeeded",
  "canceled",
]);

const STATES: Record<z.infer<typeof statusSchema>, ProviderPayment["state"]> = {
  requires_payment_method: "open",
  requires_confirmation: "open",
  requires_action: "open",
  processing: "processing",
  requires_capture: "approved",
  succeeded: "paid",
  canceled: "cancelled",
};

const amount = z.int().transform(cents);
const metadata = z.record(z.string(), z.string());

/** `latest_charge` is an id, or the charge itself if the call expanded it. */
const latestChargeSchema = z.union([z.string().transform((id) => ({ id })), z.object({ id: z.string() })]).nullable();

export const paymentIntentSchema = z
  .object({
    object: z.literal("payment_intent"),
    id: z.string(),
    status: statusSchema,
    amount,
    currency: z.string().toUpperCase(),
    client_secret: z.string(),
    metadata,
    last_payment_error: z.object({}).nullable(),
    latest_charge: latestChargeSchema,
  })
  .transform((intent) => {
    const state = STATES[intent.status];
    const charge = state === "paid" ? intent.latest_charge : null;
    return {
      ref: intent.id,
      attemptId: paymentAttemptIdSchema.safeParse(intent.metadata.attempt_id).data ?? null,
      state,
      paymentRef: charge?.id ?? null,
      amountCents: intent.amount,
      currency: intent.currency,
      declined: state === "open" && intent.last_payment_error !== null,
      clientSecret: intent.client_secret,
    };
  });

const refundStatusSchema = z.enum(["pending", "requires_action", "succeeded", "failed", "canceled"]);

const REFUND_STATES: Record<z.infer<typeof refundStatusSchema>, ProviderRefund["state"]> = {
  pending: "pending",
  requires_action: "pending",
  succeeded: "succeeded",
  failed: "failed",
  canceled: "failed",
};

export const refundSchema = z
  .object({ object: z.literal("refund"), id: z.string(), amount, metadata, status: refundStatusSchema })
  .transform(
    (refund): ProviderRefund => ({
      ref: refund.id,
      refundId: refundIdSchema.safeParse(refund.metadata.refund_id).data ?? null,
      amountCents: refund.amount,
      state: REFUND_STATES[refund.status],
    }),
  );

export const chargeSchema = z.object({ object: z.literal("charge"), payment_intent: z.string().nullable() });

/**
 * Stripe has the money of an open dispute, but an inquiry (`warning`) takes none, and a `prevented` dispute never begins. An
 * appeal comes after a loss. Stripe may add states: an unknown one counts as open.
 */
const DISPUTE_STATES: ReadonlyMap<string, ProviderDispute["state"]> = new Map([
  ["won", "won"],
  ["warning_closed", "won"],
  ["prevented", "won"],
  ["lost", "lost"],
  ["appeal_needs_response", "lost"],
  ["appeal_under_review", "lost"],
]);

export const disputeSchema = z.object({ object: z.literal("dispute"), id: z.string(), amount, status: z.string() }).transform(
  (dispute): ProviderDispute => ({
    ref: dispute.id,
    amountCents: dispute.amount,
    state: DISPUTE_STATES.get(dispute.status) ?? "open",
  }),
);

/** An event is about a payment intent, or about a charge, refund or dispute that names its intent. */
export const eventSchema = z
  .looseObject({
    object: z.literal("event"),
    id: z.string(),
    type: z.string(),
    data: z.looseObject({
      object: z.looseObject({
        object: z.string(),
        // Some objects, such as the account's balance, have none.
        id: z.string().optional(),
        payment_intent: z.string().nullish(),
        charge: z.string().nullish(),
      }),
    }),
  })
  .transform((event): ProviderEvent => {
    const about = event.data.object;
    return {
      eventId: event.id,
      type: event.type,
      kind: "payment",
      attemptRef: (about.object === "payment_intent" ? about.id : about.payment_intent) ?? null,
      paymentRef: (about.object === "charge" ? about.id : about.charge) ?? null,
      disputeRef: (about.object === "dispute" ? about.id : null) ?? null,
    };
  });
