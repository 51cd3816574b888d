import { sign, X509Certificate } from "node:crypto";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { paymentAttemptIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { createPayPal } from "@/lib/payments/paypal/provider";
import { isPayPalSigner } from "@/lib/payments/paypal/signature";
import { BadSignature, type OnlineProvider, ProviderUnreachable } from "@/lib/payments/port/online-provider";
import { createCertificate } from "@/sandbox/paypal/certificate";
import { type Sandbox, sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";

let sandbox: Sandbox;
let now = new Date("2026-05-04T10:00:00Z");
let paypal: OnlineProvider;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, shopUrl: "http://localhost:3000", now: () => now });
});
afterAll(() => sandbox.close());

beforeEach(() => {
  now = new Date("2026-05-04T10:00:00Z");
  sandbox.reset();
  sandbox.webhooks.mode = "hold";
  paypal = open();
});

function open(settings: { baseUrl?: string; webhookId?: string } = {}): OnlineProvider {
  const keys = sandboxEnvironment(sandbox.url);
  return createPayPal({
    baseUrl: keys.PAYPAL_BASE_URL ?? "",
    clientId: keys.PAYPAL_CLIENT_ID ?? "",
    clientSecret: keys.PAYPAL_CLIENT_SECRET ?? "",
    webhookId: keys.PAYPAL_WEBHOOK_ID ?? "",
    webhookUrl: "http://localhost:3000/api/webhooks/paypal",
    ...settings,
  });
}

async function approve(outcome?: "paid" | "pending") {
  const id = paymentAttemptIdSchema.parse(crypto.randomUUID());
  const returnUrl = "http://localhost:3000/orders/ORD-7K3MX9P2QR";
  const { ref } = await paypal.start({ id, amountCents: cents(5000), currency: "EUR", orderReference: "ORD-7K3MX9P2QR", returnUrl });
  sandbox.paypal.approve(ref, outcome);
  return ref;
}

async function pay(outcome?: "paid" | "pending") {
  const ref = await approve(outcome);
  const { paymentRef } = await paypal.capture(ref, `${ref}:1`);
  if (paymentRef === null) throw new Error("nothing was captured");
  return { ref, paymentRef };
}

/** Returns the last event, signed now. */
function lastEvent() {
  const event = sandbox.webhooks.list().at(-1);
  if (event === undefined) throw new Error("nothing was sent");
  return sandbox.webhooks.signed(event.id);
}

describe("an event", () => {
  it("names its order when it is about an order", async () => {
    const ref = await approve();
    const { body, headers } = lastEvent();
    expect(await paypal.verify(body, headers, now)).toEqual({
      eventId: expect.stringMatching(/^WH-/),
      type: "CHECKOUT.ORDER.APPROVED",
      kind: "payment",
      attemptRef: ref,
      paymentRef: null,
      disputeRef: null,
    });
  });

  it("names its capture, and the order where PayPal gives it, when it is about a capture", async () => {
    const { ref, paymentRef } = await pay("pending");
    const seen = async () => {
      const { body, headers } = lastEvent();
      const { type, kind, attemptRef, paymentRef: payment } = await paypal.verify(body, headers, now);
      return [type, kind, attemptRef, payment];
    };
    expect(await seen()).toEqual(["PAYMENT.CAPTURE.PENDING", "payment", ref, paymentRef]);
    sandbox.paypal.settle(paymentRef);
    expect(await seen()).toEqual(["PAYMENT.CAPTURE.COMPLETED", "payment", ref, paymentRef]);
    sandbox.paypal.refund(paymentRef, { amount: { currency_code: "EUR", value: "1.00" } });
    expect(await seen()).toEqual(["PAYMENT.CAPTURE.REFUNDED", "payment", null, paymentRef]);
    sandbox.paypal.reverse(paymentRef);
    expect(await seen()).toEqual(["PAYMENT.CAPTURE.REVERSED", "reversed", null, paymentRef]);
    sandbox.paypal.dispute(paymentRef);
    expect(await seen()).toEqual(["CUSTOMER.DISPUTE.CREATED", "payment", null, paymentRef]);
    const second = await pay("pending");
    sandbox.paypal.deny(second.paymentRef);
    expect(await seen()).toEqual(["PAYMENT.CAPTURE.DENIED", "payment", second.ref, second.paymentRef]);
  });

  it("is listed until it is delivered, across every page of the list", async () => {
    const { ref } = await pay();
    now = new Date("2026-05-04T11:00:00Z");
    expect(await paypal.listUndelivered(now)).toEqual([]);
    const earlier = new Date("2026-05-04T09:00:00Z");
    expect((await paypal.listUndelivered(earlier)).map(({ type, attemptRef }) => [type, attemptRef])).toEqual([
      ["CHECKOUT.ORDER.APPROVED", ref],
      ["PAYMENT.CAPTURE.COMPLETED", ref],
    ]);
    for (let count = 0; count < 50; count += 1) sandbox.paypal.approve(await approve());
    expect(await paypal.listUndelivered(earlier)).toHaveLength(102);
  });
});

describe("a webhook is rejected", () => {
  const refused = (reason: BadSignature["reason"]) => expect.objectContaining({ name: "BadSignature", reason });

  async function sentWebhook() {
    await approve();
    return lastEvent();
  }

  it("when its body differs, even by one character", async () => {
    const { body, headers } = await sentWebhook();
    await expect(paypal.verify(`${body} `, headers, now)).rejects.toEqual(refused("wrong"));
    await expect(paypal.verify(body.replace("50.00", "50.01"), headers, now)).rejects.toEqual(refused("wrong"));
  });

  it("when it was made for another webhook", async () => {
    const { body, headers } = await sentWebhook();
    await expect(open({ webhookId: "ANOTHER" }).verify(body, headers, now)).rejects.toEqual(refused("wrong"));
  });

  it.each(["paypal-transmission-id", "paypal-transmission-time", "paypal-transmission-sig", "paypal-cert-url", "paypal-auth-algo"])(
    "when it lacks %s",
    async (name) => {
      const { body, headers } = await sentWebhook();
      const { [name]: _left, ...others } = headers;
      await expect(paypal.verify(body, others, now)).rejects.toEqual(refused("missing"));
    },
  );

  it.each(["paypal-transmission-id", "paypal-transmission-time"])("when it has another %s", async (name) => {
    const { body, headers } = await sentWebhook();
    const other = name.endsWith("time") ? "2026-05-04T10:00:01Z" : crypto.randomUUID();
    await expect(paypal.verify(body, { ...headers, [name]: other }, now)).rejects.toEqual(refused("wrong"));
  });

  it.each([
    ["paypal-auth-algo", "SHA1withRSA", "malformed"],
    ["paypal-transmission-time", "yesterday", "malformed"],
    ["paypal-transmission-sig", "", "wrong"],
    ["paypal-transmission-sig", "bm8=", "wrong"],
  ] as const)("when it has %s: %s", async (name, value, reason) => {
    const { body, headers } = await sentWebhook();
    await expect(paypal.verify(body, { ...headers, [name]: value }, now)).rejects.toEqual(refused(reason));
  });

  it("when it is older than the four-day tolerance", async () => {
    const { body, headers } = await sentWebhook();
    const atTheEnd = new Date("2026-05-08T10:00:00Z");
    expect(await paypal.verify(body, headers, atTheEnd)).toMatchObject({ type: "CHECKOUT.ORDER.APPROVED" });
    await expect(paypal.verify(body, headers, new Date(atTheEnd.getTime() + 1000))).rejects.toEqual(refused("too_old"));
  });

  it.each([
    ["another host", (address: string) => address.replace("127.0.0.1", "localhost")],
    ["another port", (address: string) => address.replace(/:\d+/, ":1")],
    ["another path", (address: string) => new URL("/checkoutnow", address).href],
    ["a way out of the path", (address: string) => address.replace("certs/", "certs/../../../")],
    ["a user name", (address: string) => address.replace("//", "//someone@")],
    ["a query", (address: string) => `${address}?more`],
    ["no address at all", () => "certificate"],
  ])("when its certificate is at %s, without fetching it", async (_name, change) => {
    const { body, headers } = await sentWebhook();
    const callsBefore = sandbox.calls().length;
    const changed = { ...headers, "paypal-cert-url": change(headers["paypal-cert-url"] ?? "") };
    await expect(paypal.verify(body, changed, now)).rejects.toEqual(refused("certificate"));
    expect(sandbox.calls()).toHaveLength(callsBefore);
  });

  it("when a stand-in or PayPal's sandbox sends it to a live shop", async () => {
    const { body, headers } = await sentWebhook();
    const live = open({ baseUrl: "https://api-m.paypal.com" });
    await expect(live.verify(body, headers, now)).rejects.toEqual(refused("certificate"));
    const sandboxed = { ...headers, "paypal-cert-url": "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1" };
    await expect(live.verify(body, sandboxed, now)).rejects.toEqual(refused("certificate"));
  });

  it("when its certificate is missing or expired", async () => {
    const { body, headers } = await sentWebhook();
    const missing = { ...headers, "paypal-cert-url": `${headers["paypal-cert-url"]}0` };
    await expect(paypal.verify(body, missing, now)).rejects.toEqual(refused("certificate"));
    now = new Date("2050-01-01T00:00:00Z");
    const later = lastEvent();
    await expect(paypal.verify(later.body, later.headers, now)).rejects.toEqual(refused("certificate"));
  });

  it("when it is signed but not an event", async () => {
    sandbox.webhooks.send({ id: "odd", provider: "paypal", type: "odd", body: "[]" });
    const { body, headers } = lastEvent();
    await expect(paypal.verify(body, headers, now)).rejects.toEqual(refused("malformed"));
    expect(new BadSignature("malformed").message).toBe("webhook rejected: malformed");
  });
});

it("fetches a certificate once, and throws when it can't be fetched", async () => {
  await approve();
  const { body, headers } = lastEvent();
  sandbox.faults.add({ provider: "paypal", operation: "certificates.get", kind: "reset" });
  await expect(paypal.verify(body, headers, now)).rejects.toThrow(ProviderUnreachable);
  sandbox.faults.add({ provider: "paypal", operation: "certificates.get", kind: "error" });
  await expect(paypal.verify(body, headers, now)).rejects.toThrow(ProviderUnreachable);
  await paypal.verify(body, headers, now);
  await paypal.verify(body, headers, now);
  const fetched = sandbox.calls().filter(({ operation, outcome }) => operation === "certificates.get" && outcome === 200);
  expect(fetched).toHaveLength(1);
});

it("accepts a webhook to a live shop only from PayPal's signer, though the certificate is at PayPal's address", async () => {
  const live = open({ baseUrl: "https://api-m.paypal.com", webhookId: "LIVE" });
  await approve();
  const { body } = lastEvent();
  const accepted: string[] = [];
  for (const name of ["messageverificationcerts.paypal.com", "www.paypal.com"]) {
    const { pem, privateKey } = createCertificate(name);
    vi.spyOn(globalThis, "fetch").mockResolvedValueOnce(new Response(pem));
    const [id, time] = [crypto.randomUUID(), now.toISOString()];
    const headers = {
      "paypal-transmission-id": id,
      "paypal-transmission-time": time,
      "paypal-transmission-sig": sign("sha256", Buffer.from(`${id}|${time}|LIVE|${crc32(body)}`), privateKey).toString("base64"),
      "paypal-cert-url": `https://api.paypal.com/v1/notifications/certs/${name.replaceAll(".", "-")}`,
      "paypal-auth-algo": "SHA256withRSA",
    };
    await live.verify(body, headers, now).then(
      () => accepted.push(name),
      (error: unknown) => expect(error).toMatchObject({ name: "BadSignature", reason: "certificate" }),
    );
  }
  vi.restoreAllMocks();
  expect(accepted).toEqual(["messageverificationcerts.paypal.com"]);
});

it.each([
  ["messageverificationcerts.paypal.com", true],
  ["messageverificationcerts.sandbox.paypal.com", true],
  ["messageverificationcerts.paypal.com.example", false],
  ["example.messageverificationcerts.paypal.com", false],
  ["www.paypal.com", false],
])("accepts only PayPal's signer: %s", (name, expected) => {
  expect(isPayPalSigner(new X509Certificate(createCertificate(name).pem))).toBe(expected);
});
