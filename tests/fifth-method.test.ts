import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";

import { payments, refunds } from "@/db/schema/payments";
import { outboxMessages } from "@/db/schema/shop";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { placeOrder } from "@/lib/checkout/place-order";
import { quoteCart } from "@/lib/checkout/quote-cart";
import { parseEnv } from "@/lib/core/env";
import type { OrderId } from "@/lib/core/ids";
import { composeMail, currentFacts } from "@/lib/mail/compose-mail";
import { readStatus } from "@/lib/operations/status";
import { isOnline, onlineMethodSchema, paymentMethodSchema } from "@/lib/payments/methods";
import { providerScripts, providerSources } from "@/lib/payments/providers";
import { findOrderPayment } from "@/lib/payments/queries";
import { refundOrder } from "@/lib/refunds/refund-order";
import { receiveEvent } from "@/lib/settlement/receive-event";
import { startPayment } from "@/lib/settlement/start-payment";
import { describeStatus } from "@/scripts/status-words";
import { byCustomer, byStaff } from "./factories/actors";
import { checkoutInput } from "./factories/checkout";
import { payWithBeans } from "./factories/made-up-provider";
import { getOrder, startedRef } from "./factories/orders";

// Only the registry and the method's name in words contain the fifth method.
vi.mock("@/lib/payments/registry", async (importOriginal) => {
  const { METHODS } = await importOriginal<typeof import("@/lib/payments/registry")>();
  const { beans } = await import("./factories/made-up-provider");
  return { METHODS: { ...METHODS, beans } };
});
vi.mock("@/messages/en/common", async (importOriginal) => {
  const { common } = await importOriginal<typeof import("@/messages/en/common")>();
  return { common: { ...common, paymentMethod: { ...common.paymentMethod, beans: "Magic beans" } } };
});

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const method = onlineMethodSchema.parse("beans");
let cartId: Awaited<ReturnType<typeof createCart>>;
let orderId: OrderId;

beforeAll(async () => {
  const variant = await createVariant(db, { onHand: 5 });
  cartId = await createCart(db, [{ variantId: variant.id, quantity: 2 }]);
});

async function mailOf(kind: string) {
  const [message] = await db
    .select()
    .from(outboxMessages)
    .where(and(eq(outboxMessages.orderId, orderId), eq(outboxMessages.kind, kind)));
  if (!message) throw new Error(`no mail ${kind}`);
  return (await composeMail(db, message, await currentFacts(db, message))).text.replaceAll(/\s+/g, " ");
}

test("a fifth method is offered, and its order is placed with the method's own stock hold", async () => {
  const quoted = await quoteCart(db, cartId, { country: "HR", shippingMethod: "standard" }, now);
  expect(quoted.paymentMethods).toContain("beans");
  const placed = await placeOrder(
    db,
    await checkoutInput(db, cartId, now, { paymentMethod: paymentMethodSchema.parse("beans") }),
    byCustomer(now),
  );
  if (!placed.ok) throw new Error(placed.error);
  orderId = placed.value.id;
  expect(await getOrder(db, orderId)).toMatchObject({
    paymentMethod: "beans",
    online: true,
    status: "pending",
    expiresAt: new Date("2026-11-24T10:10:00Z"),
  });
  expect(await mailOf("order_received")).toContain("24 Nov 2026, 11:10");
});

test("it is paid through its provider, and the provider's event settles the order", async () => {
  const ref = await startedRef(db, orderId, method, now);
  expect(await startPayment(db, orderId, method, now)).toEqual({ ok: true, value: { method: "beans", clientSecret: `secret-${ref}` } });
  expect(await findOrderPayment(db, orderId)).toMatchObject({ openMethod: "beans", status: "unpaid" });
  payWithBeans(ref);
  const event = { body: ref, headers: { "x-beans": "magic" } };
  expect(await receiveEvent(db, "beanstalk", { ...event, headers: {} }, now)).toBe("bad_signature");
  expect(await receiveEvent(db, "beanstalk", event, now)).toBe("received");
  expect(await getOrder(db, orderId)).toMatchObject({ status: "confirmed", paymentMethod: "beans" });
  expect(await db.select().from(payments).where(eq(payments.orderId, orderId))).toMatchObject([
    { provider: "beanstalk", providerRef: `paid-${ref}`, status: "captured" },
  ]);
  expect(await mailOf("payment_received")).toContain("packing");
});

test("its refund is sent through its provider at once", async () => {
  const refunded = await refundOrder(
    db,
    orderId,
    { what: { kind: "whole" }, restock: true, note: "", iban: null },
    byStaff(new Date("2026-11-24T11:00:00Z")),
  );
  expect(refunded.ok).toBe(true);
  expect(await db.select({ status: refunds.status }).from(refunds).where(eq(refunds.orderId, orderId))).toEqual([{ status: "succeeded" }]);
  expect((await findOrderPayment(db, orderId)).status).toBe("refunded");
  expect(await mailOf("refunded")).toContain("original payment method");
});

test("payment pages load its script, and the status names its missing settings", async () => {
  expect(isOnline("beans")).toBe(true);
  expect(providerScripts()).toMatchObject({ beans: { publicKey: "bean-key", address: null } });
  expect(providerSources().frames).toContain("https://beans.example");
  const environment = {
    DATABASE_URL: "postgres://shop@127.0.0.1/shop",
    APP_SECRET: "only-for-tests-on-loopback",
    CRON_SECRET: "scheduler-of-tests",
  };
  const bare = parseEnv({ ...environment, SITE_URL: "http://beanless.localhost" });
  expect(describeStatus(await readStatus(db, bare, now))).toContain("Magic beans · set BEANS_KEY");
});
