import { randomUUID } from "node:crypto";
import { Ajv } from "ajv";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { paymentAttemptIdSchema, refundIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { createStripe } from "@/lib/payments/stripe/provider";
import { type Sandbox, sandboxEnvironment, startSandbox } from "../start-sandbox";
import { readDescription } from "../testing";
import { decodeForm } from "./form-encoding";

const fixtures = z
  .object({ resources: z.record(z.string(), z.record(z.string(), z.unknown())) })
  .optional()
  .parse(readDescription("stripe-fixtures3-2026-07-29.json"));

const schemas = z
  .object({ schemas: z.record(z.string(), z.looseObject({})) })
  .optional()
  .parse(readDescription("stripe-23.1.0-params.schema.json"))?.schemas;
const ajv = new Ajv({ strict: false, coerceTypes: true, allErrors: true });

/**
 * The mistakes in a request according to Stripe's own description, or null if there are none.
 * @param operation such as `POST /v1/payment_intents/{id}/cancel`
 */
function findMistakes(operation: string, parameters: unknown): string | null {
  const schema = schemas?.[operation];
  if (!schema) return `Stripe describes no ${operation}`;
  const validate = ajv.compile(schema);
  // A copy, because strings are converted to numbers where the description requires them.
  return validate(structuredClone(parameters)) ? null : `${operation}: ${ajv.errorsText(validate.errors)}`;
}

// Stripe's description is not part of this project. If it is beside the project, requests and answers are checked against it.
describe.runIf(fixtures)("according to Stripe's description", () => {
  const sent: { operation: string; parameters: unknown }[] = [];
  const answered = new Map<string, Record<string, unknown>>();
  let sandbox: Sandbox;

  beforeAll(async () => {
    const real = globalThis.fetch;
    vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
      const response = await real(input, init);
      const url = new URL(String(input));
      if (url.pathname.startsWith("/v1/")) {
        const route = url.pathname.replace(/(?<=\/)(pi|ch|re)_\w+/, "{id}");
        const encoded = init?.method === "POST" ? String(init.body) : url.search;
        sent.push({ operation: `${init?.method} ${route}`, parameters: decodeForm(encoded) });
        const answer = z.looseObject({ object: z.string().optional() }).parse(await response.clone().json());
        if (answer.object !== undefined) answered.set(answer.object, answer);
      }
      return response;
    });
    sandbox = await startSandbox({ port: 0, shopUrl: "http://127.0.0.1:1", timing: { retryDelaysMs: [] } });
    await callEverything();
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await sandbox.close();
  });

  /** Makes each of the shop's calls once. */
  async function callEverything(): Promise<void> {
    const { STRIPE_SECRET_KEY = "", STRIPE_WEBHOOK_SECRET = "", STRIPE_API_BASE = "" } = sandboxEnvironment(sandbox.url);
    const stripe = createStripe({ secretKey: STRIPE_SECRET_KEY, webhookSecret: STRIPE_WEBHOOK_SECRET, apiBase: STRIPE_API_BASE });
    const request = { amountCents: cents(4998), currency: "EUR", orderReference: "ORD-TESTTEST23", returnUrl: "http://localhost:3000" };
    const start = () => stripe.start({ id: paymentAttemptIdSchema.parse(randomUUID()), ...request });
    const { ref } = await start();
    sandbox.stripe.pay(ref, "succeed");
    const { paymentRef } = await stripe.find(ref);
    const refund = { id: refundIdSchema.parse(randomUUID()), paymentRef: paymentRef ?? "", amountCents: cents(1), currency: "EUR" };
    await stripe.findRefund((await stripe.refund(refund)).ref);
    await stripe.findByPayment(paymentRef ?? "");
    await stripe.capture(ref, paymentAttemptIdSchema.parse(randomUUID()));
    await stripe.cancel((await start()).ref);
    await stripe.listUndelivered(new Date(0));
  }

  test("every request is valid", () => {
    expect([...new Set(sent.map(({ operation }) => operation))].toSorted()).toEqual([
      "GET /v1/charges/{id}",
      "GET /v1/events",
      "GET /v1/payment_intents/{id}",
      "GET /v1/refunds",
      "GET /v1/refunds/{id}",
      "POST /v1/payment_intents",
      "POST /v1/payment_intents/{id}/cancel",
      "POST /v1/payment_intents/{id}/capture",
      "POST /v1/refunds",
    ]);
    for (const { operation, parameters } of sent) {
      expect(findMistakes(operation, parameters)).toBeNull();
      expect(findMistakes(operation, { ...z.looseObject({}).parse(parameters), colour: "red" })).toContain("additional properties");
    }
  });

  test("every object has the fields of Stripe's examples, with the same types", () => {
    const resources = fixtures?.resources ?? {};
    const [charge] = sandbox.stripe.charges;
    const objects = ["payment_intent", "refund", "charge", "event", "dispute"];
    sandbox.stripe.dispute(charge?.id ?? "");
    for (const { body } of sandbox.webhooks.list()) {
      const event = z.looseObject({ data: z.object({ object: z.looseObject({ object: z.string() }) }) }).parse(JSON.parse(body));
      answered.set("event", event);
      answered.set(event.data.object.object, event.data.object);
    }
    for (const object of objects) {
      const ours = answered.get(object) ?? {};
      const missing = Object.keys(resources[object] ?? {}).filter((name) => !(name in ours) && !LEFT_OUT.has(`${object}.${name}`));
      expect(missing, object).toEqual([]);
      for (const [name, example] of Object.entries(resources[object] ?? {})) {
        if (example === null || ours[name] === null || ours[name] === undefined) continue;
        expect(typeof ours[name], `${object}.${name}`).toBe(typeof example);
      }
    }
  });
});

/** Fields expanded only on request, or written by the shop. */
const LEFT_OUT = new Set(["charge.refunds", "dispute.evidence", "dispute.evidence_details", "dispute.payment_method_details"]);
