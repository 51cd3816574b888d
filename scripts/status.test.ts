import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { alerts, paymentAttempts, paymentEvents, payments, refunds } from "@/db/schema/payments";
import { outboxMessages, settings } from "@/db/schema/shop";
import { testDatabase } from "@/db/testing";
import { parseEnv } from "@/lib/core/env";
import { formatMoney } from "@/lib/core/format";
import { returnIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { shipOrder } from "@/lib/fulfilment/ship-order";
import { readStatus } from "@/lib/operations/status";
import { cancelPlacedOrder } from "@/lib/refunds/cancel-placed-order";
import { saveRefundIban } from "@/lib/refunds/transfer-refund";
import { approveReturn } from "@/lib/returns/approve-return";
import { receiveReturn } from "@/lib/returns/receive-return";
import { requestReturn } from "@/lib/returns/request-return";
import { recordTransfer } from "@/lib/settlement/record-transfer";
import { byCustomer, byStaff } from "@/tests/factories/actors";
import { orderWithMail } from "@/tests/factories/mail";
import { describeStatus } from "./status-words";

const { db, client } = await testDatabase();
const NOW = new Date("2026-11-24T12:00:00Z");
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const base = {
  DATABASE_URL: "postgres://shop@127.0.0.1/shop",
  SITE_URL: "http://localhost:3000",
  APP_SECRET: "only-for-tests-on-loopback",
  CRON_SECRET: "scheduler-of-tests-on-loopback",
};
const keys = {
  STRIPE_SECRET_KEY: "sk_test_1",
  STRIPE_PUBLISHABLE_KEY: "pk_test_1",
  STRIPE_WEBHOOK_SECRET: "whsec_1",
  PAYPAL_CLIENT_ID: "id",
  PAYPAL_CLIENT_SECRET: "secret",
  PAYPAL_WEBHOOK_ID: "hook",
  RESEND_API_KEY: "re_1",
};
const complete = parseEnv({ ...base, ...keys });
const company = {
  address: "Obala 1",
  postalCode: "21000",
  city: "Split",
  vatId: "HR12345678903",
  email: "hello@shop.example",
  iban: "HR1210010051863000160",
};
const setCompany = async (value: object) => await db.update(settings).set({ value }).where(eq(settings.key, "company"));
const printed = async (environment = complete) => describeStatus(await readStatus(db, environment, NOW));

test("lists every missing key and setting, and nothing once all is set and done", async () => {
  const bare = await printed(parseEnv(base));
  for (const name of Object.keys(keys)) expect(bare).toContain(name);
  for (const name of ["company.iban", "company.email", "company.vatId"]) expect(bare).toContain(name);
  await db.insert(settings).values({ key: "company", value: company });
  expect(await printed()).toBe("Nothing is waiting for you.");
  // An invalid account number turns off transfers, not the shop.
  await setCompany({ ...company, iban: "HR1210010051863000161" });
  expect(await printed()).toBe("Off\n  Bank transfer · setting company.iban");
  await setCompany(company);
  expect(await printed(parseEnv({ ...base, ...keys, PAYPAL_CLIENT_ID: "", PAYPAL_CLIENT_SECRET: "", PAYPAL_WEBHOOK_ID: "" }))).toBe(
    "Off\n  PayPal · set PAYPAL_CLIENT_ID, PAYPAL_CLIENT_SECRET, PAYPAL_WEBHOOK_ID",
  );
});

test("lists everything that waits for staff, without any customer's address", async () => {
  const order = await orderWithMail(db, ago(60), { paymentMethod: "bank_transfer" });
  await client`update orders set expires_at = ${ago(21).toISOString()}`;
  await db.update(outboxMessages).set({ failedAt: ago(5), tries: 7, lastError: "resend: 422 validation_error" });
  const waiting = { kind: "payment_received", recipient: order.email, orderId: order.id };
  await db.insert(outboxMessages).values([
    { ...waiting, dedupeKey: "due", nextTryAt: ago(1) },
    { ...waiting, dedupeKey: "later", nextTryAt: ago(-9), tries: 2, lastError: "resend: 500" },
  ]);
  await db.insert(alerts).values([
    { kind: "disputed", orderId: order.id, dedupeKey: "disputed:1", data: { amountCents: 1234 }, createdAt: ago(3) },
    { kind: "bad_signatures", dedupeKey: "bad_signatures:1", createdAt: ago(4), resolvedAt: NOW },
  ]);
  const [attempt] = await db
    .insert(paymentAttempts)
    .values({ orderId: order.id, provider: "stripe", amountCents: order.totalCents, parametersHash: "x" })
    .returning();
  const [payment] = await db
    .insert(payments)
    .values({
      orderId: order.id,
      attemptId: attempt?.id,
      provider: "stripe",
      providerRef: "ch_1",
      amountCents: cents(777),
      currency: "EUR",
      status: "review",
      capturedAt: NOW,
    })
    .returning();
  if (!payment) throw new Error("no payment was inserted");
  await db.insert(refunds).values([
    {
      orderId: order.id,
      paymentId: payment.id,
      amountCents: cents(555),
      reason: "requested",
      status: "failed",
      lastError: "expired_card",
      closedAt: NOW,
    },
    { orderId: order.id, paymentId: payment.id, amountCents: cents(556), reason: "requested", status: "succeeded", closedAt: NOW },
  ]);
  await db.insert(paymentEvents).values([
    { provider: "paypal", eventId: "WH-1", type: "PAYMENT.CAPTURE.COMPLETED", tries: 3, lastError: "ProviderUnreachable" },
    { provider: "paypal", eventId: "WH-2", type: "PAYMENT.CAPTURE.COMPLETED", tries: 1, appliedAt: NOW },
  ]);
  const text = await printed();
  const { reference } = order;
  for (const line of [
    new RegExp(`disputed · ${reference} · amountCents 1234`),
    new RegExp(`${reference} · total ${formatMoney(order.totalCents, "en")} · paid 7\\.77 EUR · stripe · ch_1`),
    new RegExp(`${reference} · €5\\.55 · failed · expired_card`),
    /paypal · PAYMENT\.CAPTURE\.COMPLETED · WH-1 · 3 tries · ProviderUnreachable/,
    new RegExp(`order_received · ${reference} · 7 tries · resend: 422 validation_error · [0-9a-f-]{36}`),
    /1 due now\n {2}1 to be tried again later/,
    new RegExp(`${reference} · since 24 Nov 2026, 12:39`),
  ])
    expect(text).toMatch(line);
  expect(text).not.toMatch(/bad_signatures|WH-2|5\.56|there may be more|@/);
});

/** An order of 55.00, with the given payment method. */
async function orderOf(paymentMethod: "cash_on_delivery" | "bank_transfer") {
  return await orderWithMail(db, ago(30), { paymentMethod });
}

test("lists the orders that wait to be packed, paid, returned or refunded", async () => {
  const toPack = await orderOf("cash_on_delivery");
  const awaited = await orderOf("bank_transfer");
  const underpaid = await orderOf("bank_transfer");
  await recordTransfer(db, underpaid.id, { amountCents: cents(1_000), entry: "part" }, byStaff(ago(20)));
  const cancelled = await orderOf("bank_transfer");
  await recordTransfer(db, cancelled.id, { amountCents: cents(5_500), entry: "whole" }, byStaff(ago(20)));
  await cancelPlacedOrder(db, cancelled.id, { reason: "customer", note: "" }, byCustomer(ago(10)));
  const sent = await orderOf("cash_on_delivery");
  await shipOrder(db, sent.id, { carrier: "GLS", trackingNumber: "1", lines: [{ position: 1, quantity: 1 }] }, byStaff(ago(9)));
  const id = returnIdSchema.parse(crypto.randomUUID());
  const request = {
    id,
    kind: "withdrawal",
    name: "Ana Babić",
    email: sent.email,
    reason: "",
    lines: [{ position: 1, quantity: 1 }],
  } as const;
  const declared = await requestReturn(db, sent.id, request, byCustomer(ago(8)));
  if (!declared.ok) throw new Error(declared.error);

  const line = (reference: string, rest: string) => new RegExp(`^  ${reference} · ${rest}$`, "m");
  const text = await printed();
  expect(text).toMatch(/^Orders to pack: 2$/m);
  expect(text).toMatch(line(toPack.reference, "since 24 Nov 2026, 12:30"));
  expect(text).toMatch(line(sent.reference, "since 24 Nov 2026, 12:30 · partly sent"));
  expect(text).toMatch(line(sent.reference, "withdrawal · to be decided · requested on 24 Nov 2026, 12:52 · refund by 8 Dec 2026"));
  expect(text).toMatch(line(cancelled.reference, "€55\\.00 · the customer has named no account yet"));
  expect(text).toMatch(line(underpaid.reference, "total €55\\.00 · paid €10\\.00 · held until 1 Dec 2026, 12:30"));
  expect(text).toMatch(/^Expected transfers: 2$/m);
  expect(text).toMatch(line(awaited.reference, "€55\\.00 · held until 1 Dec 2026, 12:30"));

  await saveRefundIban(db, cancelled.id, "HR1210010051863000160", byCustomer(ago(9)));
  await approveReturn(db, declared.value, byStaff(ago(5)));
  await receiveReturn(db, declared.value, byStaff(ago(4)));
  const later = await printed();
  expect(later).toMatch(line(cancelled.reference, "€55\\.00 · to HR12 1001 0051 8630 0016 0 · from 26 Nov 2026, \\d\\d:\\d\\d"));
  expect(later).toMatch(line(sent.reference, "withdrawal · to be refunded · requested on 24 Nov 2026, 12:52 · refund by 8 Dec 2026"));
});

test("shows that a long list may continue", async () => {
  await db
    .insert(alerts)
    .values(Array.from({ length: 25 }, (_, index) => ({ kind: "disputed" as const, dedupeKey: `disputed:many-${index}` })));
  expect((await printed()).match(/· disputed/g)).toHaveLength(20);
  expect(await printed()).toMatch(/^Alerts: \d\d$/m);
  expect(await printed()).toContain("there may be more");
});
