import { randomUUID } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { paymentAttemptIdSchema, refundIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { type AttemptRequest, type OnlineProvider, ProviderRejected, ProviderUnreachable } from "@/lib/payments/port/online-provider";
import { type Sandbox, sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import { createStripe } from "./provider";

let sandbox: Sandbox;
let stripe: OnlineProvider;

function connect(changes: { secretKey?: string; timeoutMs?: number; apiBase?: string } = {}): OnlineProvider {
  const { STRIPE_SECRET_KEY = "", STRIPE_WEBHOOK_SECRET = "", STRIPE_API_BASE = "" } = sandboxEnvironment(sandbox.url);
  const keys = { secretKey: STRIPE_SECRET_KEY, webhookSecret: STRIPE_WEBHOOK_SECRET, apiBase: STRIPE_API_BASE };
  return createStripe({ ...keys, ...changes });
}

async function listen(server: http.Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : undefined}`;
}

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, shopUrl: "http://127.0.0.1:1", timing: { retryDelaysMs: [] } });
  stripe = connect();
});
afterEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const requested = (changes: Partial<AttemptRequest> = {}): AttemptRequest => ({
  id: paymentAttemptIdSchema.parse(randomUUID()),
  amountCents: cents(4998),
  currency: "EUR",
  orderReference: "ORD-TESTTEST23",
  returnUrl: "http://localhost:3000/orders/ORD-TESTTEST23",
  ...changes,
});
const refundOf = (paymentRef: string | null, amount: number) => ({
  id: refundIdSchema.parse(randomUUID()),
  paymentRef: paymentRef ?? "",
  amountCents: cents(amount),
  currency: "EUR",
});

async function paid() {
  const request = requested();
  const { ref } = await stripe.start(request);
  sandbox.stripe.pay(ref, "succeed");
  return { request, ...(await stripe.find(ref)) };
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ProviderRejected);
  return error instanceof ProviderRejected ? error.code : "";
}

describe("an attempt", () => {
  test("is open until it is paid, and names the shop's attempt", async () => {
    const request = requested();
    const started = await stripe.start(request);
    expect(started).toEqual({
      ref: started.ref,
      attemptId: request.id,
      state: "open",
      paymentRef: null,
      amountCents: 4998,
      currency: "EUR",
      declined: false,
      refunds: [],
      clientSecret: `${started.ref}_secret_${started.clientSecret.split("_secret_")[1]}`,
    });
    expect(sandbox.stripe.paymentIntents).toMatchObject([
      { amount: 4998, currency: "eur", metadata: { attempt_id: request.id, order_reference: "ORD-TESTTEST23" } },
    ]);
    sandbox.stripe.pay(started.ref, "succeed");
    const [charge] = sandbox.stripe.charges;
    expect(await stripe.find(started.ref)).toEqual({ ...started, state: "paid", paymentRef: charge?.id });
    expect(await stripe.findByPayment(charge?.id ?? "")).toMatchObject({ ref: started.ref, state: "paid" });
  });

  test("stays open after a decline", async () => {
    const { ref } = await stripe.start(requested());
    sandbox.stripe.pay(ref, "decline");
    expect(await stripe.find(ref)).toMatchObject({ state: "open", declined: true, paymentRef: null });
    sandbox.stripe.pay(ref, "succeed");
    expect(await stripe.find(ref)).toMatchObject({ state: "paid", declined: false });
  });

  test("is open while the customer authenticates, and processing while money is under way", async () => {
    const { ref } = await stripe.start(requested());
    sandbox.stripe.pay(ref, "authenticate");
    expect(await stripe.find(ref)).toMatchObject({ state: "open", declined: false });
    sandbox.stripe.authenticate(ref, "fail");
    expect(await stripe.find(ref)).toMatchObject({ state: "open", declined: true });
    sandbox.stripe.pay(ref, "process");
    expect(await stripe.find(ref)).toMatchObject({ state: "processing", paymentRef: null });
    sandbox.stripe.settle(ref, "fail");
    expect(await stripe.find(ref)).toMatchObject({ state: "open", declined: true, paymentRef: null });
  });

  test("is found in its current state when it is started again with the same key", async () => {
    const request = requested();
    const { ref } = await stripe.start(request);
    sandbox.stripe.pay(ref, "succeed");
    expect(await stripe.start(request)).toMatchObject({ ref, state: "paid" });
    expect(sandbox.stripe.paymentIntents).toHaveLength(1);
    expect(await refusal(stripe.start({ ...request, amountCents: cents(1) }))).toBe("idempotency_error");
  });

  test("is captured once when it requires capture", async () => {
    const request = requested();
    const { ref } = await stripe.start(request);
    const [intent] = sandbox.stripe.paymentIntents;
    if (intent) intent.captureMethod = "manual";
    sandbox.stripe.pay(ref, "succeed");
    expect(await stripe.find(ref)).toMatchObject({ state: "approved", paymentRef: null });
    const captured = await stripe.capture(ref, request.id);
    expect(captured).toMatchObject({ state: "paid", paymentRef: sandbox.stripe.charges[0]?.id });
    expect(await stripe.capture(ref, request.id)).toEqual(captured);
    expect(await stripe.capture(ref, requested().id)).toMatchObject({ state: "paid" });
  });

  test("is cancelled for good", async () => {
    const { ref } = await stripe.start(requested());
    sandbox.stripe.pay(ref, "decline");
    expect(await stripe.cancel(ref)).toMatchObject({ ref, state: "cancelled", declined: false });
    expect(await stripe.cancel(ref)).toMatchObject({ ref, state: "cancelled", declined: false });
    expect(() => sandbox.stripe.pay(ref, "succeed")).toThrow("status of canceled");
  });

  test("is returned in its current state when it is too late to cancel", async () => {
    const { ref } = await paid();
    expect(await stripe.cancel(ref)).toMatchObject({ state: "paid", paymentRef: sandbox.stripe.charges[0]?.id });
    const { ref: late } = await stripe.start(requested());
    sandbox.stripe.pay(late, "process");
    expect(await stripe.cancel(late)).toMatchObject({ state: "processing" });
  });

  test("is not offered by voucher, which is paid days after the stock hold has ended", () => {
    expect(stripe.parameters(requested())).toMatchObject({ excluded_payment_method_types: ["multibanco"] });
  });

  test("is rejected as not_found when it does not exist", async () => {
    expect(await refusal(stripe.find("pi_none"))).toBe("not_found");
    expect(await refusal(stripe.findByPayment("ch_none"))).toBe("not_found");
    expect(await refusal(stripe.findRefund("re_none"))).toBe("not_found");
  });

  test("is rejected when its amount is too small", async () => {
    expect(await refusal(stripe.start(requested({ amountCents: cents(49) })))).toBe("amount_too_small");
  });

  test("is unreachable when the secret key is not accepted", async () => {
    await expect(connect({ secretKey: "sk_test_other" }).start(requested())).rejects.toThrow(ProviderUnreachable);
  });
});

describe("a refund", () => {
  test("is made once for each id, for part of a payment and then the rest", async () => {
    const { ref, paymentRef } = await paid();
    const part = refundOf(paymentRef, 1000);
    const made = await stripe.refund(part);
    expect(made).toEqual({ ref: made.ref, refundId: part.id, amountCents: 1000, state: "succeeded" });
    expect(await stripe.refund(part)).toEqual(made);
    expect(await refusal(stripe.refund({ ...part, amountCents: cents(2) }))).toBe("idempotency_error");
    await stripe.refund(refundOf(paymentRef, 3998));
    expect(await refusal(stripe.refund(refundOf(paymentRef, 1)))).toBe("charge_already_refunded");
    expect(await stripe.findRefund(made.ref)).toEqual(made);
    expect((await stripe.find(ref)).refunds.map(({ amountCents }) => amountCents)).toEqual([3998, 1000]);
  });

  test("can fail after succeeding, and can be made in Stripe's dashboard", async () => {
    const { ref, paymentRef } = await paid();
    const { ref: refundRef } = await stripe.refund(refundOf(paymentRef, 4998));
    sandbox.stripe.settleRefund(refundRef, "fail");
    expect(await stripe.findRefund(refundRef)).toMatchObject({ state: "failed" });
    sandbox.stripe.refund(paymentRef ?? "", 50);
    expect((await stripe.find(ref)).refunds).toMatchObject([
      { refundId: null, amountCents: 50, state: "succeeded" },
      { amountCents: 4998, state: "failed" },
    ]);
  });

  test("is listed with its payment, across every page of the list", async () => {
    const { ref, paymentRef } = await paid();
    for (let count = 0; count < 101; count++) sandbox.stripe.refund(paymentRef ?? "", 1);
    expect((await stripe.find(ref)).refunds).toHaveLength(101);
  });

  test("is rejected for a disputed payment", async () => {
    const { paymentRef } = await paid();
    const { id } = sandbox.stripe.dispute(paymentRef ?? "");
    expect(await stripe.findDispute(id)).toEqual({ ref: id, amountCents: 4998, state: "open" });
    expect(await refusal(stripe.refund(refundOf(paymentRef, 1)))).toBe("charge_disputed");
  });
});

describe("a fault in a call", () => {
  for (const kind of ["error", "timeout", "reset"] as const) {
    test(`(${kind}) leaves no effect, and the same call succeeds afterwards`, async () => {
      const impatient = kind === "timeout" ? connect({ timeoutMs: 1000 }) : stripe;
      const request = requested();
      sandbox.faults.add({ provider: "stripe", kind });
      await expect(impatient.start(request)).rejects.toThrow(ProviderUnreachable);
      expect(sandbox.faults.list()).toEqual([]);
      expect(sandbox.stripe.paymentIntents).toHaveLength(0);
      if (kind === "error") {
        expect(await refusal(stripe.start(request))).toBe("key_spent");
        request.id = requested().id;
      }
      const { ref } = await stripe.start(request);
      sandbox.stripe.pay(ref, "succeed");
      const { paymentRef } = await stripe.find(ref);
      sandbox.faults.add({ provider: "stripe", operation: "refunds.create", kind });
      const refund = refundOf(paymentRef, 4998);
      await expect(impatient.refund(refund)).rejects.toThrow(ProviderUnreachable);
      expect(sandbox.stripe.refunds).toHaveLength(0);
      expect(await stripe.refund(refund)).toMatchObject({ state: "succeeded" });
    });
  }

  test("(a lost answer) leaves the effect, once", async () => {
    const request = requested();
    sandbox.faults.add({ provider: "stripe", kind: "answer_lost", times: 2 });
    await expect(stripe.start(request)).rejects.toThrow(ProviderUnreachable);
    await expect(stripe.start(request)).rejects.toThrow(ProviderUnreachable);
    const { ref } = await stripe.start(request);
    expect(sandbox.stripe.paymentIntents).toHaveLength(1);
    sandbox.faults.add({ provider: "stripe", operation: "payment_intents.cancel", kind: "answer_lost" });
    await expect(stripe.cancel(ref)).rejects.toThrow(ProviderUnreachable);
    expect(await stripe.cancel(ref)).toMatchObject({ state: "cancelled" });

    const { paymentRef } = await paid();
    const refund = refundOf(paymentRef, 100);
    sandbox.faults.add({ provider: "stripe", operation: "refunds.create", kind: "answer_lost" });
    await expect(stripe.refund(refund)).rejects.toThrow(ProviderUnreachable);
    await stripe.refund(refund);
    expect(sandbox.stripe.refunds).toHaveLength(1);
  });
});

test.each([
  [429, '{"error":{"type":"invalid_request_error","code":"rate_limit","message":"Too many requests."}}'],
  [409, '{"error":{"type":"invalid_request_error","code":"lock_timeout","message":"Busy."}}'],
  [502, "<h1>Bad gateway</h1>"],
  [200, '{"message":"Please log in to this network."}'],
])("an answer that leaves the outcome open (%i %s) counts as none", async (status, body) => {
  const between = http.createServer((_, response) => response.writeHead(status).end(body));
  await expect(connect({ apiBase: await listen(between) }).start(requested())).rejects.toThrow(ProviderUnreachable);
  between.closeAllConnections();
  between.close();
});
