import { z } from "zod";
import { ZERO } from "@/lib/core/money";
import {
  type AttemptRequest,
  type OnlineProvider,
  type ProviderPayment,
  ProviderRejected,
  ProviderUnreachable,
} from "@/lib/payments/port/online-provider";
import { captureOrderSchema, decimalOf, disputeSchema, orderSchema, type PayPalOrder, refundSchema } from "./answers";
import { createPayPalClient, type PayPalCredentials } from "./client";
import { eventSchema, parseEvent, toProviderEvent } from "./events";
import { createSignatureCheck } from "./signature";

/** The issues that PayPal gives for declining a payment; the customer must choose another means of payment. */
const DECLINES = new Set([
  "COMPLIANCE_VIOLATION",
  "INSTRUMENT_DECLINED",
  "MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED",
  "PAYEE_BLOCKED_TRANSACTION",
  "PAYER_ACCOUNT_LOCKED_OR_CLOSED",
  "PAYER_ACCOUNT_RESTRICTED",
  "PAYER_ACTION_REQUIRED",
  "PAYER_CANNOT_PAY",
  "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING",
  "TRANSACTION_BLOCKED_BY_PAYEE",
  "TRANSACTION_LIMIT_EXCEEDED",
  "TRANSACTION_REFUSED",
]);
/** Another caller captured first, or the customer has not approved: the order itself has the current state. */
const ASK_AGAIN = new Set(["ORDER_ALREADY_CAPTURED", "ORDER_NOT_APPROVED"]);
/** PayPal deletes unpaid orders a few hours after their creation, but never paid ones. */
const EXPIRED = new Set(["not_found", "ORDER_EXPIRED"]);
/** The issues for a refund made so long ago that its key has expired. */
const REFUNDED_BEFORE = new Set(["DUPLICATE_INVOICE_ID", "CAPTURE_FULLY_REFUNDED"]);

const eventListSchema = z.object({
  events: z.array(z.unknown()).default([]),
  links: z.array(z.object({ href: z.string(), rel: z.string() })).default([]),
});

/** `webhookUrl`: this shop's endpoint; the account may have endpoints of other shops. */
type PayPalKeys = PayPalCredentials & { webhookId: string; webhookUrl: string };

/** Creates the adapter to PayPal's Orders v2 and Payments v2 APIs: an attempt is an order there, a payment its capture. */
export function createPayPal({ webhookId, webhookUrl, ...credentials }: PayPalKeys): OnlineProvider {
  const client = createPayPalClient(credentials);
  const checkSignature = createSignatureCheck(credentials.baseUrl, webhookId);

  async function find(ref: string): Promise<PayPalOrder> {
    try {
      return await client.call({ method: "GET", path: orderPath(ref) }, orderSchema);
    } catch (error) {
      if (error instanceof ProviderRejected && EXPIRED.has(error.code)) return expired(ref);
      throw error;
    }
  }

  async function findByPayment(paymentRef: string): Promise<ProviderPayment> {
    const path = `/v2/payments/captures/${encodeURIComponent(paymentRef)}`;
    const capture = await client.call({ method: "GET", path }, captureOrderSchema);
    const ref = capture.supplementary_data?.related_ids?.order_id;
    if (!ref) throw new ProviderRejected("not_found", "a capture without an order");
    return find(ref);
  }

  return {
    name: "paypal",
    parameters: orderOf,

    start: (request) =>
      client.call({ method: "POST", path: "/v2/checkout/orders", body: orderOf(request), requestId: request.id }, orderSchema),

    find,
    findByPayment,

    async capture(ref, key) {
      try {
        return await client.call({ method: "POST", path: `${orderPath(ref)}/capture`, body: {}, requestId: key }, orderSchema);
      } catch (error) {
        if (!(error instanceof ProviderRejected)) throw error;
        if (error.code === "ORDER_COMPLETION_IN_PROGRESS") throw new ProviderUnreachable("another capture is under way", { cause: error });
        const declined = DECLINES.has(error.code);
        if (!declined && !ASK_AGAIN.has(error.code) && !EXPIRED.has(error.code)) throw error;
        const order = await find(ref);
        const payable = order.state === "approved" || order.state === "open";
        return declined && payable ? { ...order, state: "open", declined } : order;
      }
    },

    /**
     * PayPal has no way to cancel an order with intent CAPTURE. None is needed, because only the shop can capture it and it
     * never captures a closed attempt, so an order that is neither paid nor processing now never will be.
     */
    async cancel(ref) {
      const order = await find(ref);
      return ["paid", "processing", "unknown"].includes(order.state) ? order : { ...order, state: "cancelled" };
    },

    async refund({ id, paymentRef, amountCents, currency }) {
      const body = { amount: { currency_code: currency, value: decimalOf(amountCents) }, invoice_id: id };
      const path = `/v2/payments/captures/${encodeURIComponent(paymentRef)}/refund`;
      try {
        return await client.call({ method: "POST", path, body, requestId: id }, refundSchema);
      } catch (error) {
        if (!(error instanceof ProviderRejected && REFUNDED_BEFORE.has(error.code))) throw error;
        const { refunds } = await findByPayment(paymentRef);
        const existing = refunds.find(({ refundId }) => refundId === id);
        if (!existing) throw error;
        return existing;
      }
    },

    findRefund: (ref) => client.call({ method: "GET", path: `/v2/payments/refunds/${encodeURIComponent(ref)}` }, refundSchema),

    findDispute: (ref) => client.call({ method: "GET", path: `/v1/customer/disputes/${encodeURIComponent(ref)}` }, disputeSchema),

    async verify(body, headers, now) {
      await checkSignature(body, headers, now);
      return parseEvent(body);
    },

    /** PayPal lists every event, so the events delivered to this shop are filtered out. */
    async listUndelivered(since) {
      const query = new URLSearchParams({ page_size: "100", start_time: since.toISOString() });
      const undelivered = [];
      const arrived = (one: { status: string; webhook_url?: string }) => one.status === "SUCCESS" && one.webhook_url === webhookUrl;
      let path: string | undefined = `/v1/notifications/webhooks-events?${query}`;
      while (path) {
        const page: z.infer<typeof eventListSchema> = await client.call({ method: "GET", path }, eventListSchema);
        for (const payload of page.events) {
          const event = eventSchema.safeParse(payload);
          if (!event.success || event.data.transmissions?.some(arrived)) continue;
          undelivered.push(toProviderEvent(event.data));
        }
        const next = page.links.find(({ rel }) => rel === "next");
        path = next && pathOf(next.href);
      }
      return undelivered;
    },
  };
}

function orderOf({ id, amountCents, currency, orderReference, returnUrl }: AttemptRequest) {
  return {
    intent: "CAPTURE",
    purchase_units: [
      {
        amount: { currency_code: currency, value: decimalOf(amountCents) },
        custom_id: id,
        // PayPal accepts each invoice number only once, so an order's second attempt needs another one.
        invoice_id: `${orderReference}-${id.slice(0, 8)}`,
      },
    ],
    payment_source: {
      paypal: {
        experience_context: {
          return_url: returnUrl,
          cancel_url: returnUrl,
          user_action: "PAY_NOW",
          shipping_preference: "NO_SHIPPING",
        },
      },
    },
  };
}

function orderPath(ref: string): string {
  return `/v2/checkout/orders/${encodeURIComponent(ref)}`;
}

/** Stands in for an order that PayPal has deleted, or that other keys can't see. */
function expired(ref: string): PayPalOrder {
  return {
    ref,
    clientSecret: ref,
    attemptId: null,
    state: "unknown",
    paymentRef: null,
    amountCents: ZERO,
    currency: "XXX", // ISO 4217: no currency
    declined: false,
    refunds: [],
  };
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return `${pathname}${search}`;
}
