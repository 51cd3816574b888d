import { z } from "zod";
import type { Route } from "../base/http";
import type { WebhookEvent } from "../base/webhooks";
import { invalidRequest, notFound } from "./api-error";
import { getDispute } from "./disputes";
import { endpoint } from "./endpoint";
import type { Account } from "./ledger";
import { cancel, capture, confirm, createPaymentIntent, getPaymentIntent } from "./payments";
import { createRefund, getCharge, getRefund } from "./refunds";
import { chargeResource, disputeResource, paymentIntentResource, refundResource } from "./resources";

const integer = z
  .string()
  .regex(/^\d{1,12}$/, "integer")
  .transform(Number);
const metadata = z.record(z.string().max(40), z.string().max(500)).default({});
const expandCharge = z.array(z.enum(["latest_charge"])).default([]);
const nothing = z.strictObject({});
const page = {
  limit: integer.pipe(z.int().min(1).max(100)).default(10),
  starting_after: z.string().optional(),
};

const createSchema = z.strictObject({
  amount: integer,
  currency: z.enum(["eur"]),
  automatic_payment_methods: z.strictObject({
    enabled: z.literal("true"),
    allow_redirects: z.enum(["always", "never"]).optional(),
  }),
  excluded_payment_method_types: z.array(z.string()).max(20).default([]),
  capture_method: z.enum(["automatic_async", "automatic", "manual"]).default("automatic_async"),
  description: z.string().max(1000).optional(),
  expand: expandCharge,
  metadata,
  receipt_email: z.email().optional(),
});

const confirmSchema = z.strictObject({
  client_secret: z.string(),
  return_url: z.url(),
  payment_method_data: z.strictObject({
    type: z.literal("card"),
    card: z.strictObject({ number: z.string(), exp_month: integer, exp_year: integer, cvc: z.string().regex(/^\d{3,4}$/) }),
  }),
});

const refundSchema = z.strictObject({
  charge: z.string().optional(),
  payment_intent: z.string().optional(),
  amount: integer.pipe(z.int().min(1)).optional(),
  metadata,
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
});

const eventsSchema = z.strictObject({
  ...page,
  created: z.strictObject({ gte: integer.optional(), gt: integer.optional() }).default({}),
  delivery_success: z.enum(["true", "false"]).optional(),
  types: z.array(z.string()).max(20).optional(),
});

/** The part of Stripe's API that the shop uses, with the same addresses and parameters. */
export function apiRoutes(account: Account): Route[] {
  const { ledger, core } = account;
  return [
    endpoint(account, "POST", "/v1/payment_intents", "payment_intents.create", createSchema, (given) => {
      const intent = createPaymentIntent(account, {
        amount: given.amount,
        currency: given.currency,
        captureMethod: given.capture_method,
        metadata: given.metadata,
        description: given.description ?? null,
        receiptEmail: given.receipt_email ?? null,
      });
      return paymentIntentResource(account, intent, given.expand);
    }),
    endpoint(
      account,
      "GET",
      "/v1/payment_intents/:id",
      "payment_intents.retrieve",
      z.strictObject({ expand: expandCharge }),
      ({ expand }, id) => paymentIntentResource(account, getPaymentIntent(account, id), expand),
    ),
    endpoint(
      account,
      "POST",
      "/v1/payment_intents/:id/cancel",
      "payment_intents.cancel",
      z.strictObject({
        cancellation_reason: z.enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"]).optional(),
        expand: expandCharge,
      }),
      (given, id) => {
        const intent = getPaymentIntent(account, id);
        cancel(account, intent, given.cancellation_reason ?? null);
        return paymentIntentResource(account, intent, given.expand);
      },
    ),
    endpoint(
      account,
      "POST",
      "/v1/payment_intents/:id/capture",
      "payment_intents.capture",
      z.strictObject({ expand: expandCharge }),
      ({ expand }, id) => {
        const intent = getPaymentIntent(account, id);
        capture(account, intent);
        return paymentIntentResource(account, intent, expand);
      },
    ),
    endpoint(
      account,
      "POST",
      "/v1/payment_intents/:id/confirm",
      "payment_intents.confirm",
      confirmSchema,
      (given, id) => {
        const intent = getPaymentIntent(account, id);
        if (intent.clientSecret !== given.client_secret) throw notFound("payment_intent", id);
        const { number, exp_month, exp_year } = given.payment_method_data.card;
        confirm(account, intent, { number, expMonth: exp_month, expYear: exp_year }, given.return_url);
        return paymentIntentResource(account, intent);
      },
      "browser",
    ),
    endpoint(account, "GET", "/v1/charges/:id", "charges.retrieve", nothing, (_, id) => chargeResource(account, getCharge(account, id))),
    endpoint(account, "POST", "/v1/refunds", "refunds.create", refundSchema, (given) => {
      const chargeId = given.charge ?? (given.payment_intent && getPaymentIntent(account, given.payment_intent).latestCharge);
      if (!chargeId) throw invalidRequest("One of the following params should be provided for this request: payment_intent or charge.");
      const { amount, metadata, reason = null } = given;
      return refundResource(createRefund(account, getCharge(account, chargeId), { amount, metadata, reason }));
    }),
    endpoint(account, "GET", "/v1/disputes/:id", "disputes.retrieve", nothing, (_, id) => disputeResource(getDispute(account, id))),
    endpoint(account, "GET", "/v1/refunds/:id", "refunds.retrieve", nothing, (_, id) => refundResource(getRefund(account, id))),
    endpoint(
      account,
      "GET",
      "/v1/refunds",
      "refunds.list",
      z.strictObject({ ...page, charge: z.string().optional(), payment_intent: z.string().optional() }),
      (given) => {
        const matching = ledger.refunds
          .list()
          .filter(
            ({ charge, paymentIntent }) => charge === (given.charge ?? charge) && paymentIntent === (given.payment_intent ?? paymentIntent),
          );
        return listResource("/v1/refunds", matching, given, refundResource);
      },
    ),
    endpoint(account, "GET", "/v1/events", "events.list", eventsSchema, (given) => {
      const matching = core.webhooks
        .list()
        .filter(({ provider, type }) => provider === "stripe" && (given.types?.includes(type) ?? true))
        .filter(({ state }) => given.delivery_success === undefined || (state === "delivered") === (given.delivery_success === "true"))
        .filter((event) => createdOf(event) >= (given.created.gte ?? 0) && createdOf(event) > (given.created.gt ?? 0));
      return listResource("/v1/events", matching, given, ({ body }) => JSON.parse(body));
    }),
  ];
}

/** A time in seconds, as in Stripe's objects. */
function createdOf({ sentAt }: WebhookEvent): number {
  return Math.floor(Date.parse(sentAt) / 1000);
}

/** One page of the items, newest first. */
function listResource<T extends { id: string }>(
  url: string,
  oldestFirst: readonly T[],
  given: { limit: number; starting_after?: string },
  resource: (item: T) => unknown,
) {
  const items = oldestFirst.toReversed();
  const start = given.starting_after === undefined ? 0 : items.findIndex(({ id }) => id === given.starting_after) + 1;
  const data = items.slice(start, start + given.limit).map(resource);
  return { object: "list", url, has_more: start + given.limit < items.length, data };
}
