import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Sandbox, sandboxEnvironment, startSandbox } from "../start-sandbox";

let folder: string;
let sandbox: Sandbox;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "paypal-"));
  sandbox = await start();
});
afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

async function start(processingMs?: number): Promise<Sandbox> {
  const started = await startSandbox({ port: 0, shopUrl: "http://localhost:3000", file: path.join(folder, "state.json"), processingMs });
  started.webhooks.mode = "hold";
  return started;
}

const ORDER = {
  intent: "CAPTURE",
  purchase_units: [{ amount: { currency_code: "EUR", value: "50.00" }, custom_id: "attempt", invoice_id: "ORD-1" }],
  payment_source: {
    paypal: {
      experience_context: {
        return_url: "http://localhost:3000/orders/ORD-1",
        cancel_url: "http://localhost:3000/cart",
        user_action: "PAY_NOW",
        shipping_preference: "NO_SHIPPING",
      },
    },
  },
};

/** A call as the shop makes it, with a token and JSON. */
async function call(method: string, address: string, body?: unknown, headers: Record<string, string> = {}) {
  const { PAYPAL_CLIENT_ID, PAYPAL_CLIENT_SECRET } = sandboxEnvironment(sandbox.url);
  const token = await fetch(`${sandbox.url}/v1/oauth2/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${PAYPAL_CLIENT_ID}:${PAYPAL_CLIENT_SECRET}`).toString("base64")}` },
    body: "grant_type=client_credentials",
  }).then((response) => response.json());
  const response = await fetch(sandbox.url + address, {
    method,
    headers: { authorization: `Bearer ${token.access_token}`, "content-type": "application/json", ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: response.status, answer: await response.json() };
}

const create = (body: unknown = ORDER) => call("POST", "/v2/checkout/orders", body, { "paypal-request-id": crypto.randomUUID() });
const control = (address: string, body: unknown = {}) =>
  fetch(`${sandbox.url}/_sandbox/paypal/${address}`, { method: "POST", body: JSON.stringify(body) });

async function captured(outcome?: string, invoice = "ORD-1"): Promise<string> {
  const { answer } = await create({ ...ORDER, purchase_units: [{ ...ORDER.purchase_units[0], invoice_id: invoice }] });
  await control(`orders/${answer.id}/approve`, { outcome });
  const { answer: order } = await call("POST", `/v2/checkout/orders/${answer.id}/capture`, {}, { prefer: "return=representation" });
  return order.purchase_units[0].payments.captures[0].id;
}

describe("rejects a call", () => {
  const [unit] = ORDER.purchase_units;
  it.each([
    ["with an unknown parameter", { ...ORDER, payer: {} }, "/payer", "NOT_SUPPORTED"],
    ["with an unknown nested parameter", { ...ORDER, purchase_units: [{ ...unit, note: "" }] }, "/purchase_units/0/note", "NOT_SUPPORTED"],
    [
      "without an amount",
      { ...ORDER, purchase_units: [{ ...unit, amount: undefined }] },
      "/purchase_units/0/amount",
      "MISSING_REQUIRED_PARAMETER",
    ],
    ["with another intent", { ...ORDER, intent: "AUTHORIZE" }, "/intent", "INVALID_PARAMETER_VALUE"],
    [
      "with too long a number",
      { ...ORDER, purchase_units: [{ ...unit, invoice_id: "1".repeat(128) }] },
      "/purchase_units/0/invoice_id",
      "INVALID_STRING_LENGTH",
    ],
  ])("%s", async (_name, body, field, issue) => {
    expect(await create(body)).toEqual({
      status: 400,
      answer: {
        name: "INVALID_REQUEST",
        message: expect.any(String),
        debug_id: expect.stringMatching(/^[0-9a-f]{13}$/),
        details: [{ field, location: "body", issue, description: expect.any(String) }],
        links: [],
      },
    });
    expect(sandbox.paypal.orders()).toEqual([]);
  });

  it("without a token, a request id, or the right type", async () => {
    expect((await call("GET", "/v2/checkout/orders/1", undefined, { authorization: "Bearer other" })).status).toBe(401);
    expect((await call("POST", "/v2/checkout/orders", ORDER)).answer.details[0].issue).toBe("PAYPAL_REQUEST_ID_REQUIRED");
    expect((await call("POST", "/v2/checkout/orders", ORDER, { "content-type": "text/plain" })).status).toBe(415);
    expect(await call("GET", "/v1/notifications/webhooks-events?status=FAILED")).toMatchObject({ status: 400 });
    expect((await call("PATCH", "/v2/checkout/orders/1", [])).status).toBe(404);
  });
});

it("answers briefly unless the representation is requested", async () => {
  const { status, answer } = await create();
  expect(status).toBe(201);
  expect(Object.keys(answer)).toEqual(["id", "status", "links"]);
});

it("can be controlled over HTTP, by tests and by its own page", async () => {
  const [refunded, denied] = [await captured("paid"), await captured("pending", "ORD-2")];
  const settled = async (address: string, body?: unknown) => (await control(address, body)).status;
  expect(await settled(`captures/${refunded}/refund`, { amount: { currency_code: "EUR", value: "10.00" } })).toBe(200);
  expect(await settled(`captures/${refunded}/dispute`)).toBe(200);
  expect(await settled("disputes/PP-D-0/close", { outcome: "won" })).toBe(404);
  expect(await settled(`captures/${refunded}/reverse`)).toBe(200);
  expect(await settled(`captures/${refunded}/settle`)).toBe(422);
  expect(await settled(`captures/${denied}/deny`)).toBe(200);
  expect(await settled("captures/0/deny")).toBe(404);
  expect(await settled("tokens/revoke", { more: 1 })).toBe(400);
  const form = await fetch(`${sandbox.url}/_sandbox/paypal/tokens/revoke`, {
    method: "POST",
    body: new URLSearchParams(),
    redirect: "manual",
  });
  expect([form.status, form.headers.get("location")]).toEqual([303, "/"]);
  const page = await fetch(sandbox.url).then((response) => response.text());
  expect(page).toContain("ORD-1");
  expect(sandbox.webhooks.list().map(({ type }) => type)).toEqual([
    "CHECKOUT.ORDER.APPROVED",
    "PAYMENT.CAPTURE.COMPLETED",
    "CHECKOUT.ORDER.APPROVED",
    "PAYMENT.CAPTURE.PENDING",
    "PAYMENT.CAPTURE.REFUNDED",
    "CUSTOMER.DISPUTE.CREATED",
    "PAYMENT.CAPTURE.REVERSED",
    "PAYMENT.CAPTURE.DENIED",
  ]);
});

it("deletes an order on request, unless it was paid", async () => {
  const { answer } = await create();
  await captured();
  for (const { id } of sandbox.paypal.orders()) await control(`orders/${id}/expire`);
  expect(sandbox.paypal.orders().map(({ status }) => status)).toEqual(["COMPLETED"]);
  expect(await call("GET", `/v2/checkout/orders/${answer.id}`)).toMatchObject({
    status: 404,
    answer: { name: "RESOURCE_NOT_FOUND", details: [{ issue: "INVALID_RESOURCE_ID" }] },
  });
});

it("completes a pending capture by itself, even after a restart", async () => {
  const id = await captured("pending");
  await sandbox.close();
  sandbox = await start(20);
  await vi.waitFor(async () => expect((await call("GET", `/v2/payments/captures/${id}`)).answer.status).toBe("COMPLETED"));
});

describe("the customer's browser", () => {
  const choose = (token: string, choice: string) =>
    fetch(`${sandbox.url}/checkoutnow`, { method: "POST", body: new URLSearchParams({ token, choice }) }).then((response) =>
      response.text(),
    );

  it("gets the script for the shop's own client only", async () => {
    const { PAYPAL_JS_URL, PAYPAL_CLIENT_ID } = sandboxEnvironment(sandbox.url);
    const script = await fetch(`${PAYPAL_JS_URL}?client-id=${PAYPAL_CLIENT_ID}&currency=EUR&intent=capture&components=buttons`);
    expect([script.status, script.headers.get("content-type")]).toEqual([200, "text/javascript; charset=utf-8"]);
    expect(await script.text()).toContain("window.paypal =");
    expect((await fetch(`${PAYPAL_JS_URL}?client-id=another`)).status).toBe(400);
    expect((await fetch(`${PAYPAL_JS_URL}?client-id=${PAYPAL_CLIENT_ID}&colour=gold`)).status).toBe(400);
  });

  it("is shown the choices, and gets the chosen outcome", async () => {
    const { answer } = await create();
    const show = (query: string) => fetch(`${sandbox.url}/checkoutnow?${query}`).then((response) => response.text());
    expect(await show(`token=${answer.id}&currency=EUR`)).toContain("Agree and pay");
    expect(await show(`token=${answer.id}&currency=USD`)).toContain("for USD");
    expect(await show("token=0")).toContain("no longer knows");
    expect(await choose(answer.id, "cancelled")).toContain("http://localhost:3000/cart?token=");
    expect(sandbox.paypal.orders()).toMatchObject([{ status: "PAYER_ACTION_REQUIRED" }]);
    expect(await choose(answer.id, "declined")).toContain(`http://localhost:3000/orders/ORD-1?token=${answer.id}`);
    expect(sandbox.paypal.orders()).toMatchObject([{ status: "APPROVED", outcome: "declined" }]);
    expect(await choose(answer.id, "vanished")).toContain("The tab is closed");
    expect(sandbox.paypal.orders()).toMatchObject([{ status: "APPROVED", outcome: "paid" }]);
  });
});
