import { json } from "../answers";
import type { Answer, Core, Route, SandboxRequest } from "../provider-module";
import type { Bank } from "./bank";
import { checkDescribed } from "./described";
import { findCapture, findOrder, findRefund, type Ledger, newId, type Order } from "./ledger";
import { invalid, notFound, Refusal, readBody, readRequest, refuse, unprocessable } from "./refusal";
import { captureRequestSchema, eventListQuerySchema, orderRequestSchema, refundRequestSchema } from "./requests";
import { captureResource, minimalOrder, orderResource, refundResource } from "./resources";
import type { Tokens } from "./tokens";

const HOUR_MS = 60 * 60 * 1000;
/** How long a `PayPal-Request-Id` is remembered. */
const KEPT_MS = { orders: 6 * HOUR_MS, payments: 45 * 24 * HOUR_MS };
const MAX_REQUEST_ID = 108;
const ORDERS = "paypal-checkout_orders_v2.json";

function demandDescribed(complaint: string | null): void {
  if (complaint !== null) throw invalid("NOT_AS_DESCRIBED", complaint);
}

/** Orders v2, Payments v2 and the list of events, for callers with an access token. */
export function apiRoutes(core: Core, ledger: () => Ledger, bank: Bank, tokens: Tokens): Route[] {
  const api = (method: Route["method"], path: string, operation: string, answer: (request: SandboxRequest) => Answer): Route => ({
    method,
    path,
    operation,
    caller: "shop",
    answer(request) {
      try {
        if (!tokens.accepts(request.headers.authorization, core.now())) throw new Refusal(401, "AUTHENTICATION_FAILURE");
        if (method === "POST" && request.headers["content-type"] !== "application/json") throw new Refusal(415, "UNSUPPORTED_MEDIA_TYPE");
        return answer(request);
      } catch (error) {
        if (error instanceof Refusal) return refuse(error);
        throw error;
      }
    },
  });

  /** Does the work once for each request id; afterwards the answer is what came of it, as it stands now. */
  function once(request: SandboxRequest, keptMs: number, work: () => string): { id: string; repeated: boolean } {
    const requestId = request.headers["paypal-request-id"];
    if (requestId === undefined) return { id: work(), repeated: false };
    if (requestId.length > MAX_REQUEST_ID) throw invalid("INVALID_STRING_LENGTH", "The PayPal-Request-Id is too long.");
    const key = `${request.url.pathname} ${requestId}`;
    const before = ledger().requests[key];
    if (before && core.now().getTime() - Date.parse(before.at) < keptMs) {
      if (before.body !== request.body) throw unprocessable("DUPLICATE_REQUEST_ID", "This PayPal-Request-Id came with another body.");
      return { id: before.resultId, repeated: true };
    }
    const id = work();
    ledger().requests[key] = { body: request.body, resultId: id, at: core.now().toISOString() };
    return { id, repeated: false };
  }

  const wantsAll = (request: SandboxRequest) => request.headers.prefer === "return=representation";

  function answerOrder(request: SandboxRequest, order: Order | undefined, status: number): Answer {
    if (!order) throw notFound();
    const resource = wantsAll(request) ? orderResource(order, core.url()) : minimalOrder(order, core.url());
    return json(status, resource);
  }

  return [
    api("POST", "/v2/checkout/orders", "orders.create", (request) => {
      const body = readBody(orderRequestSchema, request.body);
      demandDescribed(checkDescribed(ORDERS, "order_request", body));
      if (!request.headers["paypal-request-id"]) throw invalid("PAYPAL_REQUEST_ID_REQUIRED", "A payment source needs a PayPal-Request-Id.");
      if (Number(body.purchase_units[0].amount.value) === 0) throw unprocessable("CANNOT_BE_ZERO_OR_NEGATIVE", "Nothing can't be paid.");
      const { id, repeated } = once(request, KEPT_MS.orders, () => {
        const order: Order = { id: newId(), status: "PAYER_ACTION_REQUIRED", at: core.now().toISOString(), request: body, refunds: [] };
        ledger().orders.push(order);
        return order.id;
      });
      return answerOrder(request, findOrder(ledger(), id, core.now()), repeated ? 200 : 201);
    }),

    api("GET", "/v2/checkout/orders/:id", "orders.get", ({ id }) => {
      const order = findOrder(ledger(), id, core.now());
      if (!order) throw notFound();
      return json(200, orderResource(order, core.url()));
    }),

    api("POST", "/v2/checkout/orders/:id/capture", "orders.capture", (request) => {
      demandDescribed(checkDescribed(ORDERS, "order_capture_request", readBody(captureRequestSchema, request.body)));
      const { id, repeated } = once(request, KEPT_MS.orders, () => bank.capture(request.id).id);
      return answerOrder(request, findOrder(ledger(), id, core.now()), repeated ? 200 : 201);
    }),

    api("GET", "/v2/payments/captures/:id", "captures.get", ({ id }) => {
      const found = findCapture(ledger(), id);
      if (!found) throw notFound();
      return json(200, captureResource(found.order, found.capture, core.url()));
    }),

    api("POST", "/v2/payments/captures/:id/refund", "captures.refund", (request) => {
      const body = readBody(refundRequestSchema, request.body);
      demandDescribed(checkDescribed("paypal-payments_payment_v2.json", "refund_request", body));
      const { amount, invoice_id, custom_id, note_to_payer } = body;
      const given = { amount, invoiceId: invoice_id, customId: custom_id, note: note_to_payer };
      const { id, repeated } = once(request, KEPT_MS.payments, () => bank.refund(request.id, given).id);
      const found = findRefund(ledger(), id);
      if (!found) throw notFound();
      const all = refundResource(found.refund, core.url());
      return json(repeated ? 200 : 201, wantsAll(request) ? all : { id: all.id, status: all.status, links: all.links });
    }),

    api("GET", "/v2/payments/refunds/:id", "refunds.get", ({ id }) => {
      const found = findRefund(ledger(), id);
      if (!found) throw notFound();
      return json(200, refundResource(found.refund, core.url()));
    }),

    api("GET", "/v1/notifications/webhooks-events", "events.list", ({ url }) => {
      const query = readRequest(eventListQuerySchema, Object.fromEntries(url.searchParams), "query");
      const undelivered = new Set(core.webhooks.listUndelivered("paypal").map(({ id }) => id));
      const found = ledger().events.filter(
        ({ type, at }) =>
          (!query.event_type || type === query.event_type) &&
          (!query.start_time || Date.parse(at) >= Date.parse(query.start_time)) &&
          (!query.end_time || Date.parse(at) <= Date.parse(query.end_time)),
      );
      const end = query.offset + query.page_size;
      const events = found.slice(query.offset, end).map(({ id, payload }) => ({
        ...Object(payload),
        transmissions: [
          { webhook_url: `${core.shopUrl}/api/webhooks/paypal`, status: undelivered.has(id) ? "FAILURE" : "SUCCESS" },
          // An account may have other addresses, which hear of all that happens too.
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
