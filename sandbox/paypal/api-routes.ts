import { createHash } from "node:crypto";
import type { Core } from "../base/core";
import { type Answer, json, type Route, type SandboxRequest } from "../base/http";
import { invalid, notFound, PayPalApiError, readBody, readRequest, unprocessable, withErrors } from "./api-error";
import type { Bank } from "./bank";
import { findCapture, findDispute, findOrder, findRefund, type Ledger, newId, type Order } from "./ledger";
import { captureRequestSchema, eventListQuerySchema, orderRequestSchema, refundRequestSchema } from "./requests";
import { captureResource, disputeResource, minimalOrder, orderResource, refundResource } from "./resources";
import type { Tokens } from "./tokens";

const HOUR_MS = 60 * 60 * 1000;
/** How long PayPal remembers a `PayPal-Request-Id`. */
const REMEMBERED_MS = { orders: 6 * HOUR_MS, payments: 45 * 24 * HOUR_MS };
const MAX_REQUEST_ID = 108;

/** Orders v2, Payments v2 and the list of events, for callers with an access token. */
export function apiRoutes(core: Core, ledger: Ledger, bank: Bank, tokens: Tokens): Route[] {
  const api = (method: Route["method"], path: string, operation: string, answer: (request: SandboxRequest) => Answer): Route => ({
    method,
    path,
    operation,
    caller: "shop",
    answer: (request) =>
      withErrors(() => {
        const { authorization, "content-type": type } = request.headers;
        if (!tokens.accepts(authorization, core.now())) throw new PayPalApiError(401, "AUTHENTICATION_FAILURE");
        if (method === "POST" && type !== "application/json") throw new PayPalApiError(415, "UNSUPPORTED_MEDIA_TYPE");
        return answer(request);
      }),
  });

  /** Does the work once for each request id. A repeat returns the same order or refund, in its current state. */
  function once(request: SandboxRequest, rememberedMs: number, work: () => string): { id: string; repeated: boolean } {
    const requestId = request.headers["paypal-request-id"];
    if (requestId === undefined) return { id: work(), repeated: false };
    if (requestId.length > MAX_REQUEST_ID) throw invalid("INVALID_STRING_LENGTH", "The PayPal-Request-Id is too long.");
    const key = `${request.url.pathname} ${requestId}`;
    const bodyHash = createHash("sha256").update(request.body).digest("base64url");
    const used = ledger.usedRequestIds.get(key);
    if (used && core.now().getTime() - Date.parse(used.usedAt) < rememberedMs) {
      if (used.bodyHash === bodyHash) return { id: used.resultId, repeated: true };
      throw unprocessable("DUPLICATE_REQUEST_ID", "This PayPal-Request-Id was used with another body.");
    }
    const resultId = work();
    ledger.usedRequestIds.add({ id: key, bodyHash, resultId, usedAt: core.now().toISOString() });
    return { id: resultId, repeated: false };
  }

  const wantsRepresentation = (request: SandboxRequest) => request.headers.prefer === "return=representation";

  function answerOrder(request: SandboxRequest, order: Order | undefined, status: number): Answer {
    if (!order) throw notFound();
    const resource = wantsRepresentation(request) ? orderResource(order, core.url()) : minimalOrder(order, core.url());
    return json(status, resource);
  }

  return [
    api("POST", "/v2/checkout/orders", "orders.create", (request) => {
      const body = readBody(orderRequestSchema, request.body);
      if (!request.headers["paypal-request-id"]) throw invalid("PAYPAL_REQUEST_ID_REQUIRED", "A payment source needs a PayPal-Request-Id.");
      if (Number(body.purchase_units[0].amount.value) === 0)
        throw unprocessable("CANNOT_BE_ZERO_OR_NEGATIVE", "The amount has to be above zero.");
      const { id, repeated } = once(request, REMEMBERED_MS.orders, () => {
        const order: Order = {
          id: newId(),
          status: "PAYER_ACTION_REQUIRED",
          at: core.now().toISOString(),
          request: body,
          refunds: [],
          disputes: [],
        };
        ledger.orders.add(order);
        return order.id;
      });
      return answerOrder(request, findOrder(ledger, id, core.now()), repeated ? 200 : 201);
    }),

    api("GET", "/v2/checkout/orders/:id", "orders.get", ({ id }) => {
      const order = findOrder(ledger, id, core.now());
      if (!order) throw notFound();
      return json(200, orderResource(order, core.url()));
    }),

    api("POST", "/v2/checkout/orders/:id/capture", "orders.capture", (request) => {
      readBody(captureRequestSchema, request.body);
      const { id, repeated } = once(request, REMEMBERED_MS.orders, () => bank.capture(request.id).id);
      return answerOrder(request, findOrder(ledger, id, core.now()), repeated ? 200 : 201);
    }),

    api("GET", "/v2/payments/captures/:id", "captures.get", ({ id }) => {
      const found = findCapture(ledger, id);
      if (!found) throw notFound();
      return json(200, captureResource(found.order, found.capture, core.url()));
    }),

    api("POST", "/v2/payments/captures/:id/refund", "captures.refund", (request) => {
      const body = readBody(refundRequestSchema, request.body);
      const { amount, invoice_id, custom_id, note_to_payer } = body;
      const given = { amount, invoiceId: invoice_id, customId: custom_id, note: note_to_payer };
      const { id, repeated } = once(request, REMEMBERED_MS.payments, () => bank.refund(request.id, given).id);
      const found = findRefund(ledger, id);
      if (!found) throw notFound();
      const all = refundResource(found.refund, core.url());
      return json(repeated ? 200 : 201, wantsRepresentation(request) ? all : { id: all.id, status: all.status, links: all.links });
    }),

    api("GET", "/v2/payments/refunds/:id", "refunds.get", ({ id }) => {
      const found = findRefund(ledger, id);
      if (!found) throw notFound();
      return json(200, refundResource(found.refund, core.url()));
    }),

    api("GET", "/v1/customer/disputes/:id", "disputes.get", ({ id }) => {
      const found = findDispute(ledger, id);
      if (!found) throw notFound();
      return json(200, disputeResource(found.order, found.dispute));
    }),

    api("GET", "/v1/notifications/webhooks-events", "events.list", ({ url }) => {
      const query = readRequest(eventListQuerySchema, Object.fromEntries(url.searchParams), "query");
      const found = core.webhooks
        .list()
        .filter(
          ({ provider, type, sentAt }) =>
            provider === "paypal" &&
            (!query.event_type || type === query.event_type) &&
            (!query.start_time || Date.parse(sentAt) >= Date.parse(query.start_time)) &&
            (!query.end_time || Date.parse(sentAt) <= Date.parse(query.end_time)),
        );
      const end = query.offset + query.page_size;
      const events = found.slice(query.offset, end).map(({ body, state }) => ({
        ...JSON.parse(body),
        transmissions: [
          { webhook_url: `${core.shopUrl}/api/webhooks/paypal`, status: state === "delivered" ? "SUCCESS" : "FAILURE" },
          // An account may have further addresses, which also receive every event.
          { webhook_url: "https://books.example/paypal", status: "SUCCESS" },
        ],
      }));
      const next = new URL(`${core.url()}${url.pathname}${url.search}`);
      next.searchParams.set("offset", String(end));
      const links = end < found.length ? [{ href: next.href, rel: "next", method: "GET" }] : [];
      return json(200, { events, count: events.length, links });
    }),
  ];
}
