import { randomUUID } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { paymentAttemptIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { BadSignature, type OnlineProvider } from "@/lib/payments/port/online-provider";
import { createStripe } from "@/lib/payments/stripe/provider";
import { type Sandbox, sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";

let sandbox: Sandbox;
let stripe: OnlineProvider;
/** The shop rejects webhooks unless a test sets another status. */
let shopAnswers = 503;
const shop = http.createServer((_, response) => response.writeHead(shopAnswers).end());

beforeAll(async () => {
  shop.listen(0, "127.0.0.1");
  await once(shop, "listening");
  const address = shop.address();
  const port = typeof address === "object" ? address?.port : undefined;
  sandbox = await startSandbox({ port: 0, shopUrl: `http://127.0.0.1:${port}`, timing: { retryDelaysMs: [] } });
  const { STRIPE_SECRET_KEY = "", STRIPE_WEBHOOK_SECRET = "", STRIPE_API_BASE = "" } = sandboxEnvironment(sandbox.url);
  stripe = createStripe({ secretKey: STRIPE_SECRET_KEY, webhookSecret: STRIPE_WEBHOOK_SECRET, apiBase: STRIPE_API_BASE });
});
afterEach(() => {
  shopAnswers = 503;
  sandbox.reset();
});
afterAll(async () => {
  await sandbox.close();
  shop.closeAllConnections();
  shop.close();
});

const attempt = () => ({
  id: paymentAttemptIdSchema.parse(randomUUID()),
  amountCents: cents(4998),
  currency: "EUR",
  orderReference: "ORD-TESTTEST23",
  returnUrl: "http://localhost:3000/orders/ORD-TESTTEST23",
});

async function paid() {
  const { ref } = await stripe.start(attempt());
  sandbox.stripe.pay(ref, "succeed");
  return stripe.find(ref);
}

async function received() {
  const { ref, paymentRef } = await paid();
  await sandbox.settled();
  const [event] = sandbox.webhooks.list();
  return { ref, paymentRef, ...sandbox.webhooks.signed(event?.id ?? ""), eventId: event?.id };
}
const reasonOf = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof BadSignature ? error.reason : error;
};
const signedWith = (header: string) => ({ "stripe-signature": header });

test("a webhook is verified by its signature, and only references are taken from it", async () => {
  const { ref, body, headers, eventId } = await received();
  const event = await stripe.verify(body, headers, new Date());
  expect(body).toContain("_secret_");
  expect(event).toEqual({
    eventId,
    type: "payment_intent.succeeded",
    kind: "payment",
    attemptRef: ref,
    paymentRef: null,
    disputeRef: null,
  });
});

test("a webhook of a charge, a refund or a dispute names its payment", async () => {
  const { ref, paymentRef } = await paid();
  sandbox.stripe.refund(paymentRef ?? "", 1);
  const dispute = sandbox.stripe.dispute(paymentRef ?? "");
  sandbox.stripe.closeDispute(dispute.id, "lost");
  const about = [];
  for (const { id, type } of sandbox.webhooks.list().slice(1)) {
    const { body, headers } = sandbox.webhooks.signed(id);
    const event = await stripe.verify(body, headers, new Date());
    expect(event).toMatchObject({ type, attemptRef: ref, paymentRef });
    about.push([type, event.disputeRef]);
  }
  expect(about).toEqual([
    ["charge.refunded", null],
    ["refund.updated", null],
    ["charge.dispute.created", dispute.id],
    ["charge.dispute.closed", dispute.id],
  ]);
});

test("a webhook about something without an id, such as the account's balance, is about no payment", async () => {
  const object = { object: "balance", available: [{ amount: 100, currency: "eur" }] };
  const body = JSON.stringify({ id: "evt_balance", object: "event", type: "balance.available", data: { object } });
  sandbox.webhooks.send({ id: "evt_balance", provider: "stripe", type: "balance.available", body });
  const { headers } = sandbox.webhooks.signed("evt_balance");
  expect(await stripe.verify(body, headers, new Date())).toEqual({
    eventId: "evt_balance",
    type: "balance.available",
    kind: "payment",
    attemptRef: null,
    paymentRef: null,
    disputeRef: null,
  });
});

test("a webhook is rejected when its signature is missing, malformed, wrong or too old", async () => {
  const { body, headers } = await received();
  const now = new Date();
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  expect(await reasonOf(stripe.verify(body, {}, now))).toBe("missing");
  expect(await reasonOf(stripe.verify(body, signedWith("v1=abc"), now))).toBe("malformed");
  expect(await reasonOf(stripe.verify(body, signedWith("t=1"), now))).toBe("malformed");
  expect(await reasonOf(stripe.verify(`${body} `, headers, now))).toBe("wrong");
  expect(await reasonOf(stripe.verify("", headers, now))).toBe("wrong");
  expect(await reasonOf(stripe.verify(body, signedWith(`${headers["stripe-signature"]}0`), now))).toBe("wrong");
  await expect(stripe.verify(body, headers, later(299))).resolves.toBeDefined();
  expect(await reasonOf(stripe.verify(body, headers, later(302)))).toBe("too_old");
  expect(await reasonOf(stripe.verify(`${body} `, headers, later(302)))).toBe("wrong");
});

test("a webhook that is signed but not an event is rejected", async () => {
  for (const body of ["not json", "{}"]) {
    sandbox.webhooks.send({ id: `evt_${body}`, provider: "stripe", type: "odd", body });
    expect(await reasonOf(stripe.verify(body, sandbox.webhooks.signed(`evt_${body}`).headers, new Date()))).toBe("malformed");
  }
});

test("undelivered webhooks are listed, oldest first", async () => {
  const since = new Date();
  shopAnswers = 200;
  await paid();
  await sandbox.settled();
  shopAnswers = 503;
  const other = {
    id: "evt_other",
    object: "event",
    type: "account.updated",
    created: Math.ceil(Date.now() / 1000),
    data: { object: {} },
  };
  sandbox.webhooks.send({ ...other, provider: "stripe", body: JSON.stringify(other) });
  const { ref } = await paid();
  const { ref: second } = await stripe.start(attempt());
  await stripe.cancel(second);
  await sandbox.settled();
  expect(await stripe.listUndelivered(since)).toMatchObject([
    { type: "payment_intent.succeeded", kind: "payment", attemptRef: ref },
    { type: "payment_intent.canceled", attemptRef: second },
  ]);
  expect(await stripe.listUndelivered(new Date(since.getTime() + 60_000))).toEqual([]);
});
