import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { paymentAttemptIdSchema, refundIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { decimalOf } from "@/lib/payments/paypal/answers";
import { createPayPal } from "@/lib/payments/paypal/provider";
import { type AttemptRequest, type OnlineProvider, ProviderRejected, ProviderUnreachable } from "@/lib/payments/port/online-provider";
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
function open(secret?: string): OnlineProvider {
  const keys = sandboxEnvironment(sandbox.url);
  return createPayPal({
    baseUrl: keys.PAYPAL_BASE_URL ?? "",
    clientId: keys.PAYPAL_CLIENT_ID ?? "",
    clientSecret: secret ?? keys.PAYPAL_CLIENT_SECRET ?? "",
    webhookId: keys.PAYPAL_WEBHOOK_ID ?? "",
    webhookUrl: "http://localhost:3000/api/webhooks/paypal",
  });
}

function request(values: Partial<AttemptRequest> = {}): AttemptRequest {
  const id = paymentAttemptIdSchema.parse(crypto.randomUUID());
  const returnUrl = "http://localhost:3000/orders/ORD-7K3MX9P2QR";
  return { id, amountCents: cents(11790), currency: "EUR", orderReference: "ORD-7K3MX9P2QR", returnUrl, ...values };
}

const newRefundId = () => refundIdSchema.parse(crypto.randomUUID());
const newKey = () => `${crypto.randomUUID()}:${now.getTime()}`;

async function approved(outcome?: "paid" | "declined" | "pending") {
  const attempt = request();
  const { ref } = await paypal.start(attempt);
  sandbox.paypal.approve(ref, outcome);
  return { attempt, ref };
}

async function paid() {
  const { attempt, ref } = await approved();
  const { paymentRef } = await paypal.capture(ref, newKey());
  if (paymentRef === null) throw new Error("nothing was captured");
  return { attempt, ref, paymentRef };
}

describe("an attempt", () => {
  it("is open until the customer agrees, then approved, then paid by the shop's capture", async () => {
    const attempt = request();
    const started = await paypal.start(attempt);
    expect(started).toEqual({
      ref: expect.stringMatching(/^[A-Z0-9]{17}$/),
      clientSecret: started.ref,
      attemptId: attempt.id,
      state: "open",
      paymentRef: null,
      amountCents: 11790,
      currency: "EUR",
      declined: false,
      refunds: [],
    });
    sandbox.paypal.approve(started.ref);
    expect(await paypal.find(started.ref)).toEqual({ ...started, state: "approved" });
    const captured = await paypal.capture(started.ref, newKey());
    expect(captured).toEqual({ ...started, state: "paid", paymentRef: expect.stringMatching(/^[A-Z0-9]{17}$/) });
    expect(await paypal.find(started.ref)).toEqual(captured);
    expect(await paypal.findByPayment(captured.paymentRef ?? "")).toEqual(captured);
  });

  it("is created once for each id, and rejected when the id is reused with other parameters", async () => {
    const attempt = request();
    const first = await paypal.start(attempt);
    expect(await paypal.start(attempt)).toEqual(first);
    expect(sandbox.paypal.orders()).toHaveLength(1);
    await expect(paypal.start({ ...attempt, amountCents: cents(1) })).rejects.toMatchObject({ code: "DUPLICATE_REQUEST_ID" });
  });

  it("is created with parameters(), and with an invoice number that a second attempt does not share", async () => {
    const [first, second] = [request(), request()];
    await paypal.start(first);
    await paypal.start(second);
    expect(sandbox.paypal.orders().map((order) => order.request)).toEqual([paypal.parameters(first), paypal.parameters(second)]);
    const invoices = sandbox.paypal.orders().map((order) => order.request.purchase_units[0].invoice_id);
    expect(new Set(invoices).size).toBe(2);
    for (const invoice of invoices) expect(invoice).toMatch(/^ORD-7K3MX9P2QR-/);
  });

  it("is not captured before the customer agrees", async () => {
    const { ref } = await paypal.start(request());
    expect(await paypal.capture(ref, newKey())).toMatchObject({ state: "open", declined: false, paymentRef: null });
  });

  it("is captured once, with one key or with two", async () => {
    const { ref } = await approved();
    const key = newKey();
    const [one, two, three] = [await paypal.capture(ref, key), await paypal.capture(ref, key), await paypal.capture(ref, newKey())];
    expect(two).toEqual(one);
    expect(three).toEqual(one);
    expect(sandbox.webhooks.list().filter(({ type }) => type === "PAYMENT.CAPTURE.COMPLETED")).toHaveLength(1);
  });

  it("stays open after a decline, and is paid once the customer chooses another method", async () => {
    const { ref } = await approved("declined");
    expect(await paypal.capture(ref, newKey())).toMatchObject({ state: "open", declined: true, paymentRef: null });
    sandbox.paypal.approve(ref, "paid");
    expect(await paypal.capture(ref, newKey())).toMatchObject({ state: "paid", declined: false });
  });

  it("is processing while a capture is pending, then paid or failed", async () => {
    const first = await approved("pending");
    const pending = await paypal.capture(first.ref, newKey());
    expect(pending).toMatchObject({ state: "processing", paymentRef: expect.any(String) });
    expect(await paypal.cancel(first.ref)).toEqual(pending);
    sandbox.paypal.settle(pending.paymentRef ?? "");
    expect(await paypal.find(first.ref)).toEqual({ ...pending, state: "paid" });

    const second = await approved("pending");
    const { paymentRef } = await paypal.capture(second.ref, newKey());
    sandbox.paypal.deny(paymentRef ?? "");
    expect(await paypal.find(second.ref)).toMatchObject({ state: "failed", paymentRef: null });
  });

  it("is cancelled while no money is moving, and returned as paid when it is too late", async () => {
    const { ref } = await paypal.start(request());
    expect(await paypal.cancel(ref)).toMatchObject({ ref, state: "cancelled" });
    expect(await paypal.cancel((await approved()).ref)).toMatchObject({ state: "cancelled" });
    expect(await paypal.cancel((await paid()).ref)).toMatchObject({ state: "paid" });
  });

  it("is unknown once PayPal has deleted it, unless it was paid", async () => {
    const unpaid = await approved();
    const { ref } = await paid();
    now = new Date("2026-05-04T16:00:01Z");
    paypal = open();
    expect(await paypal.find(unpaid.ref)).toMatchObject({ ref: unpaid.ref, state: "unknown", attemptId: null });
    expect(await paypal.capture(unpaid.ref, newKey())).toMatchObject({ state: "unknown" });
    expect(await paypal.cancel(unpaid.ref)).toMatchObject({ state: "unknown" });
    expect(await paypal.find(ref)).toMatchObject({ state: "paid" });
  });
});

describe("a refund", () => {
  it("returns part of a payment and then the rest, and is found with its order", async () => {
    const { ref, paymentRef } = await paid();
    const [first, second] = [newRefundId(), newRefundId()];
    const part = await paypal.refund({ id: first, paymentRef, amountCents: cents(1790), currency: "EUR" });
    expect(part).toEqual({ ref: expect.any(String), refundId: first, amountCents: 1790, state: "succeeded" });
    expect(await paypal.findRefund(part.ref)).toEqual(part);
    const rest = await paypal.refund({ id: second, paymentRef, amountCents: cents(10000), currency: "EUR" });
    expect(await paypal.find(ref)).toMatchObject({ state: "paid", paymentRef, amountCents: 11790, refunds: [part, rest] });
  });

  it("is made once for each id, even after PayPal has forgotten the key", async () => {
    const { ref, paymentRef } = await paid();
    const refundRequest = { id: newRefundId(), paymentRef, amountCents: cents(500), currency: "EUR" };
    const made = await paypal.refund(refundRequest);
    expect(await paypal.refund(refundRequest)).toEqual(made);
    now = new Date("2026-07-01T10:00:00Z");
    paypal = open();
    expect(await paypal.refund(refundRequest)).toEqual(made);
    expect((await paypal.find(ref)).refunds).toEqual([made]);
  });

  it("is rejected beyond the amount left, and for a payment that was never captured", async () => {
    const { paymentRef } = await paid();
    const refundRequest = { id: newRefundId(), paymentRef, amountCents: cents(11791), currency: "EUR" };
    await expect(paypal.refund(refundRequest)).rejects.toMatchObject({ name: "ProviderRejected", code: "REFUND_AMOUNT_EXCEEDED" });
    sandbox.paypal.refund(paymentRef);
    await expect(paypal.refund(refundRequest)).rejects.toMatchObject({ code: "CAPTURE_FULLY_REFUNDED" });
    await expect(paypal.refund({ ...refundRequest, paymentRef: "0".repeat(17) })).rejects.toMatchObject({ code: "not_found" });
  });

  it("has no id of the shop's when it was made in PayPal's dashboard or reversed by a bank", async () => {
    const { ref, paymentRef } = await paid();
    sandbox.paypal.refund(paymentRef, { amount: { currency_code: "EUR", value: "17.90" } });
    sandbox.paypal.reverse(paymentRef);
    const { refunds } = await paypal.find(ref);
    expect(refunds.map(({ refundId, amountCents }) => [refundId, amountCents])).toEqual([
      [null, 1790],
      [null, 10000],
    ]);
  });
});

describe("a call", () => {
  it("reuses its token, and requests a new one after it is revoked", async () => {
    const tokens = () => sandbox.calls().filter(({ operation }) => operation === "token.create").length;
    const [{ ref }] = await Promise.all([paypal.start(request()), paypal.start(request())]);
    await paypal.find(ref);
    expect(tokens()).toBe(1);
    sandbox.paypal.revokeTokens();
    expect(await paypal.find(ref)).toMatchObject({ ref });
    expect(tokens()).toBe(2);
  });

  it("throws ProviderUnreachable when its keys are not accepted", async () => {
    await expect(open("another secret").start(request())).rejects.toThrow(ProviderUnreachable);
  });

  it("throws ProviderRejected for an unknown object", async () => {
    await expect(paypal.findByPayment("0".repeat(17))).rejects.toMatchObject({ name: "ProviderRejected", code: "not_found" });
    await expect(paypal.findRefund("0".repeat(17))).rejects.toThrow(ProviderRejected);
  });
});

describe.each(["error", "timeout", "reset", "answer_lost"] as const)("with %s", (kind) => {
  async function survives<T>(operation: string, call: () => Promise<T>): Promise<T> {
    const timeout = AbortSignal.timeout;
    // The calls that never end time out early here; all other calls have the usual ten seconds.
    const impatient = kind === "timeout" ? vi.spyOn(AbortSignal, "timeout").mockImplementation(() => timeout(200)) : undefined;
    sandbox.faults.add({ provider: "paypal", operation, kind });
    await expect(call()).rejects.toThrow(ProviderUnreachable);
    impatient?.mockRestore();
    expect(sandbox.faults.list()).toEqual([]);
    return await call();
  }

  it("loses no call and repeats none", async () => {
    const attempt = request();
    await survives("token.create", () => paypal.find("0".repeat(17)));
    const { ref } = await survives("orders.create", () => paypal.start(attempt));
    expect(sandbox.paypal.orders()).toHaveLength(1);
    sandbox.paypal.approve(ref);
    await survives("orders.get", () => paypal.find(ref));
    const key = newKey();
    const { paymentRef } = await survives("orders.capture", () => paypal.capture(ref, key));
    if (paymentRef === null) throw new Error("nothing was captured");
    await survives("captures.get", () => paypal.findByPayment(paymentRef));
    const refundRequest = { id: newRefundId(), paymentRef, amountCents: cents(100), currency: "EUR" };
    const refund = await survives("captures.refund", () => paypal.refund(refundRequest));
    await survives("refunds.get", () => paypal.findRefund(refund.ref));
    await survives("events.list", () => paypal.listUndelivered(now));
    expect(await paypal.find(ref)).toMatchObject({ state: "paid", paymentRef, refunds: [refund] });
    expect(sandbox.webhooks.list().map(({ type }) => type)).toEqual([
      "CHECKOUT.ORDER.APPROVED",
      "PAYMENT.CAPTURE.COMPLETED",
      "PAYMENT.CAPTURE.REFUNDED",
    ]);
  });
});

describe("amounts", () => {
  it("are written to the cent, however large", () => {
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (amount) => {
        const [whole = "", fraction = ""] = decimalOf(cents(amount)).split(".");
        expect(fraction).toMatch(/^\d\d$/);
        expect(BigInt(whole) * 100n + BigInt(fraction)).toBe(BigInt(amount));
      }),
    );
    expect([0, 5, 50, 500].map((amount) => decimalOf(cents(amount)))).toEqual(["0.00", "0.05", "0.50", "5.00"]);
  });

  it("are returned as they were sent", async () => {
    for (const amountCents of [1, 10, 99, 100, 123_456_789].map(cents)) {
      expect(await paypal.start(request({ amountCents }))).toMatchObject({ amountCents });
    }
  });
});
