import { once } from "node:events";
import http from "node:http";
import net from "node:net";
import type { Writable } from "node:stream";
import { afterEach, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { openDatabase } from "@/db/client";
import { consume } from "@/lib/auth/rate-limits";
import { messageIdSchema } from "@/lib/core/ids";
import { LEASE_MINUTES } from "@/lib/mail/send-mail";
import { resendTransport } from "@/lib/mail/transports/resend";
import { smtpTransport } from "@/lib/mail/transports/smtp";
import { TRY_MS } from "@/lib/mail/transports/transport";
import { openMediaStore } from "@/lib/media/store";
import { createPayPalClient } from "@/lib/payments/paypal/client";
import { createSignatureCheck } from "@/lib/payments/paypal/signature";
import { ProviderUnreachable } from "@/lib/payments/port/online-provider";
import { createStripe } from "@/lib/payments/stripe/provider";

const CHUNK_BYTES = 65_536;
/** Where the server stops, so a client without a limit fails the test instead of filling the memory. */
const MOST_BYTES = 200_000_000;

let url: string;
let status = 200;
let sent = 0;
let closed: Promise<unknown> = Promise.resolve();

/** Answers every request with spaces, with which JSON may begin. */
const server = http.createServer(async (_, response) => {
  response.writeHead(status, { "content-type": "application/json" });
  await sendEndlessly(response, " ");
});

async function sendEndlessly(stream: Writable, text: string): Promise<void> {
  const chunk = text.repeat(Math.ceil(CHUNK_BYTES / text.length));
  const next = (event: string) => new Promise((resolve) => stream.once(event, resolve));
  closed = next("close");
  while (!stream.destroyed && sent < MOST_BYTES) {
    sent += chunk.length;
    if (!stream.write(chunk)) await Promise.race([next("drain"), closed]);
  }
  stream.end();
}

beforeAll(async () => {
  url = `http://127.0.0.1:${await listen(server)}`;
  // The shop reads it on first use.
  Object.assign(process.env, { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: "only-for-tests" });
  return () => server.close();
});

/** Listens on loopback; returns the port. */
async function listen(listener: net.Server): Promise<number> {
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

const mail = {
  id: messageIdSchema.parse("6f7b1a3e-5c3d-4b47-9c4a-2b8f0d1e9a55"),
  from: { name: "Earthman", address: "hello@shop.example" },
  to: "ana@example.com",
  subject: "Your order",
  html: "<p>Thank you.</p>",
  text: "Thank you.",
  pictures: [],
};

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
  expect(await resendTransport("re_1", url)(mail)).toMatchObject({ ok: false, final: false });
  await expectSentAtMost(10_000_000);
});

/** Starts a mail server that does `talk` with each connection, for one mail. */
async function sendThrough(talk: (socket: net.Socket) => Promise<void>) {
  const mailServer = net.createServer((socket) => {
    socket.on("error", () => {});
    void talk(socket);
  });
  const send = smtpTransport(`smtp://127.0.0.1:${await listen(mailServer)}`, "https://shop.example");
  try {
    return await send(mail);
  } finally {
    mailServer.close();
  }
}

test.each([
  ["line", "220 "],
  ["greeting", "220-hello\r\n"],
])("a mail is tried again after a mail server's endless %s", async (_, text) => {
  expect(await sendThrough((socket) => sendEndlessly(socket, text))).toMatchObject({ ok: false, final: false });
  await expectSentAtMost(10_000_000);
});

test("a mail is tried again after a mail server's endless list of what it can do", async () => {
  const delivery = await sendThrough(async (socket) => {
    socket.write("220 hello\r\n");
    await once(socket, "data");
    await sendEndlessly(socket, "250-HELP\r\n");
  });
  expect(delivery).toMatchObject({ ok: false, final: false });
  await expectSentAtMost(10_000_000);
});

test("a mail server that never comes to an end is given one try's time, and is hung up on", async () => {
  let hungUp: Promise<unknown> = Promise.resolve();
  const started = performance.now();
  const delivery = await sendThrough(async (socket) => {
    hungUp = new Promise((resolve) => socket.once("close", resolve));
    socket.write("220 hello\r\n");
    await once(socket, "data");
    // Each line comes long before a silent server would be given up.
    const dribble = setInterval(() => socket.write("250-wait\r\n"), 500);
    await hungUp;
    clearInterval(dribble);
  });
  expect(delivery).toEqual({ ok: false, error: "smtp: timeout", final: false });
  expect(performance.now() - started).toBeLessThan(TRY_MS + 2000);
  expect(TRY_MS + 2000).toBeLessThan(LEASE_MINUTES * 60_000);
  await hungUp;
});

test("while Redis answers endlessly, the process counts for itself", async () => {
  const { db } = openDatabase("postgres://nobody@127.0.0.1:1/none");
  expect(await consume(db, "startPayment", "192.0.2.1")).toEqual({ ok: true, value: undefined });
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
