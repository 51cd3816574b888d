import { once } from "node:events";
import http from "node:http";
import { afterEach, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { messageIdSchema } from "@/lib/core/ids";
import { resendTransport } from "@/lib/mail/transports/resend";
import { openMediaStore } from "@/lib/media/store";
import { createPayPalClient } from "@/lib/payments/paypal/client";
import { createSignatureCheck } from "@/lib/payments/paypal/signature";
import { ProviderUnreachable } from "@/lib/payments/port/online-provider";
import { createStripe } from "@/lib/payments/stripe/provider";

const CHUNK = Buffer.alloc(65_536, " ");
/** Where the server stops, so a client without a limit fails the test instead of filling the memory. */
const MOST_BYTES = 200_000_000;

let url: string;
let status = 200;
let sent = 0;
let closed: Promise<unknown> = Promise.resolve();

/** Answers every request with spaces, with which JSON may begin. */
const server = http.createServer(async (_, response) => {
  closed = once(response, "close");
  response.writeHead(status, { "content-type": "application/json" });
  while (!response.destroyed && sent < MOST_BYTES) {
    sent += CHUNK.length;
    if (!response.write(CHUNK)) await Promise.race([once(response, "drain"), closed]);
  }
  response.end();
});

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  url = `http://127.0.0.1:${address.port}`;
  return () => server.close();
});

afterEach(() => {
  status = 200;
  sent = 0;
});

/** Waits until the client has hung up, then checks how much it could have read. */
async function expectSentAtMost(bytes: number): Promise<void> {
  await closed;
  expect(sent).toBeLessThan(bytes);
}

test.each([200, 400])("Stripe's endless answer with status %i is no answer", async (answered) => {
  status = answered;
  const stripe = createStripe({ secretKey: "sk_test_1", webhookSecret: "whsec_1", apiBase: url });
  await expect(stripe.find("pi_1")).rejects.toThrow(ProviderUnreachable);
  await expectSentAtMost(10_000_000);
});

test("PayPal's endless answer is no answer", async () => {
  const paypal = createPayPalClient({ baseUrl: url, clientId: "id", clientSecret: "secret" });
  await expect(paypal.call({ method: "GET", path: "/v2/checkout/orders/1" }, z.unknown())).rejects.toThrow(ProviderUnreachable);
  await expectSentAtMost(10_000_000);
});

test("PayPal's endless certificate is no answer", async () => {
  const check = createSignatureCheck(url, "hook");
  const headers = {
    "paypal-transmission-id": "1",
    "paypal-transmission-time": "2026-11-24T10:00:00Z",
    "paypal-transmission-sig": "x",
    "paypal-cert-url": `${url}/v1/notifications/certs/CERT-1`,
    "paypal-auth-algo": "SHA256withRSA",
  };
  await expect(check("{}", headers, new Date("2026-11-24T10:00:00Z"))).rejects.toThrow(ProviderUnreachable);
  await expectSentAtMost(10_000_000);
});

test.each([422, 503])("a mail is tried again after an endless answer with status %i", async (answered) => {
  status = answered;
  const mail = {
    id: messageIdSchema.parse("6f7b1a3e-5c3d-4b47-9c4a-2b8f0d1e9a55"),
    from: { name: "Earthman", address: "hello@shop.example" },
    to: "ana@example.com",
    subject: "Your order",
    html: "<p>Thank you.</p>",
    text: "Thank you.",
    pictures: [],
  };
  expect(await resendTransport("re_1", url)(mail)).toMatchObject({ ok: false, final: false });
  await expectSentAtMost(10_000_000);
});

test("an endless picture in an S3-compatible store can't be read", async () => {
  const store = openMediaStore({
    MEDIA_DIR: "unused",
    S3_ENDPOINT: url,
    S3_REGION: "eu-central-1",
    S3_BUCKET: "shop",
    S3_ACCESS_KEY_ID: "key-id",
    S3_SECRET_ACCESS_KEY: "only-for-tests",
  });
  await expect(store.read("far-30.webp")).rejects.toThrow("more than 20971520 bytes");
  await expectSentAtMost(40_000_000);
});
