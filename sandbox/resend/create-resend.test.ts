import { Ajv2020 } from "ajv/dist/2020.js";
import { Resend } from "resend";
import { afterAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { startSandbox } from "../start-sandbox";
import { readDescription } from "../testing";
import { resendEnvironment } from "./create-resend";

let now = new Date("2026-11-24T10:00:00Z");
const sandbox = await startSandbox({ port: 0, shopUrl: "http://localhost:3000", now: () => now });
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());
const { RESEND_API_KEY, RESEND_BASE_URL } = resendEnvironment(sandbox.url);
const resend = new Resend(RESEND_API_KEY, { baseUrl: RESEND_BASE_URL });

const mail = { from: "Earthman <shop@shop.example>", to: "ana@example.com", subject: "Hello", html: "<p>Hello</p>", text: "Hello" };

const picture = { filename: "dot.png", content: "iVBORw0KGgo=", content_type: "image/png", content_id: "dot" };

async function post(body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${RESEND_BASE_URL}/emails`, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { authorization: `Bearer ${RESEND_API_KEY}`, "content-type": "application/json", ...headers },
  });
  return { status: response.status, body: z.looseObject({}).parse(await response.json()) };
}

test("accepts an email from Resend's own client and stores it", async () => {
  const { data, error } = await resend.emails.send(mail);
  expect(error).toBeNull();
  expect(sandbox.resend.sent).toMatchObject([{ id: data?.id, idempotencyKey: null, email: mail }]);
});

test("repeats the first answer to a key for a day, and rejects the key for another email", async () => {
  const send = (subject: string) => resend.emails.send({ ...mail, subject }, { idempotencyKey: "one" });
  const first = await send("Hello");
  expect(await send("Hello")).toMatchObject({ data: { id: first.data?.id } });
  expect(await send("Hello again")).toMatchObject({ error: { statusCode: 409, name: "invalid_idempotent_request" } });
  expect(sandbox.resend.sent).toHaveLength(1);
  now = new Date(now.getTime() + 24 * 3_600_000);
  expect((await send("Hello again")).error).toBeNull();
  expect(sandbox.resend.sent).toHaveLength(2);
});

test.each([
  [401, "missing_api_key", mail, { authorization: "" }],
  [403, "invalid_api_key", mail, { authorization: "Bearer re_another" }],
  [400, "invalid_idempotency_key", mail, { "idempotency-key": "x".repeat(257) }],
  [422, "missing_required_field", { ...mail, to: undefined }, {}],
  [422, "missing_required_field", { ...mail, html: undefined, text: undefined }, {}],
  [422, "missing_required_field", "no JSON", {}],
  [422, "validation_error", { ...mail, to: "nobody" }, {}],
  [422, "validation_error", { ...mail, from: "shop@a.example, other@b.example" }, {}],
  [422, "validation_error", { ...mail, replyTo: "shop@shop.example" }, {}],
  [422, "validation_error", { ...mail, attachments: [{ ...picture, content: "not base64" }] }, {}],
] as const)("rejects with %i %s", async (statusCode, name, body, headers) => {
  expect(await post(body, headers)).toEqual({ status: statusCode, body: { statusCode, name, message: expect.any(String) } });
  expect(sandbox.resend.sent).toEqual([]);
});

const description = z.looseObject({}).optional().parse(readDescription("resend.json"));

test.runIf(description)("accepts only the parameters of Resend's description, in the same format", async () => {
  const ajv = new Ajv2020({ strict: false, formats: { binary: true } });
  ajv.addSchema({ $id: "resend", ...description });
  const whole = {
    ...mail,
    cc: ["b@example.com"],
    bcc: "c@example.com",
    reply_to: "d@example.com",
    headers: { "X-One": "1" },
    attachments: [picture],
  };
  expect((await post(whole)).status).toBe(200);
  const validate = ajv.getSchema("resend#/components/schemas/SendEmailRequest");
  expect(validate?.(whole), JSON.stringify(validate?.errors)).toBe(true);
  const known = z
    .object({ components: z.object({ schemas: z.object({ SendEmailRequest: z.object({ properties: z.looseObject({}) }) }) }) })
    .parse(description);
  expect(Object.keys(known.components.schemas.SendEmailRequest.properties)).toEqual(expect.arrayContaining(Object.keys(whole)));
});
