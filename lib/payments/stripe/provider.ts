import Stripe from "stripe";
import type { z } from "zod";
import { boundedFetch, MAX_ANSWER_BYTES } from "@/lib/core/bounded-fetch";
import {
  type AttemptRequest,
  BadSignature,
  type OnlineProvider,
  type ProviderEvent,
  type ProviderPayment,
  type ProviderRefund,
  ProviderRejected,
  ProviderUnreachable,
} from "@/lib/payments/port/online-provider";
import { chargeSchema, disputeSchema, eventSchema, paymentIntentSchema, refundSchema } from "./answers";
import { VOUCHERS } from "./vouchers";

const TIMEOUT_MS = 10_000;
/** The maximum age of a webhook on arrival; Stripe signs each delivery again. */
const TOLERANCE_SECONDS = 300;

/** The events that the shop's endpoint must be subscribed to. */
const STRIPE_EVENTS = [
  "payment_intent.succeeded",
  "payment_intent.payment_failed",
  "payment_intent.processing",
  "payment_intent.canceled",
  "payment_intent.amount_capturable_updated",
  "charge.refunded",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
] as const;

type StripeKeys = { secretKey: string; webhookSecret: string; apiBase: string; timeoutMs?: number };
type StripePayment = ProviderPayment & { clientSecret: string };

/** Creates the adapter to Stripe's PaymentIntents: an attempt is an intent, a payment its charge. The caller retries, with the same ids. */
export function createStripe({ secretKey, webhookSecret, apiBase, timeoutMs = TIMEOUT_MS }: StripeKeys): OnlineProvider {
  const { hostname, port, protocol } = new URL(apiBase);
  const stripe = new Stripe(secretKey, {
    host: hostname,
    ...(port && { port }),
    protocol: protocol === "http:" ? "http" : "https",
    httpClient: Stripe.createFetchHttpClient(boundedFetch(MAX_ANSWER_BYTES)),
    maxNetworkRetries: 0,
    timeout: timeoutMs,
    telemetry: false,
  });

  async function find(ref: string): Promise<StripePayment> {
    const intent = await callAndParse(paymentIntentSchema, () => stripe.paymentIntents.retrieve(ref, { expand: ["latest_charge"] }));
    if (intent.paymentRef === null) return { ...intent, refunds: [] };
    return { ...intent, refunds: await listRefunds(intent.paymentRef) };
  }

  async function listRefunds(charge: string): Promise<ProviderRefund[]> {
    return await callAndParse(refundSchema.array(), () => stripe.refunds.list({ charge, limit: 100 }).autoPagingToArray({ limit: 10_000 }));
  }

  /** Reads the intent's current state if another caller has acted on it first. */
  async function orFindCurrent(ref: string, act: () => Promise<unknown>): Promise<ProviderPayment> {
    try {
      return { ...(await callAndParse(paymentIntentSchema, act)), refunds: [] };
    } catch (error) {
      if (error instanceof ProviderRejected && error.code === "payment_intent_unexpected_state") return find(ref);
      throw error;
    }
  }

  return {
    name: "stripe",
    parameters: intentOf,

    async start(request) {
      const intent = await callStripe(() => stripe.paymentIntents.create(intentOf(request), { idempotencyKey: request.id })).catch(
        rejectSpentKey,
      );
      // A repeated key returns the first answer, even if the intent has changed since.
      if (new Headers(intent.lastResponse.headers).has("idempotent-replayed")) return find(intent.id);
      return { ...parse(paymentIntentSchema, intent), refunds: [] };
    },

    find,

    async findByPayment(paymentRef) {
      const { payment_intent } = await callAndParse(chargeSchema, () => stripe.charges.retrieve(paymentRef));
      if (payment_intent === null) throw new ProviderRejected("not_found", "a charge without a payment intent");
      return find(payment_intent);
    },

    // An intent can be captured only once, so it needs no key. With one, Stripe would repeat its own failure for a day.
    capture: (ref) => orFindCurrent(ref, () => stripe.paymentIntents.capture(ref)),

    cancel: (ref) => orFindCurrent(ref, () => stripe.paymentIntents.cancel(ref)),

    /** Every caller tries the same keys in the same order, and the next key only after the previous one can't succeed any more. */
    async refund({ id, paymentRef, amountCents }) {
      const parameters = { charge: paymentRef, amount: amountCents, metadata: { refund_id: id } };
      for (let round = 1; ; round += 1) {
        const idempotencyKey = round === 1 ? id : `${id}:${round}`;
        try {
          return await callAndParse(refundSchema, () => stripe.refunds.create(parameters, { idempotencyKey }));
        } catch (error) {
          if (!(error instanceof KeySpent)) throw error;
          const existing = (await listRefunds(paymentRef)).find(({ refundId }) => refundId === id);
          if (existing) return existing;
        }
      }
    },

    findRefund: (ref) => callAndParse(refundSchema, () => stripe.refunds.retrieve(ref)),

    findDispute: (ref) => callAndParse(disputeSchema, () => stripe.disputes.retrieve(ref)),

    async verify(body, headers, now) {
      const header = headers["stripe-signature"];
      if (!header) throw new BadSignature("missing");
      if (!/\bt=\d+/.test(header) || !/\bv1=/.test(header)) throw new BadSignature("malformed");
      const construct = (tolerance: number) => constructEvent(stripe, { body, header, webhookSecret, tolerance, now });
      const event = construct(TOLERANCE_SECONDS);
      if (event === undefined) throw new BadSignature(construct(0) === undefined ? "wrong" : "too_old");
      return event;
    },

    async listUndelivered(since) {
      const created = { gte: Math.floor(since.getTime() / 1000) };
      const list = { created, delivery_success: false, types: [...STRIPE_EVENTS], limit: 100 };
      const newestFirst = await callAndParse(eventSchema.array(), () => stripe.events.list(list).autoPagingToArray({ limit: 10_000 }));
      return newestFirst.toReversed();
    },
  };
}

function intentOf({ id, amountCents, currency, orderReference }: AttemptRequest) {
  return {
    amount: amountCents,
    currency: currency.toLowerCase(),
    automatic_payment_methods: { enabled: true },
    excluded_payment_method_types: VOUCHERS,
    metadata: { attempt_id: id, order_reference: orderReference },
  };
}

/** Returns the event, or undefined if the signature is not valid within the tolerance. */
function constructEvent(
  stripe: Stripe,
  given: { body: string; header: string; webhookSecret: string; tolerance: number; now: Date },
): ProviderEvent | undefined {
  try {
    const { body, header, webhookSecret, tolerance, now } = given;
    const event = stripe.webhooks.constructEvent(body, header, webhookSecret, tolerance, undefined, now.getTime());
    return eventSchema.parse(event);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return undefined;
    // The body is signed with the shop's secret but is not an event that could be applied.
    throw new BadSignature("malformed");
  }
}

async function callAndParse<T>(schema: z.ZodType<T>, call: () => Promise<unknown>): Promise<T> {
  return parse(schema, await callStripe(call));
}

/** Validates the answer, because a proxy in between may answer in Stripe's place with JSON of its own. */
function parse<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new ProviderUnreachable("Stripe's answer can't be read", { cause: parsed.error });
  return parsed.data;
}

async function callStripe<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toProviderError(error);
  }
}

/**
 * Stripe repeats its first answer to a key for a day, even its own failure, so the key can't succeed any more. Whether the
 * first call took effect has to be looked up (https://docs.stripe.com/api/idempotent_requests).
 */
class KeySpent extends ProviderUnreachable {}

/** Rejects the key without looking for an intent that it may have created: no browser received its secret. */
function rejectSpentKey(error: unknown): never {
  throw error instanceof KeySpent ? new ProviderRejected("key_spent", error.message) : error;
}

function toProviderError(error: unknown): unknown {
  const { errors } = Stripe;
  if (!(error instanceof errors.StripeError)) return error;
  const { statusCode = 0, message } = error;
  // Rejected keys (401, 403) say nothing about the money.
  const unknown = [0, 401, 403, 409, 429].includes(statusCode) || statusCode >= 500;
  const repeated = statusCode >= 500 && new Headers(error.headers).has("idempotent-replayed");
  if (unknown) return new (repeated ? KeySpent : ProviderUnreachable)(message, { cause: error });
  return new ProviderRejected(error.code === "resource_missing" ? "not_found" : (error.code ?? error.rawType ?? error.type), message);
}
