import { randomUUID } from "node:crypto";
import { and, asc, eq, isNull } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { stockNotifications, variants } from "@/db/schema/catalog";
import { orderLines } from "@/db/schema/orders";
import { paymentAttempts, refunds } from "@/db/schema/payments";
import { returns } from "@/db/schema/returns";
import { outboxMessages, settings } from "@/db/schema/shop";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { chainAudit } from "@/lib/audit/chain-audit";
import { mailAuditHead } from "@/lib/audit/mail-audit-head";
import { findAuditHead } from "@/lib/audit/verify-audit";
import { writeAudit } from "@/lib/audit/write-audit";
import { invitationToken, inviteStaff } from "@/lib/auth/invitations";
import { paymentReferenceForms } from "@/lib/bank-slips/references";
import { notifyBackInStock } from "@/lib/catalog/notify-back-in-stock";
import { placeOrder } from "@/lib/checkout/place-order";
import { formatDate, formatDateTime, formatIban, formatMoney } from "@/lib/core/format";
import { invitationIdSchema, type OrderId, returnIdSchema } from "@/lib/core/ids";
import { cents, multiplyCents, ZERO } from "@/lib/core/money";
import { deliverShipment } from "@/lib/fulfilment/deliver-shipment";
import { shipOrder } from "@/lib/fulfilment/ship-order";
import { writeTrackingLink } from "@/lib/orders/request-tracking";
import { MESSAGE_KINDS } from "@/lib/outbox/kinds";
import { cancelPlacedOrder } from "@/lib/refunds/cancel-placed-order";
import { refundOrder } from "@/lib/refunds/refund-order";
import { markTransferred, saveRefundIban } from "@/lib/refunds/transfer-refund";
import { approveReturn } from "@/lib/returns/approve-return";
import { closeReturn } from "@/lib/returns/close-return";
import { rejectReturn } from "@/lib/returns/reject-return";
import { type ReturnRequest, requestReturn } from "@/lib/returns/request-return";
import { recordPayment } from "@/lib/settlement/record-payment";
import { recordTransfer } from "@/lib/settlement/record-transfer";
import { byCustomer, byStaff } from "@/tests/factories/actors";
import { checkoutInput } from "@/tests/factories/checkout";
import { squeezed, visible } from "@/tests/factories/mail";
import { getOrder } from "@/tests/factories/orders";
import { createMember } from "@/tests/factories/staff";
import { composeMail, currentFacts } from "./compose-mail";

const { db } = await testDatabase();
const now = new Date("2026-11-24T22:59:00Z");
const IBAN = "HR1210010051863000160";
const company = {
  name: "Earthman",
  address: "Obala 1",
  postalCode: "21000",
  city: "Split",
  email: "staff@shop.example",
  phone: "",
  vatId: "HR12345678903",
  register: "",
  iban: IBAN,
  bic: "",
};

beforeAll(async () => {
  await db.insert(settings).values([
    { key: "company", value: company },
    { key: "notifications", value: { highValueCents: 12_000, bulkUnits: 4 } },
  ]);
});

/** Orders three of five shirts at 33.33 and one pair of socks at 25.00, with delivery: 129.99 in all, by transfer unless set. */
async function place(paymentMethod: "bank_transfer" | "cash_on_delivery" = "bank_transfer"): Promise<OrderId> {
  const shirt = await createVariant(db, { onHand: 5, lowStockThreshold: 3, priceCents: cents(3_333) });
  const socks = await createVariant(db);
  const cartId = await createCart(db, [
    { variantId: shirt.id, quantity: 3 },
    { variantId: socks.id, quantity: 1 },
  ]);
  const placed = await placeOrder(db, await checkoutInput(db, cartId, now, { paymentMethod, note: "Ring twice." }), byCustomer(now));
  if (!placed.ok) throw new Error(placed.error);
  return placed.value.id;
}

const pay = (id: OrderId) => recordTransfer(db, id, { amountCents: cents(12_999), entry: id }, byStaff(now));

async function declare(id: OrderId, kind: ReturnRequest["kind"], position: number) {
  const lines = [{ position, quantity: 1 }];
  const request = {
    id: returnIdSchema.parse(crypto.randomUUID()),
    kind,
    name: "Ana Babić",
    email: "ana@example.com",
    reason: "It is torn.",
    lines,
  };
  const declared = await requestReturn(db, id, request, byCustomer(now));
  if (!declared.ok) throw new Error(declared.error);
  return declared.value;
}

/** Composes the only mail of this kind about an order, as it would be sent now. */
async function mailOf(orderId: OrderId, kind: string) {
  const rows = await db
    .select()
    .from(outboxMessages)
    .where(and(eq(outboxMessages.orderId, orderId), eq(outboxMessages.kind, kind)));
  const [message] = rows;
  if (!message || rows.length > 1) throw new Error(`${rows.length} mails ${kind}`);
  return { message, ...(await composeMail(db, message, await currentFacts(db, message))) };
}

async function expectMail(id: OrderId, kind: string, parts: readonly string[], { recipient = "ana@example.com" } = {}) {
  const { message, subject, html, text } = await mailOf(id, kind);
  expect(message.recipient).toBe(recipient);
  expect(subject.length).toBeGreaterThan(5);
  for (const part of parts) {
    expect(squeezed(visible(html)), `${kind}, HTML`).toContain(squeezed(part));
    expect(squeezed(text), `${kind}, text`).toContain(squeezed(part));
  }
}

const linesOf = async (id: OrderId) =>
  await db.select().from(orderLines).where(eq(orderLines.orderId, id)).orderBy(asc(orderLines.position));

/** Returns the texts that every mail with the whole order contains. */
async function wholeOrder(id: OrderId): Promise<string[]> {
  const order = await getOrder(db, id);
  const lines = await linesOf(id);
  return [
    order.reference,
    ...lines.map(({ name, quantity, unitPriceCents }) => {
      const price = formatMoney(multiplyCents(unitPriceCents, quantity), "en");
      return `${name} ${quantity === 1 ? "1 item" : `${quantity} items`} ${price}`;
    }),
    `Subtotal ${formatMoney(order.subtotalCents, "en")}`,
    `Delivery ${formatMoney(order.shippingCents, "en")}`,
    `Total ${formatMoney(order.totalCents, "en")}`,
    ...order.vatByRate.map(({ rateBasisPoints, vatCents }) => `Including VAT ${rateBasisPoints / 100}% ${formatMoney(vatCents, "en")}`),
  ];
}

const toStaff = { recipient: company.email };

test("a new order is mailed to its customer, and to staff as new, high in value, bulk or low on stock", async () => {
  const id = await place();
  const order = await getOrder(db, id);
  const [shirt] = await linesOf(id);
  const { rf, hr00 } = paymentReferenceForms(order.paymentReference);
  const due = order.expiresAt ?? now;
  const bank = [`IBAN ${formatIban(IBAN)}`, `Amount €129.99`, `Reference ${rf}`, `In Croatia ${hr00}`, `Pay by ${formatDate(due, "en")}`];
  const law = ["Delivery address", "Ana Babić", "Ilica 1", "10000 Zagreb, Croatia", "Your right of withdrawal", "Withdrawal form"];
  await expectMail(id, "order_received", [...(await wholeOrder(id)), ...bank, ...law]);
  const customer = ["Ring twice.", "Ana Babić", "Ilica 1", "10000 Zagreb, HR", order.email, order.phone];
  await expectMail(id, "staff_new_order", [...(await wholeOrder(id)), ...customer, "Bank transfer."], toStaff);
  await expectMail(id, "staff_high_value", [...(await wholeOrder(id)), "over €120.00"], toStaff);
  await expectMail(id, "staff_bulk_order", [...(await wholeOrder(id)), "Bulk order: 4 items."], toStaff);
  await expectMail(id, "staff_low_stock", [shirt?.sku ?? "", shirt?.name ?? "", "Can still be sold 2 items", "at 3 or fewer"], toStaff);
  await expectMail(id, "order_received", ["Pay by"]);
  const { pictures, html } = await mailOf(id, "order_received");
  expect(html).toContain('src="cid:sepa-qr"');
  expect(pictures).toMatchObject([{ name: "sepa-qr", type: "image/png", base64: expect.stringMatching(/^iVBORw0KGgo/) }]);
  await pay(id);
  await expectMail(id, "payment_received", [...(await wholeOrder(id)), "We’ve received €129.99"]);
});

test("each shipment is mailed with its items and tracking link, and the delivery once for the whole order", async () => {
  const id = await place();
  await pay(id);
  const [shirt, socks] = await linesOf(id);
  const first = await shipOrder(db, id, { carrier: "GLS", trackingNumber: "123 456", lines: [{ position: 1, quantity: 2 }] }, byStaff(now));
  if (!first.ok) throw new Error(first.error);
  await expectMail(id, "shipped", ["GLS", "123 456", `${shirt?.name} 2 items`, "The rest will follow", "Ana Babić, Ilica 1, 10000 Zagreb"]);
  const { html, text } = await mailOf(id, "shipped");
  for (const part of [html, text]) {
    expect(part).toContain("/parcel-tracking/?match=123456");
    expect(part).not.toContain(socks?.name);
  }
  await db
    .update(outboxMessages)
    .set({ kind: "shipped_first" })
    .where(eq(outboxMessages.dedupeKey, `shipped:${first.value}`));
  const second = await shipOrder(db, id, { carrier: "Bicycle", trackingNumber: "" }, byStaff(now));
  if (!second.ok) throw new Error(second.error);
  await expectMail(id, "shipped", [
    "Bicycle",
    `${shirt?.name} 1 item`,
    `${socks?.name} 1 item`,
    "Everything in your order has now shipped",
  ]);
  await deliverShipment(db, first.value, byStaff(now));
  await expect(mailOf(id, "delivered")).rejects.toThrow("0 mails");
  await deliverShipment(db, second.value, byStaff(now));
  await expectMail(id, "delivered", [(await getOrder(db, id)).reference, "until the end of 8 Dec 2026"]);
});

test("a cancellation mail gives the reason and the state of the refund", async () => {
  const unpaid = await place();
  await cancelPlacedOrder(db, unpaid, { reason: "staff", note: "" }, byStaff(now));
  await expectMail(unpaid, "cancelled", [
    ...(await wholeOrder(unpaid)),
    "We had to cancel your order",
    "We haven’t received any money for it",
  ]);
  const paid = await place();
  await pay(paid);
  await cancelPlacedOrder(db, paid, { reason: "customer", note: "" }, byCustomer(now));
  await expectMail(paid, "cancelled", ["You cancelled your order", "We’re refunding €129.99 by bank transfer", "Add your bank details"]);
  const cancelled = ["The customer cancelled.", "Please don’t pack or send it", "€129.99, Bank transfer.", "Email ana@example.com"];
  await expectMail(paid, "staff_cancelled", [...(await wholeOrder(paid)), ...cancelled], toStaff);
  await saveRefundIban(db, paid, "HR1723600001101234565", byCustomer(now));
  const [refund] = await db.select().from(refunds).where(eq(refunds.orderId, paid));
  if (!refund) throw new Error("no refund");
  await expectMail(paid, "account_named", ["€129.99", "the account ending in 4565", "If you didn’t add these bank details"]);
  await markTransferred(db, refund.id, byStaff(refund.transferFrom ?? now));
  await expectMail(paid, "refunded", ["€129.99", "ending in 4565", "Your order was cancelled"]);
});

test("a refund without a bank account asks the customer for one", async () => {
  const id = await place();
  await pay(id);
  const what = { kind: "lines", lines: [{ position: 2, quantity: 1 }], shippingCents: ZERO } as const;
  await refundOrder(db, id, { what, restock: false, note: "", iban: null }, byStaff(now));
  await expectMail(id, "account_needed", ["We’re refunding €25.00", (await getOrder(db, id)).reference, "Add your bank details"]);
});

test("return and withdrawal mails name the items, the reason and the next step", async () => {
  const id = await place();
  await pay(id);
  await shipOrder(db, id, { carrier: "GLS", trackingNumber: "1" }, byStaff(now));
  const [shirt, socks] = await linesOf(id);
  const returned = await declare(id, "return", 1);
  await expectMail(id, "return_received", [`${shirt?.name} 1 item`, "You wrote: It is torn."]);
  const asked = ["A customer asks for a return.", "on 24 Nov 2026, 23:59", `${shirt?.name} 1 item`, "The customer wrote: It is torn."];
  await expectMail(id, "staff_return_requested", asked, toStaff);
  await db.update(outboxMessages).set({ kind: "return_first" }).where(eq(outboxMessages.kind, "staff_return_requested"));
  await approveReturn(db, returned, byStaff(now));
  await expectMail(id, "return_approved", [
    "We’ve approved your return.",
    "We’ll refund you once they arrive",
    `${shirt?.name} 1 item`,
    "To Earthman",
    "Address Obala 1",
    "City 21000 Split",
  ]);
  const withdrawn = await declare(id, "withdrawal", 2);
  const [row] = await db.select().from(returns).where(eq(returns.id, withdrawn));
  const time = `${formatDateTime(row?.requestedAt ?? new Date(0), "en")}, Zagreb time`;
  expect(time).toBe("24 Nov 2026, 23:59, Zagreb time");
  const { reference } = await getOrder(db, id);
  const content = ["Name Ana Babić", `Order ${reference}`, `Received ${time}`, `${socks?.name} 1 item`, "by 8 Dec 2026"];
  await expectMail(id, "withdrawal_acknowledged", content);
  const duty = [
    "A customer withdrew.",
    `Items of order ${reference} ${socks?.name} 1 item`,
    "Pay back what was paid for them by 8 Dec 2026",
  ];
  await expectMail(id, "staff_return_requested", [...duty, "Name Ana Babić"], toStaff);
  const { text } = await mailOf(id, "staff_return_requested");
  expect(text).not.toContain("haven’t left yet");
  await rejectReturn(db, withdrawn, "The seal was broken.", byStaff(now));
  await expectMail(id, "return_rejected", ["We can’t accept your withdrawal.", "The seal was broken.", `${socks?.name} 1 item`]);
});

test("an underpaid transfer's mail gives the amount missing, and the mails of an unpaid return say that nothing is owed", async () => {
  const id = await place();
  await recordTransfer(db, id, { amountCents: cents(10_000), entry: `part-${id}` }, byStaff(now));
  await expectMail(id, "payment_incomplete", [
    "We’ve received €100.00 of €129.99",
    "Amount €29.99",
    `IBAN ${formatIban(IBAN)}`,
    "Reference RF",
    "Pay by 1 Dec 2026",
  ]);
  const { message } = await mailOf(id, "payment_incomplete");
  expect((await composeMail(db, message, await currentFacts(db, message))).pictures).toHaveLength(1);

  const cash = await place("cash_on_delivery");
  await shipOrder(db, cash, { carrier: "GLS", trackingNumber: "2" }, byStaff(now));
  const withdrawn = await declare(cash, "withdrawal", 1);
  await approveReturn(db, withdrawn, byStaff(now));
  await expectMail(cash, "return_approved", ["You’ll owe nothing for them."]);
  expect((await closeReturn(db, withdrawn, { restock: true }, byStaff(now))).ok).toBe(true);
  const [shirt] = await linesOf(cash);
  await expectMail(cash, "return_closed", ["Your withdrawal is complete.", "you owe nothing for them", `${shirt?.name} 1 item`]);
});

test("a failed payment is mailed to its customer and to staff", async () => {
  const id = await place();
  const order = await getOrder(db, id);
  const [attempt] = await db
    .insert(paymentAttempts)
    .values({ orderId: id, provider: "stripe", amountCents: order.totalCents, parametersHash: "x", providerRef: "pi_1" })
    .returning();
  if (!attempt) throw new Error("no attempt was inserted");
  const seen = {
    ref: "pi_1",
    attemptId: attempt.id,
    paymentRef: null,
    amountCents: order.totalCents,
    currency: "EUR",
    declined: true,
    refunds: [],
  };
  const declined = [1, 2, 3].map((version) => ({ ...attempt, version: version - 1 }));
  for (const known of declined)
    await db.transaction(async (tx) => await recordPayment(tx, known, { seen: { ...seen, state: "open" } }, now));
  await expectMail(id, "payment_failed", [...(await wholeOrder(id)), "You weren’t charged", formatDateTime(order.expiresAt ?? now, "en")]);
  await expectMail(id, "staff_payment_failed", [...(await wholeOrder(id)), "A payment failed.", order.email], toStaff);
});

test("an alert is mailed to staff with its order, or without one", async () => {
  const id = await place();
  await recordTransfer(db, id, { amountCents: cents(20_000), entry: `much-${id}` }, byStaff(now));
  const { reference } = await getOrder(db, id);
  const figures = ["Expected €129.99", "Received €200.00", `Order ${reference}`, "Total €129.99", "Payment method Bank transfer"];
  await expectMail(id, "staff_alert", ["An order is overpaid.", ...figures, "Name Ana Babić"], toStaff);
  expect((await mailOf(id, "staff_alert")).subject).toBe(`An order is overpaid. Order ${reference}`);
  await raiseAlert(db, "unknown_payment", "pi_1", { data: { provider: "stripe", ref: "pi_1" } }, now);
  const [message] = await db.select().from(outboxMessages).where(isNull(outboxMessages.orderId));
  if (!message) throw new Error("no mail");
  const { subject, text } = await composeMail(db, message, await currentFacts(db, message));
  expect(message).toMatchObject({ recipient: company.email, locale: "en" });
  expect(subject).toBe("A payment belongs to no order.");
  for (const part of ["Payment pi_1", "Provider stripe", "once a day at most"]) expect(squeezed(text)).toContain(squeezed(part));
});

test("a requested tracking link and a product back in stock are mailed", async () => {
  const id = await place();
  const { reference, email } = await getOrder(db, id);
  await writeTrackingLink(db, { reference, email }, now);
  await expectMail(id, "tracking_link", [reference, "one hour"]);
  const variant = await createVariant(db, { onHand: 0 });
  await db.insert(stockNotifications).values({ variantId: variant.id, email: "iva@example.com" });
  await db.update(variants).set({ onHand: 1 }).where(eq(variants.id, variant.id));
  await notifyBackInStock(db, now, 10);
  const [message] = await db.select().from(outboxMessages).where(eq(outboxMessages.kind, "back_in_stock"));
  if (!message) throw new Error("no mail");
  const { subject, text } = await composeMail(db, message, await currentFacts(db, message));
  expect(message).toMatchObject({ recipient: "iva@example.com", orderId: null });
  expect(subject).toMatch(/^Product \d+ is back in stock$/);
  expect(text).toMatch(/\/products\/product-\d+/);
});

test("an invitation to the back office is mailed with its link", async () => {
  const invitation = { id: invitationIdSchema.parse(randomUUID()), email: "new@example.com", role: "support" } as const;
  await inviteStaff(db, invitation, await createMember(db, now), now);
  const [message] = await db.select().from(outboxMessages).where(eq(outboxMessages.kind, "staff_invitation"));
  if (!message) throw new Error("no mail");
  const { subject, html, text } = await composeMail(db, message, await currentFacts(db, message));
  expect(message).toMatchObject({ recipient: "new@example.com", orderId: null, locale: "en" });
  expect(subject).toBe("Test Person invites you to the back office of Earthman");
  expect(html).toContain(`/admin/invitation?token=${invitationToken(invitation.id)}"`);
  for (const part of ["Your role is support", "works once"]) expect(squeezed(text)).toContain(squeezed(part));
});

test("the end of the audit log's chain is mailed to the owners", async () => {
  const owner = await createMember(db, now);
  const subject = { kind: "order", id: "1" } as const;
  await db.transaction((tx) => writeAudit(tx, { what: "order.noted", subject, staffId: owner.id, from: "", now }));
  await chainAudit(db, now, 1000);
  await mailAuditHead(db, now);
  const head = await findAuditHead(db);
  const [message] = await db.select().from(outboxMessages).where(eq(outboxMessages.kind, "staff_audit_head"));
  if (!message || !head) throw new Error("no mail");
  const { subject: line, text } = await composeMail(db, message, await currentFacts(db, message));
  expect(line).toMatch(/^Audit log of .*: \d+ entr(y|ies)$/);
  expect(squeezed(text)).toContain(squeezed(`npm run verify -- --audit-head ${head.position}:${head.hash}`));
});

test("these tests cover every kind of mail", async () => {
  const written = await db.selectDistinct({ kind: outboxMessages.kind }).from(outboxMessages);
  expect(new Set(written.map(({ kind }) => kind))).toEqual(new Set([...MESSAGE_KINDS, "return_first", "shipped_first"]));
});
