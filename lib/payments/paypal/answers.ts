import { z } from "zod";
import { paymentAttemptIdSchema, refundIdSchema } from "@/lib/core/ids";
import { type Cents, cents } from "@/lib/core/money";
import type { ProviderDispute, ProviderPayment, ProviderRefund } from "@/lib/payments/port/online-provider";

/** Formats cents as PayPal's decimals without going through a float: 123450 becomes `1234.50`. */
export function decimalOf(amount: Cents): string {
  const digits = String(amount).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** PayPal writes amounts as decimals. A currency without decimals is read in hundredths too. */
const amountSchema = z
  .object({ currency_code: z.string().regex(/^[A-Z]{3}$/), value: z.string().regex(/^\d{1,12}(\.\d{1,2})?$/) })
  .transform(({ currency_code, value }) => {
    const [whole = "", fraction = ""] = value.split(".");
    return { currency: currency_code, amountCents: cents(Number(`${whole}${fraction.padEnd(2, "0")}`)) };
  });

const REFUND_STATES = { PENDING: "pending", COMPLETED: "succeeded", FAILED: "failed", CANCELLED: "failed" } as const;

export const refundSchema = z
  .object({
    id: z.string(),
    status: z.enum(["PENDING", "COMPLETED", "FAILED", "CANCELLED"]),
    amount: amountSchema,
    // Not custom_id: a refund made in PayPal's dashboard may show its capture's custom_id.
    invoice_id: refundIdSchema.nullable().catch(null),
  })
  .transform(
    ({ id, status, amount, invoice_id }): ProviderRefund => ({
      ref: id,
      refundId: invoice_id,
      amountCents: amount.amountCents,
      state: REFUND_STATES[status],
    }),
  );

const captureSchema = z.object({
  id: z.string(),
  status: z.enum(["COMPLETED", "DECLINED", "PARTIALLY_REFUNDED", "PENDING", "REFUNDED", "FAILED"]),
  amount: amountSchema,
});

/** The order that a capture belongs to. */
export const captureOrderSchema = z.object({
  supplementary_data: z.object({ related_ids: z.object({ order_id: z.string().optional() }).optional() }).optional(),
});

/** The shop's orders have one purchase unit. */
const unitSchema = z.object({
  custom_id: paymentAttemptIdSchema.nullable().catch(null),
  amount: amountSchema,
  payments: z.object({ captures: z.array(captureSchema).default([]), refunds: z.array(refundSchema).default([]) }).optional(),
});

/** The browser needs only the order's id, so that is the client secret. */
export type PayPalOrder = ProviderPayment & { clientSecret: string };

const ORDER_STATES = {
  CREATED: "open",
  SAVED: "open",
  PAYER_ACTION_REQUIRED: "open",
  APPROVED: "approved",
  VOIDED: "cancelled",
  COMPLETED: "failed",
} as const satisfies Record<string, ProviderPayment["state"]>;

export const orderSchema = z
  .object({
    id: z.string(),
    /** Missing from some orders whose capture was declined. */
    status: z.enum(["CREATED", "SAVED", "APPROVED", "VOIDED", "COMPLETED", "PAYER_ACTION_REQUIRED"]).default("COMPLETED"),
    purchase_units: z.tuple([unitSchema], z.unknown()),
  })
  .transform(({ id, status, purchase_units: [unit] }): PayPalOrder => {
    const captures = unit.payments?.captures ?? [];
    const paid = captures.find((capture) => /^(COMPLETED|PARTIALLY_REFUNDED|REFUNDED)$/.test(capture.status));
    const pending = captures.find((capture) => capture.status === "PENDING");
    // The captures show whether money moved: an order is COMPLETED even if its only capture was declined.
    const { amountCents, currency } = (paid ?? pending ?? unit).amount;
    return {
      ref: id,
      clientSecret: id,
      attemptId: unit.custom_id,
      state: paid ? "paid" : pending ? "processing" : ORDER_STATES[status],
      paymentRef: (paid ?? pending)?.id ?? null,
      amountCents,
      currency,
      declined: false,
      refunds: unit.payments?.refunds ?? [],
    };
  });

/** https://developer.paypal.com/api/customer-disputes/v1/definitions/dispute_outcome: PayPal itself pays in a `PAYOUT`. */
const LOST = new Set(["RESOLVED_BUYER_FAVOUR", "ACCEPTED"]);

export const disputeSchema = z
  .object({
    dispute_id: z.string(),
    status: z.string(),
    dispute_amount: amountSchema,
    dispute_outcome: z.object({ outcome_code: z.string(), amount_refunded: amountSchema.optional() }).optional(),
  })
  .transform(({ dispute_id, status, dispute_amount, dispute_outcome: outcome }): ProviderDispute => {
    const isLost = outcome !== undefined && LOST.has(outcome.outcome_code);
    const { amountCents } = (isLost && outcome.amount_refunded) || dispute_amount;
    return { ref: dispute_id, amountCents, state: status !== "RESOLVED" ? "open" : isLost ? "lost" : "won" };
  });
