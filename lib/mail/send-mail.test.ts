import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { orderLines, orders } from "@/db/schema/orders";
import { outboxMessages, settings } from "@/db/schema/shop";
import { testDatabase } from "@/db/testing";
import { cents } from "@/lib/core/money";
import { writeMessage } from "@/lib/outbox/write-message";
import { resendEnvironment } from "@/sandbox/resend/create-resend";
import { startSandbox } from "@/sandbox/start-sandbox";
import { openForTransfers } from "@/tests/factories/checkout";
import { orderWithMail } from "@/tests/factories/mail";
import { resendMessage } from "./resend-message";
import { LEASE_MINUTES, RETRY_MINUTES, sendMail } from "./send-mail";
import { resendTransport } from "./transports/resend";
import type { Delivery, Mail } from "./transports/transport";

const { db, url } = await testDatabase();
const sandbox = await startSandbox({ port: 0, shopUrl: "http://localhost:3000" });
afterAll(() => sandbox.close());
const { RESEND_API_KEY, RESEND_BASE_URL } = resendEnvironment(sandbox.url);
const resend = resendTransport(RESEND_API_KEY, RESEND_BASE_URL);
const NOW = new Date("2026-11-24T10:00:00Z");
const minutesLater = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

beforeEach(async () => {
  sandbox.reset();
  await db.delete(outboxMessages);
  await db.delete(settings).where(eq(settings.key, "company"));
});

async function onlyMessage() {
  const [message, ...others] = await db.select().from(outboxMessages);
  if (!message || others.length > 0) throw new Error("there is not one message");
  return message;
}

/** Creates a transport that records the mails it receives and returns the next outcome each time, then repeats the last one. */
function scripted(...outcomes: Delivery[]) {
  const received: Mail[] = [];
  const transport = async (mail: Mail): Promise<Delivery> => {
    received.push(mail);
    return outcomes[Math.min(received.length, outcomes.length) - 1] ?? { ok: true };
  };
  return { received, transport };
}

const unreachable: Delivery = { ok: false, error: "unreachable", final: false };

test("a message written twice is stored once, and a message in a rolled-back transaction is not stored", async () => {
  const order = await orderWithMail(db, NOW);
  const message = { kind: "payment_received", recipient: order.email, orderId: order.id, dedupeKey: "one", data: {} } as const;
  await db.transaction(async (tx) => {
    await writeMessage(tx, message);
    await writeMessage(tx, message);
  });
  const rolledBack = db.transaction(async (tx) => {
    await writeMessage(tx, { ...message, dedupeKey: "two" });
    throw new Error("rolled back");
  });
  await expect(rolledBack).rejects.toThrow("rolled back");
  expect(await db.$count(outboxMessages)).toBe(2);
});

test("sends each waiting message once, oldest first, up to the limit", async () => {
  for (let count = 0; count < 3; count++) await orderWithMail(db, NOW, { email: `buyer-${count}@example.com` });
  expect(await sendMail(db, NOW, 2, resend)).toEqual({ done: 2, remaining: 1 });
  expect(await sendMail(db, NOW, 2, resend)).toEqual({ done: 1, remaining: 0 });
  expect(await sendMail(db, NOW, 2, resend)).toEqual({ done: 0, remaining: 0 });
  expect(sandbox.resend.sent.map(({ email }) => email.to)).toEqual(["buyer-0@example.com", "buyer-1@example.com", "buyer-2@example.com"]);
  expect(await db.$count(outboxMessages, sql`sent_at = ${NOW.toISOString()}::timestamptz`)).toBe(3);
});

test("each message is sent once by many concurrent workers", async () => {
  const { id: orderId, email: recipient } = await orderWithMail(db, NOW);
  const kind = "payment_received";
  await db
    .insert(outboxMessages)
    .values(Array.from({ length: 59 }, (_, index) => ({ kind, recipient, orderId, dedupeKey: `many-${index}` })));
  const { received, transport } = scripted({ ok: true });
  const others = Array.from({ length: 3 }, () => openDatabase(url));
  await Promise.all(Array.from({ length: 24 }, (_, index) => sendMail(others[index % 3]?.db ?? db, NOW, 99, transport)));
  expect(received).toHaveLength(60);
  expect(new Set(received.map((mail) => mail.id)).size).toBe(60);
  await Promise.all(others.map(({ client }) => client.end()));
});

test("a retry sends the same mail word for word, even after settings and order have changed", async () => {
  await openForTransfers(db);
  const order = await orderWithMail(db, NOW, { paymentMethod: "bank_transfer" });
  sandbox.faults.add({ provider: "resend", kind: "answer_lost" });
  await sendMail(db, NOW, 1, resend);
  expect(await onlyMessage()).toMatchObject({ sentAt: null, lastError: "resend: no answer" });
  await db
    .update(settings)
    .set({ value: { name: "Another name", email: "new@shop.example", iban: "HR1723600001101234565" } })
    .where(eq(settings.key, "company"));
  await db.update(orders).set({ paymentMethod: "card", expiresAt: minutesLater(99_999), confirmedAt: NOW, status: "confirmed" });
  await sendMail(db, minutesLater(1), 1, resend);
  // Resend rejects the same key with another body with 409.
  expect(sandbox.calls().map(({ outcome }) => outcome)).toEqual(["answer_lost", 200]);
  expect(sandbox.resend.sent).toHaveLength(1);
  const message = await onlyMessage();
  expect(message).toMatchObject({ sentAt: minutesLater(1), tries: 2, lastError: null });
  expect(sandbox.resend.sent[0]).toMatchObject({
    idempotencyKey: message.id,
    email: { from: "Earthman <shop@localhost>", to: order.email, text: expect.stringContaining("HR12 1001 0051 8630 0016 0") },
  });
});

test("a message that Resend already has in another wording counts as sent", async () => {
  await orderWithMail(db, NOW);
  sandbox.faults.add({ provider: "resend", kind: "answer_lost" });
  await sendMail(db, NOW, 1, resend);
  // This has the same effect as deploying a new version of the template between two tries.
  await db.update(orderLines).set({ name: "Renamed" });
  await sendMail(db, minutesLater(1), 1, resend);
  expect(sandbox.calls().map(({ outcome }) => outcome)).toEqual(["answer_lost", 409]);
  expect((await onlyMessage()).sentAt).toEqual(minutesLater(1));
});

test.each(["error", "reset", "answer_lost"] as const)("retries a message after the provider fails with %s", async (kind) => {
  await orderWithMail(db, NOW);
  sandbox.faults.add({ provider: "resend", kind });
  await sendMail(db, NOW, 1, resend);
  expect(await onlyMessage()).toMatchObject({ sentAt: null, failedAt: null, tries: 1, leasedUntil: null, nextTryAt: minutesLater(1) });
  await sendMail(db, minutesLater(1), 1, resend);
  expect(sandbox.resend.sent).toHaveLength(1);
  expect((await onlyMessage()).sentAt).toEqual(minutesLater(1));
});

test("tries again at each step of the schedule and not before, then fails for good", async () => {
  await orderWithMail(db, NOW);
  const { received, transport } = scripted(unreachable);
  let elapsed = 0;
  for (const [index, pause] of RETRY_MINUTES.entries()) {
    await sendMail(db, minutesLater(elapsed), 9, transport);
    expect(received).toHaveLength(index + 1);
    expect(await sendMail(db, minutesLater(elapsed + pause - 1), 9, transport)).toEqual({ done: 0, remaining: 0 });
    elapsed += pause;
  }
  expect(elapsed).toBeLessThan(24 * 60);
  await sendMail(db, minutesLater(elapsed), 9, transport);
  expect(await onlyMessage()).toMatchObject({ failedAt: minutesLater(elapsed), tries: RETRY_MINUTES.length + 1, lastError: "unreachable" });
  expect(await sendMail(db, minutesLater(99_999), 9, transport)).toEqual({ done: 0, remaining: 0 });
  expect(received).toHaveLength(RETRY_MINUTES.length + 1);
});

test("a rejected message fails at once, and can be sent again with the settings at that time", async () => {
  await orderWithMail(db, NOW, { email: "not an address" });
  await sendMail(db, NOW, 9, resend);
  const message = await onlyMessage();
  expect(message).toMatchObject({ failedAt: NOW, tries: 1, lastError: "resend: 422 validation_error" });
  await db.update(outboxMessages).set({ recipient: "ana@example.com" });
  await db.insert(settings).values({ key: "company", value: { name: "Earthman, Ltd.", email: "hello@shop.example" } });
  expect(await resendMessage(db, message.id, minutesLater(60))).toEqual({ ok: true, value: undefined });
  expect(await resendMessage(db, message.id, minutesLater(60))).toEqual({ ok: false, error: "not_failed" });
  await sendMail(db, minutesLater(60), 9, resend);
  expect(sandbox.resend.sent).toMatchObject([{ email: { from: '"Earthman, Ltd." <hello@shop.example>', to: "ana@example.com" } }]);
  expect(await onlyMessage()).toMatchObject({ sentAt: minutesLater(60), failedAt: null });
});

test("a wrong key is not a final failure", async () => {
  await orderWithMail(db, NOW);
  await sendMail(db, NOW, 9, resendTransport("re_wrong", RESEND_BASE_URL));
  expect(await onlyMessage()).toMatchObject({ failedAt: null, lastError: "resend: 403 invalid_api_key" });
  await sendMail(db, minutesLater(1), 9, resend);
  expect(sandbox.resend.sent).toHaveLength(1);
});

test("a leased message is left alone until its lease expires", async () => {
  await orderWithMail(db, NOW);
  const { received, transport } = scripted({ ok: true });
  const meanwhile: unknown[] = [];
  await sendMail(db, NOW, 1, async () => {
    meanwhile.push(await sendMail(db, minutesLater(LEASE_MINUTES - 1), 9, transport));
    meanwhile.push(await sendMail(db, minutesLater(LEASE_MINUTES), 9, transport));
    return { ok: false, error: "late", final: true };
  });
  expect(meanwhile).toEqual([
    { done: 0, remaining: 0 },
    { done: 1, remaining: 0 },
  ]);
  expect(received).toHaveLength(1);
  // The message was sent, so the late worker's failure is ignored.
  expect(await onlyMessage()).toMatchObject({ sentAt: minutesLater(LEASE_MINUTES), failedAt: null });
});

test("a message that kills every worker fails for good after its last try", async () => {
  await orderWithMail(db, NOW);
  await db.update(outboxMessages).set({ tries: RETRY_MINUTES.length + 1, leasedUntil: NOW });
  const { received, transport } = scripted({ ok: true });
  await sendMail(db, NOW, 9, transport);
  expect(received).toHaveLength(0);
  expect(await onlyMessage()).toMatchObject({ failedAt: NOW, lastError: "workers_died" });
});

test("a mail that can't be composed does not block the others", async () => {
  const broken = await orderWithMail(db, NOW, { email: "broken@example.com" });
  await db.update(outboxMessages).set({ kind: "refunded", data: {} }).where(eq(outboxMessages.orderId, broken.id));
  await orderWithMail(db, NOW, { email: "fine@example.com" });
  expect(await sendMail(db, NOW, 9, resend)).toEqual({ done: 2, remaining: 0 });
  expect(sandbox.resend.sent.map(({ email }) => email.to)).toEqual(["fine@example.com"]);
  expect(await db.select().from(outboxMessages).where(eq(outboxMessages.orderId, broken.id))).toMatchObject([
    { lastError: "not_composed", failedAt: null },
  ]);
});

test("a public shop without a sender address sends nothing until it has one", async () => {
  const order = await orderWithMail(db, NOW);
  await db.delete(outboxMessages);
  const facts = { company: { name: "Earthman" }, siteUrl: "https://shop.example", paymentMethod: "cash_on_delivery", payUntil: null };
  await db
    .insert(outboxMessages)
    .values({ kind: "order_received", recipient: order.email, orderId: order.id, dedupeKey: "one", data: { facts } });
  const { received, transport } = scripted({ ok: true });
  await sendMail(db, NOW, 1, transport);
  expect(received).toEqual([]);
  expect(await onlyMessage()).toMatchObject({ sentAt: null, failedAt: null, lastError: "sender_missing", tries: 1 });
  await db.update(outboxMessages).set({ data: { facts: { ...facts, company: { ...facts.company, email: "hello@shop.example" } } } });
  await sendMail(db, minutesLater(1), 1, transport);
  expect(received).toMatchObject([{ from: { name: "Earthman", address: "hello@shop.example" } }]);
});

test("a message of a kind unknown to this version is left for a newer one", async () => {
  await orderWithMail(db, NOW);
  await db.update(outboxMessages).set({ kind: "of_tomorrow" });
  expect(await sendMail(db, NOW, 9, resend)).toEqual({ done: 0, remaining: 0 });
  expect(await onlyMessage()).toMatchObject({ tries: 0, failedAt: null });
});

test("a refund's mail shows the refund's own amount", async () => {
  const order = await orderWithMail(db, NOW);
  await db.delete(outboxMessages);
  await db.transaction((tx) =>
    writeMessage(tx, {
      kind: "refunded",
      recipient: order.email,
      orderId: order.id,
      dedupeKey: "refunded:1",
      data: { amountCents: cents(1234), reason: "sold_out", accountEnd: null },
    }),
  );
  await sendMail(db, NOW, 9, resend);
  expect(sandbox.resend.sent).toMatchObject([{ email: { subject: `Refund of €12.34 for order ${order.reference}` } }]);
});
