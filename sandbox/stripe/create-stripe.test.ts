import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { type Sandbox, type SandboxSetting, startSandbox } from "../start-sandbox";
import { PUBLISHABLE_KEY, SECRET_KEY } from "./endpoint";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function start(setting: Partial<SandboxSetting> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ port: 0, shopUrl: "http://127.0.0.1:1", timing: { retryDelaysMs: [] }, ...setting });
  ends.push(sandbox.close);
  return sandbox;
}

const answerSchema = z.looseObject({
  id: z.string().optional(),
  status: z.string().optional(),
  client_secret: z.string().optional(),
  error: z.looseObject({ type: z.string() }).optional(),
});

type Parameters = Readonly<Record<string, string>>;
async function ask(sandbox: Sandbox, method: "GET" | "POST", route: string, given: Parameters = {}, headers: Parameters = {}) {
  const parameters = new URLSearchParams(given);
  const response = await fetch(`${sandbox.url}${route}${method === "GET" ? `?${parameters}` : ""}`, {
    method,
    headers: { authorization: `Bearer ${SECRET_KEY}`, ...headers },
    ...(method === "POST" && { body: parameters }),
    redirect: "manual",
  });
  return { status: response.status, headers: response.headers, body: answerSchema.parse(await response.json()) };
}

const INTENT = { amount: "4998", currency: "eur", "automatic_payment_methods[enabled]": "true" };
const CARD = {
  "payment_method_data[type]": "card",
  "payment_method_data[card][number]": "4242424242424242",
  "payment_method_data[card][exp_month]": "12",
  "payment_method_data[card][exp_year]": "2040",
  "payment_method_data[card][cvc]": "123",
  return_url: "http://localhost:3000/orders/ORD-TESTTEST23",
};
const inBrowser = { authorization: `Bearer ${PUBLISHABLE_KEY}` };

async function confirmed(sandbox: Sandbox, number: string) {
  const { body: intent } = await ask(sandbox, "POST", "/v1/payment_intents", INTENT);
  const given = { ...CARD, "payment_method_data[card][number]": number, client_secret: intent.client_secret ?? "" };
  return { id: intent.id ?? "", ...(await ask(sandbox, "POST", `/v1/payment_intents/${intent.id}/confirm`, given, inBrowser)) };
}

describe("requests", () => {
  test.each([
    ["an unknown parameter", { ...INTENT, colour: "red" }, { code: "parameter_unknown", param: "colour" }],
    [
      "an unknown nested parameter",
      { ...INTENT, "automatic_payment_methods[maybe]": "true" },
      { code: "parameter_unknown", param: "automatic_payment_methods[maybe]" },
    ],
    [
      "a missing parameter",
      { currency: "eur", "automatic_payment_methods[enabled]": "true" },
      { code: "parameter_missing", param: "amount" },
    ],
    ["a fraction", { ...INTENT, amount: "49.98" }, { code: "parameter_invalid_integer", param: "amount" }],
    ["an amount below the minimum", { ...INTENT, amount: "49" }, { code: "amount_too_small" }],
    ["another currency", { ...INTENT, currency: "xyz" }, { param: "currency" }],
    ["something that can't be expanded", { ...INTENT, "expand[]": "moon" }, { param: "expand[0]" }],
  ])("with %s are rejected", async (_, given, error) => {
    const sandbox = await start();
    const answer = await ask(sandbox, "POST", "/v1/payment_intents", given);
    expect(answer).toMatchObject({ status: 400, body: { error: { type: "invalid_request_error", ...error } } });
    expect(sandbox.stripe.paymentIntents).toEqual([]);
  });

  test("need the correct key", async () => {
    const sandbox = await start();
    expect(await ask(sandbox, "POST", "/v1/payment_intents", INTENT, inBrowser)).toMatchObject({ status: 401 });
    const { body } = await ask(sandbox, "POST", "/v1/payment_intents", INTENT);
    expect(
      await ask(sandbox, "POST", `/v1/payment_intents/${body.id}/confirm`, { ...CARD, client_secret: "other" }, inBrowser),
    ).toMatchObject({ status: 404, body: { error: { code: "resource_missing" } } });
  });

  test("with a used key repeat the answer, even an error, and change nothing", async () => {
    const sandbox = await start();
    const key = { "idempotency-key": "one" };
    const first = await ask(sandbox, "POST", "/v1/payment_intents", INTENT, key);
    const second = await ask(sandbox, "POST", "/v1/payment_intents", INTENT, key);
    expect(second.body).toEqual(first.body);
    expect([first, second].map(({ headers }) => headers.get("idempotent-replayed"))).toEqual([null, "true"]);
    expect(sandbox.stripe.paymentIntents).toHaveLength(1);
    expect(await ask(sandbox, "POST", "/v1/payment_intents", { ...INTENT, amount: "51" }, key)).toMatchObject({
      status: 400,
      body: { error: { type: "idempotency_error" } },
    });
    expect(await ask(sandbox, "POST", "/v1/refunds", INTENT, key)).toMatchObject({ status: 400 });

    const small = { ...INTENT, amount: "1" };
    const refused = await ask(sandbox, "POST", "/v1/payment_intents", small, { "idempotency-key": "two" });
    const again = await ask(sandbox, "POST", "/v1/payment_intents", small, { "idempotency-key": "two" });
    expect(again).toMatchObject({ status: 400, body: refused.body });
    expect(again.headers.get("idempotent-replayed")).toBe("true");
  });

  test("with a key that received a server error repeat it for a day, and change nothing", async () => {
    let now = new Date("2026-11-24T10:00:00Z");
    const sandbox = await start({ now: () => now });
    const create = async () => await ask(sandbox, "POST", "/v1/payment_intents", INTENT, { "idempotency-key": "three" });
    sandbox.faults.add({ provider: "stripe", kind: "error" });
    const [first, second] = [await create(), await create()];
    expect(second).toMatchObject({ status: 500, body: first.body });
    expect([first, second].map(({ headers }) => headers.get("idempotent-replayed"))).toEqual([null, "true"]);
    expect(sandbox.stripe.paymentIntents).toHaveLength(0);
    now = new Date("2026-11-25T10:00:00Z");
    expect((await create()).status).toBe(200);
    now = new Date("2026-11-26T10:00:00Z");
    expect((await create()).headers.get("idempotent-replayed")).toBeNull();
    expect(sandbox.stripe.paymentIntents).toHaveLength(2);
  });
});

describe("a customer", () => {
  test("pays, or is declined and tries again", async () => {
    const sandbox = await start();
    const declined = await confirmed(sandbox, "4000000000009995");
    expect(declined).toMatchObject({
      status: 402,
      body: { error: { type: "card_error", code: "card_declined", decline_code: "insufficient_funds" } },
    });
    expect(await confirmed(sandbox, "4242424242424242")).toMatchObject({ status: 200, body: { status: "succeeded" } });
    expect(await confirmed(sandbox, "4111111111111111")).toMatchObject({
      status: 402,
      body: { error: { decline_code: "test_mode_live_card" } },
    });
  });

  test.each([
    ["4000002500003155", "complete", "succeeded", "succeeded"],
    ["4000002500003155", "fail", "requires_payment_method", "failed"],
    ["4000008400001629", "complete", "requires_payment_method", "failed"],
  ])("with %s is sent to 3-D Secure and back (%s)", async (number, outcome, status, redirectStatus) => {
    const sandbox = await start();
    const { id, body } = await confirmed(sandbox, number);
    expect(body).toMatchObject({ status: "requires_action", next_action: { type: "redirect_to_url" } });
    const address = `${sandbox.url}/stripe/authentication/${id}`;
    expect(await fetch(address).then((response) => response.text())).toContain("€49.98 with visa");
    const redirect = await fetch(address, { method: "POST", body: new URLSearchParams({ outcome }), redirect: "manual" });
    expect(redirect.status).toBe(303);
    const location = new URL(redirect.headers.get("location") ?? "");
    expect(location.pathname).toBe("/orders/ORD-TESTTEST23");
    expect(Object.fromEntries(location.searchParams)).toMatchObject({ payment_intent: id, redirect_status: redirectStatus });
    expect(sandbox.stripe.paymentIntents).toMatchObject([{ id, status }]);
  });

  test("whose payment takes a while pays in the end", async () => {
    const sandbox = await start({ processingMs: 20 });
    expect(await confirmed(sandbox, "4000009999990008")).toMatchObject({ body: { status: "processing" } });
    await expect.poll(() => sandbox.stripe.paymentIntents[0]?.status).toBe("succeeded");
    expect(sandbox.webhooks.list().map(({ type }) => type)).toEqual(["payment_intent.processing", "payment_intent.succeeded"]);
  });
});

test("payments and refunds in progress continue after a restart", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "sandbox-"));
  ends.push(() => rm(folder, { recursive: true }));
  const file = path.join(folder, "sandbox.json");
  const first = await startSandbox({ port: 0, shopUrl: "http://127.0.0.1:1", file, timing: { retryDelaysMs: [] } });
  const { id } = await confirmed(first, "4000009999990008");
  await first.settled();
  await confirmed(first, "4000000000007726");
  first.stripe.refund(first.stripe.charges.at(-1)?.id ?? "");
  await first.settled();
  await first.close();
  const second = await start({ file, processingMs: 20 });
  expect(second.stripe.paymentIntents[0]).toMatchObject({ id });
  expect(second.webhooks.list()[0]).toMatchObject({ type: "payment_intent.processing", state: "failed" });
  await expect.poll(() => second.stripe.paymentIntents[0]?.status).toBe("succeeded");
  await expect.poll(() => second.stripe.refunds[0]?.status).toBe("succeeded");
});

test("discards the state of an older version", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "sandbox-"));
  ends.push(() => rm(folder, { recursive: true }));
  const file = path.join(folder, "sandbox.json");
  await writeFile(file, JSON.stringify({ stripe: { paymentIntents: [{ id: "pi_1" }] } }));
  vi.spyOn(console, "warn").mockImplementationOnce(() => {});
  expect((await start({ file })).stripe.paymentIntents).toEqual([]);
});

test("the outcome page can pay without the shop's page", async () => {
  const sandbox = await start();
  const { body } = await ask(sandbox, "POST", "/v1/payment_intents", INTENT);
  const shown = await fetch(sandbox.url).then((response) => response.text());
  for (const label of ["Pay it", "Decline it", "Ask for 3-D Secure", "Pay it with a delay"]) expect(shown).toContain(label);
  const fields = new URLSearchParams({ how: "succeed" });
  await fetch(`${sandbox.url}/_sandbox/stripe/payment_intents/${body.id}/pay`, { method: "POST", body: fields, redirect: "manual" });
  expect(sandbox.stripe.paymentIntents).toMatchObject([{ status: "succeeded" }]);
});

test("the outcome page shows payments, and its buttons work", async () => {
  const sandbox = await start();
  const { id } = await confirmed(sandbox, "4000009999990008");
  sandbox.faults.add({ provider: "paypal", kind: "timeout" });
  const shown = await fetch(sandbox.url).then((response) => response.text());
  for (const words of ["€49.98", "visa 0008", "processing", "payment_intent.processing", "Never answer", "Let it succeed"]) {
    expect(shown).toContain(words);
  }
  const press = (route: string, fields: Parameters) =>
    fetch(`${sandbox.url}${route}`, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  expect((await press(`/_sandbox/stripe/payment_intents/${id}/settle`, { outcome: "succeed" })).status).toBe(303);
  expect(sandbox.stripe.paymentIntents).toMatchObject([{ status: "succeeded" }]);
  await press("/_sandbox/faults", { provider: "stripe", kind: "error", times: "3" });
  expect(sandbox.faults.list()).toMatchObject([{ provider: "paypal" }, { provider: "stripe", kind: "error", times: 3 }]);
  const refused = await press(`/_sandbox/stripe/payment_intents/${id}/settle`, { outcome: "succeed" });
  expect(refused.status).toBe(400);
});
