import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { products } from "@/db/schema/catalog";
import { invoices } from "@/db/schema/invoices";
import { orderLines, orders } from "@/db/schema/orders";
import { payments, refunds } from "@/db/schema/payments";
import { settings } from "@/db/schema/shop";
import { createCart, createProduct, createVariant, testDatabase } from "@/db/testing";
import { placeOrder } from "@/lib/checkout/place-order";
import { formatMoney } from "@/lib/core/format";
import { type InvoiceId, invoiceIdSchema, type OrderId } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { issueCreditNote } from "@/lib/invoices/issue-credit-note";
import { issueInvoice } from "@/lib/invoices/issue-invoice";
import { findDocument } from "@/lib/invoices/queries";
import { lockOrder } from "@/lib/orders/lock";
import { byCustomer } from "@/tests/factories/actors";
import { checkoutInput } from "@/tests/factories/checkout";
import { printedPages, unspaced } from "@/tests/factories/invoices";
import { getOrder } from "@/tests/factories/orders";

const now = new Date("2026-11-24T12:00:00Z");
const { db } = await testDatabase();
const company = { name: "Earthman d.o.o.", address: "Vlaška 7", postalCode: "10000", city: "Zagreb", vatId: "HR12345678903" };

beforeAll(async () => {
  await db.insert(settings).values({ key: "company", value: { ...company, iban: "HR1210010051863000160" } });
});

const address = {
  firstName: "Željka",
  lastName: "Đurđević",
  address: "Ilica 1",
  address2: "",
  postalCode: "10000",
  city: "Zagreb",
  country: "HR",
};

/** Places an order of three shirts at 33.33, with delivery at 5.00, to be paid by transfer. */
async function transferOrder(): Promise<OrderId> {
  const product = await createProduct(db, { name: "Košulja od lana" });
  const variant = await createVariant(db, { productId: product.id, priceCents: cents(3333) });
  const cartId = await createCart(db, [{ variantId: variant.id, quantity: 3, seenPriceCents: cents(3333) }]);
  const buyer = { company: "Čaj i šećer j.d.o.o.", vatId: "HR98765432106", shippingAddress: address, billingAddress: address };
  const input = await checkoutInput(db, cartId, now, { ...buyer, paymentMethod: "bank_transfer" });
  const placed = await placeOrder(db, input, byCustomer(now));
  if (!placed.ok) throw new Error(placed.error);
  return placed.value.id;
}

async function issue(orderId: OrderId): Promise<void> {
  await db.transaction(async (tx) => {
    await lockOrder(tx, orderId);
    await issueInvoice(tx, orderId, now);
  });
}

async function refund(orderId: OrderId, amount: number): Promise<void> {
  const paid = { orderId, provider: "bank" as const, providerRef: crypto.randomUUID(), amountCents: cents(10_499), currency: "EUR" };
  const [payment] = await db
    .insert(payments)
    .values({ ...paid, status: "captured", capturedAt: now })
    .returning({ id: payments.id });
  if (!payment) throw new Error("no payment was inserted");
  const [row] = await db
    .insert(refunds)
    .values({ orderId, paymentId: payment.id, amountCents: cents(amount), reason: "requested", status: "succeeded", closedAt: now })
    .returning({ id: refunds.id });
  if (!row) throw new Error("no refund was inserted");
  await db.transaction((tx) => issueCreditNote(tx, row.id, now));
}

async function print(orderId: OrderId, documentId?: InvoiceId): Promise<string> {
  const document = await findDocument(db, await getOrder(db, orderId), documentId);
  return document ? (await printedPages(document)).join("") : "nothing";
}

describe("the printed document of an order", () => {
  it("is a pro forma with all transfer details while the order is unpaid, then the invoice with the order's figures", async () => {
    const orderId = await transferOrder();
    const order = await getOrder(db, orderId);
    const proForma = await print(orderId);
    for (const words of [
      "Pro forma invoice",
      "HR12 1001 0051 8630 0016 0",
      `HR00 ${order.paymentReference}`,
      "Pay by 1 Dec 2026",
      "Total to pay €104.99",
    ]) {
      expect(proForma).toContain(unspaced(words));
    }
    expect(proForma).toMatch(new RegExp(`RF\\d\\d${order.paymentReference}`));
    expect(await db.$count(invoices, eq(invoices.orderId, orderId))).toBe(0);

    await issue(orderId);
    const invoice = await print(orderId);
    const [share] = order.vatByRate;
    for (const words of [
      "Invoice 1/P1/1",
      "Čaj i šećer j.d.o.o.",
      "Željka Đurđević",
      "Košulja od lana",
      "€33.33 25% €99.99",
      `25% ${formatMoney(cents(share?.netCents ?? 0), "en")} ${formatMoney(cents(share?.vatCents ?? 0), "en")} ${formatMoney(order.totalCents, "en")}`,
      `Goods ${formatMoney(order.subtotalCents, "en")} Delivery ${formatMoney(order.shippingCents, "en")} Total ${formatMoney(order.totalCents, "en")}`,
      `Order ${order.reference}`,
    ]) {
      expect(invoice).toContain(unspaced(words));
    }
    expect(invoice).not.toContain("Proforma");
    expect(invoice).not.toContain("HR00");
  });

  it("stays the same when product, customer and company change", async () => {
    const orderId = await transferOrder();
    await issue(orderId);
    const before = await print(orderId);
    const [bought] = await db.select().from(orderLines).where(eq(orderLines.orderId, orderId));
    if (!bought?.productId) throw new Error("no line was bought");
    await db.update(products).set({ name: "Renamed" }).where(eq(products.id, bought.productId));
    await db.update(orderLines).set({ name: "Renamed" }).where(eq(orderLines.orderId, orderId));
    const renamed = { ...address, lastName: "Renamed" };
    await db.update(orders).set({ email: "new@example.com", company: "Renamed", billingAddress: renamed }).where(eq(orders.id, orderId));
    await db
      .update(settings)
      .set({ value: { name: "Renamed" } })
      .where(eq(settings.key, "company"));
    const after = await print(orderId);
    await db
      .update(settings)
      .set({ value: { ...company, iban: "HR1210010051863000160" } })
      .where(eq(settings.key, "company"));
    expect(after).toBe(before);
    expect(after).not.toContain("Renamed");
  });

  it("is a credit note if one of the order's own is requested, and missing for another order's", async () => {
    const [orderId, other] = [await transferOrder(), await transferOrder()];
    await issue(orderId);
    await refund(orderId, 1250);
    const issued = await db.select().from(invoices).where(eq(invoices.orderId, orderId));
    const [invoice, note] = [issued.find(({ kind }) => kind === "invoice"), issued.find(({ kind }) => kind === "credit_note")];
    const printed = await print(orderId, note?.id);
    for (const words of [
      `Credit note ${note?.number}/P1/1`,
      `Corrects invoice ${invoice?.number}/P1/1 of 24 Nov 2026`,
      "Refund 1 €12.50 25% €12.50",
      "25% €10.00 €2.50 €12.50",
      "Total credited €12.50",
    ]) {
      expect(printed).toContain(unspaced(words));
    }
    expect(await print(other, note?.id)).toBe("nothing");
    expect(await print(orderId, invoiceIdSchema.parse(crypto.randomUUID()))).toBe("nothing");
    expect(await print(orderId)).toContain(`Invoice${invoice?.number}/P1/1`);
  });

  it("is missing for an order cancelled before it was paid", async () => {
    const orderId = await transferOrder();
    await db.update(orders).set({ status: "cancelled", cancelledAt: now, cancelReason: "customer" }).where(eq(orders.id, orderId));
    expect(await print(orderId)).toBe("nothing");
  });
});
