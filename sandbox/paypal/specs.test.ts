import http from "node:http";
import { text } from "node:stream/consumers";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { paymentAttemptIdSchema, refundIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { createPayPal } from "@/lib/payments/paypal/provider";
import { type Sandbox, sandboxEnvironment, startSandbox } from "../start-sandbox";
import { readDescription } from "../testing";

// Checks the shop's requests and the sandbox's answers against PayPal's own API descriptions, if those are beside the project.

const FILES = ["paypal-checkout_orders_v2.json", "paypal-payments_payment_v2.json", "paypal-notifications_webhooks_v1.json"] as const;
type File = (typeof FILES)[number];

/** Objects whose properties are all described, so any other property is a mistake. */
const CLOSED = [
  "order_request",
  "purchase_unit_request",
  "amount_with_breakdown",
  "payment_source",
  "paypal_wallet",
  "paypal_wallet_experience_context",
  "order_capture_request",
  "refund_request",
];

const descriptionSchema = z.looseObject({ components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }) });

const ajv = new Ajv({ strict: false, unicodeRegExp: false, allErrors: true, logger: false });
addFormats(ajv);
for (const file of FILES) {
  const description = descriptionSchema.optional().parse(readDescription(file));
  if (!description) continue;
  const { schemas } = description.components;
  for (const name of CLOSED) {
    const schema = schemas[name];
    if (schema && schema.allOf === undefined) schema.additionalProperties = false;
  }
  ajv.addSchema({ ...description, $id: file });
}

/**
 * The mistakes in a body according to PayPal's own description, or null if there are none.
 * @param schema its name there, such as `order_request`
 */
function findMistakes(file: File, schema: string, body: unknown): string | null {
  const validate = ajv.compile({ $ref: `${file}#/components/schemas/${schema}` });
  return validate(body) ? null : `${schema}: ${ajv.errorsText(validate.errors)}`;
}

const parameter = z.object({ name: z.string(), in: z.string() });
const parametersSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ parameters: z.array(z.object({ $ref: z.string() })).optional() }).catch({}))),
  components: z.object({ parameters: z.record(z.string(), parameter) }),
});

type Seen = { method: string; url: URL; headers: http.IncomingHttpHeaders; body: string; answer: string };

let sandbox: Sandbox;
let recorder: http.Server;
const seen: Seen[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, shopUrl: "http://localhost:3000" });
  sandbox.webhooks.mode = "hold";
  recorder = http.createServer(async (request, response) => {
    const { method = "", headers } = request;
    const body = await text(request);
    const url = new URL(request.url ?? "", sandbox.url);
    const answer = await fetch(url, { method, headers: ownHeaders(headers), ...(method === "POST" && { body }) });
    seen.push({ method, url, headers, body, answer: await answer.clone().text() });
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  });
  await new Promise<void>((resolve) => recorder.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  recorder.close();
  await sandbox.close();
});

function ownHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  const own = ["authorization", "content-type", "prefer", "paypal-request-id"];
  return Object.fromEntries(own.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])));
}

/** Makes every kind of call that the shop makes. Returns the request ids of the calls that make changes. */
async function makeEveryCall(): Promise<string[]> {
  const address = recorder.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const keys = sandboxEnvironment(sandbox.url);
  const paypal = createPayPal({
    baseUrl: `http://127.0.0.1:${address.port}`,
    clientId: keys.PAYPAL_CLIENT_ID ?? "",
    clientSecret: keys.PAYPAL_CLIENT_SECRET ?? "",
    webhookId: keys.PAYPAL_WEBHOOK_ID ?? "",
    webhookUrl: "http://localhost:3000/api/webhooks/paypal",
  });
  const id = paymentAttemptIdSchema.parse(crypto.randomUUID());
  const returnUrl = "https://shop.example/orders/ORD-7K3MX9P2QR";
  const { ref } = await paypal.start({ id, amountCents: cents(11790), currency: "EUR", orderReference: "ORD-7K3MX9P2QR", returnUrl });
  sandbox.paypal.approve(ref);
  const captureKey = `${id}:${Date.now()}`;
  const { paymentRef } = await paypal.capture(ref, captureKey);
  if (paymentRef === null) throw new Error("nothing was captured");
  const refundId = refundIdSchema.parse(crypto.randomUUID());
  const refund = await paypal.refund({ id: refundId, paymentRef, amountCents: cents(100), currency: "EUR" });
  await paypal.findRefund(refund.ref);
  await paypal.findByPayment(paymentRef);
  await paypal.findDispute(sandbox.paypal.dispute(paymentRef).id);
  await paypal.listUndelivered(new Date(Date.now() - 1000));
  return [id, captureKey, refundId];
}

/** Neither tokens nor disputes are in the descriptions. */
const UNDESCRIBED = /^\/v1\/(oauth2\/token|customer\/disputes\/)/;

const OPERATIONS: [method: string, path: RegExp, file: File, template: string, request: string | null, answer: string][] = [
  ["POST", /^\/v2\/checkout\/orders$/, "paypal-checkout_orders_v2.json", "/v2/checkout/orders", "order_request", "order"],
  ["GET", /^\/v2\/checkout\/orders\/\w+$/, "paypal-checkout_orders_v2.json", "/v2/checkout/orders/{id}", null, "order"],
  [
    "POST",
    /\/orders\/\w+\/capture$/,
    "paypal-checkout_orders_v2.json",
    "/v2/checkout/orders/{id}/capture",
    "order_capture_request",
    "order",
  ],
  ["GET", /\/captures\/\w+$/, "paypal-payments_payment_v2.json", "/v2/payments/captures/{capture_id}", null, "capture-2"],
  [
    "POST",
    /\/captures\/\w+\/refund$/,
    "paypal-payments_payment_v2.json",
    "/v2/payments/captures/{capture_id}/refund",
    "refund_request",
    "refund",
  ],
  ["GET", /\/refunds\/\w+$/, "paypal-payments_payment_v2.json", "/v2/payments/refunds/{refund_id}", null, "refund"],
  ["GET", /\/webhooks-events$/, "paypal-notifications_webhooks_v1.json", "/v1/notifications/webhooks-events", null, "EventList"],
];

it("sends requests and returns answers as PayPal describes them", async () => {
  const keys = await makeEveryCall();
  const calls = seen.filter(({ url }) => !UNDESCRIBED.test(url.pathname));
  const covered = new Set(
    calls.map(({ method, url }) => OPERATIONS.findIndex(([verb, pattern]) => verb === method && pattern.test(url.pathname))),
  );
  expect([...covered].toSorted()).toEqual(OPERATIONS.map((_, index) => index));
  expect(calls.filter(({ method }) => method === "POST").map(({ headers }) => headers["paypal-request-id"])).toEqual(keys);
  if (readDescription("paypal-checkout_orders_v2.json") === undefined) return;

  for (const { method, url, headers, body, answer } of calls) {
    const operation = OPERATIONS.find(([verb, pattern]) => verb === method && pattern.test(url.pathname));
    if (operation === undefined) throw new Error(`not described: ${method} ${url.pathname}`);
    const [, , file, template, request, answered] = operation;
    if (request !== null) expect(findMistakes(file, request, JSON.parse(body)), `${method} ${template}`).toBeNull();
    expect(findMistakes(file, answered, JSON.parse(answer)), `${method} ${template}`).toBeNull();
    const described = parametersOf(file, template, method.toLowerCase());
    for (const name of url.searchParams.keys()) expect(described.query).toContain(name);
    if (headers["paypal-request-id"] !== undefined) expect(described.header).toContain("PayPal-Request-Id");
  }
});

function parametersOf(file: File, template: string, method: string): { query: string[]; header: string[] } {
  const { paths, components } = parametersSchema.parse(readDescription(file));
  const all = (paths[template]?.[method]?.parameters ?? []).flatMap(({ $ref }) => components.parameters[lastOf($ref)] ?? []);
  const names = (place: string) => all.filter((parameter) => parameter.in === place).map(({ name }) => name);
  return { query: names("query"), header: names("header") };
}

function lastOf(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}
