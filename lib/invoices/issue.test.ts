import { asc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { invoices } from "@/db/schema/invoices";
import { orders } from "@/db/schema/orders";
import type { RefundReason } from "@/db/schema/payments";
import { payments, refunds } from "@/db/schema/payments";
import { settings } from "@/db/schema/shop";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { placeOrder } from "@/lib/checkout/place-order";
import type { OrderId, PaymentId, RefundId } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { cancelOrder } from "@/lib/fulfilment/cancel-order";
import { lockOrder } from "@/lib/orders/lock";
import type { RefundLine } from "@/lib/pricing/line-refund";
import { markTransferred } from "@/lib/refunds/transfer-refund";
import { recordTransfer } from "@/lib/settlement/record-transfer";
import { byCustomer, byStaff } from "@/tests/factories/actors";
import { checkoutInput, openForTransfers } from "@/tests/factories/checkout";
import { issueCreditNote } from "./issue-credit-note";
import { issueInvoice } from "./issue-invoice";

const now = new Date("2026-11-24T12:00:00Z");
const { db, client } = await testDatabase();

beforeAll(() => openForTransfers(db));

/** Places an order of two items at 25.00 and one at 19.99, with delivery at 5.00: 74.99, awaiting its transfer. */
async function orderOfTwo(): Promise<OrderId> {
  const [one, other] = [await createVariant(db), await createVariant(db, { priceCents: cents(1999) })];
  const cartId = await createCart(db, [
    { variantId: one.id, quantity: 2 },
    { variantId: other.id, quantity: 1, seenPriceCents: cents(1999) },
  ]);
  const placed = await placeOrder(db, await checkoutInput(db, cartId, now, { paymentMethod: "bank_transfer" }), byCustomer(now));
  if (!placed.ok) throw new Error(placed.error);
  return placed.value.id;
}

async function invoice(orderId: OrderId, at = now): Promise<void> {
  await db.transaction(async (tx) => {
    await lockOrder(tx, orderId);
    await issueInvoice(tx, orderId, at);
  });
}

async function credit(refundId: RefundId, at = now): Promise<void> {
  await db.transaction((tx) => issueCreditNote(tx, refundId, at));
}

type NewRefund = { amount: number; lines?: RefundLine[]; shipping?: number; reason?: RefundReason };

async function pay(orderId: OrderId, amount = 7499): Promise<PaymentId> {
  const paid = { orderId, provider: "bank" as const, providerRef: crypto.randomUUID(), amountCents: cents(amount), currency: "EUR" };
  const [payment] = await db
    .insert(payments)
    .values({ ...paid, status: "captured", capturedAt: now })
    .returning({ id: payments.id });
  if (!payment) throw new Error("no payment was inserted");
  return payment.id;
}

/** Inserts a succeeded refund of the order's first payment unless another is given, paying the order first if it has none. */
async function refund(
  orderId: OrderId,
  { amount, lines = [], shipping = 0, reason = "requested" }: NewRefund,
  payment?: PaymentId,
): Promise<RefundId> {
  const [known] = await db.select({ id: payments.id }).from(payments).where(eq(payments.orderId, orderId));
  const paymentId = payment ?? known?.id ?? (await pay(orderId));
  const [row] = await db
    .insert(refunds)
    .values({
      orderId,
      paymentId,
      amountCents: cents(amount),
      lines,
      shippingCents: cents(shipping),
      reason,
      status: "succeeded",
      closedAt: now,
    })
    .returning({ id: refunds.id });
  if (!row) throw new Error("no refund was inserted");
  return row.id;
}

const listOf = (orderId: OrderId) => db.select().from(invoices).where(eq(invoices.orderId, orderId)).orderBy(asc(invoices.number));
const contentsOf = async (orderId: OrderId) => (await listOf(orderId)).map(({ content }) => content);

describe("an invoice", () => {
  it("has the order's lines and figures", async () => {
    const orderId = await orderOfTwo();
    await invoice(orderId);
    const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
    const [content] = await contentsOf(orderId);
    expect(content).toMatchObject({
      seller: { name: "Earthman", iban: "HR1210010051863000160" },
      orderReference: order?.reference,
      lines: [
        { position: 1, quantity: 2, unitPriceCents: 2500, discountCents: 0, paidCents: 5000, vatRateBasisPoints: 2500 },
        { position: 2, quantity: 1, unitPriceCents: 1999, discountCents: 0, paidCents: 1999, vatRateBasisPoints: 2500 },
      ],
      shippingCents: 500,
      totalCents: 7499,
      vatByRate: order?.vatByRate,
      export: false,
      corrects: null,
    });
  });

  it("is issued once for each order, with one number", async () => {
    const orderId = await orderOfTwo();
    await invoice(orderId);
    const [first] = await listOf(orderId);
    await invoice(orderId);
    expect(await listOf(orderId)).toEqual([first]);
    const next = await orderOfTwo();
    await invoice(next);
    expect((await listOf(next))[0]?.number).toBe((first?.number ?? 0) + 1);
  });

  it("belongs to the year in Zagreb, and is numbered from 1 for each year, premises and device", async () => {
    const [newYear, other] = [await orderOfTwo(), await orderOfTwo()];
    await invoice(newYear, new Date("2029-12-31T23:30:00Z"));
    expect(await listOf(newYear)).toMatchObject([{ year: 2030, number: 1, premises: "P1", device: "1" }]);
    await db.insert(settings).values({ key: "invoices", value: { premises: "WEB", device: "2" } });
    await invoice(other, new Date("2030-01-01T10:00:00Z"));
    await db.delete(settings).where(eq(settings.key, "invoices"));
    expect(await listOf(other)).toMatchObject([{ year: 2030, number: 1, premises: "WEB", device: "2" }]);
  });

  it("reuses the number of a failed transaction", async () => {
    const [failing, next] = [await orderOfTwo(), await orderOfTwo()];
    const before = await lastNumber();
    await expect(
      db.transaction(async (tx) => {
        await issueInvoice(tx, failing, now);
        throw new Error("the provider's answer was lost");
      }),
    ).rejects.toThrow("lost");
    await invoice(next);
    expect((await listOf(next))[0]?.number).toBe(before + 1);
    expect(await listOf(failing)).toEqual([]);
  });

  it("can neither be changed nor deleted", async () => {
    const orderId = await orderOfTwo();
    await invoice(orderId);
    await expect(client`update invoices set number = 9999 where order_id = ${orderId}`).rejects.toThrow();
    await expect(client`update invoices set content = '{}' where order_id = ${orderId}`).rejects.toThrow();
    await expect(client`delete from invoices where order_id = ${orderId}`).rejects.toThrow();
    expect(await listOf(orderId)).toHaveLength(1);
  });
});

it("issues 50 numbers without gaps or duplicates to concurrent workers, some failing first and some orders cancelled", async () => {
  const waiting: OrderId[] = [];
  for (let count = 0; count < 60; count += 1) waiting.push(await orderOfTwo());
  const before = await lastNumber();
  const confirmOne = async (orderId: OrderId, index: number) => {
    if (index % 6 === 0) {
      const cancelled = { reason: "customer", note: "" } as const;
      expect(await db.transaction((tx) => cancelOrder(tx, orderId, cancelled, byCustomer(now)))).toBe(true);
    } else if (index % 6 === 1) {
      const failing = db.transaction(async (tx) => {
        await lockOrder(tx, orderId);
        await issueInvoice(tx, orderId, now);
        throw new Error("crashed");
      });
      await expect(failing).rejects.toThrow("crashed");
    }
    const transfer = { amountCents: cents(7499), entry: `twice ${orderId}` };
    await Promise.all([recordTransfer(db, orderId, transfer, byStaff(now)), recordTransfer(db, orderId, transfer, byStaff(now))]);
  };
  const queue = [...waiting.entries()];
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await confirmOne(next[1], next[0]);
    }),
  );
  const issued = await Promise.all(waiting.map(listOf));
  expect(issued.map((documents) => documents.length)).toEqual(waiting.map((_, index) => (index % 6 === 0 ? 0 : 1)));
  const numbers = issued.flat().map(({ number }) => number);
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => before + 1 + index));
});

async function lastNumber(): Promise<number> {
  const [row] = await client<
    { last: number }[]
  >`select coalesce(max(number), 0) as last from invoices where year = 2026 and premises = 'P1'`;
  return row?.last ?? 0;
}

describe("a credit note", () => {
  it("has the next number of the same series, and names the lines, the delivery and the invoice it corrects", async () => {
    const orderId = await orderOfTwo();
    await invoice(orderId);
    const lines = [{ position: 1, quantity: 1, amountCents: cents(2500) }];
    const refundId = await refund(orderId, { amount: 3000, lines, shipping: 500 });
    await credit(refundId);
    await credit(refundId);
    const [issued, note, ...more] = await listOf(orderId);
    expect(more).toEqual([]);
    expect(note).toMatchObject({ kind: "credit_note", refundId, number: (issued?.number ?? 0) + 1 });
    expect(note?.content).toMatchObject({
      lines: [{ ...issued?.content.lines[0], quantity: 1, paidCents: 2500 }],
      shippingCents: 500,
      totalCents: 3000,
      vatByRate: [{ rateBasisPoints: 2500, netCents: 2400, vatCents: 600 }],
      corrects: { number: `${issued?.number}/P1/1`, issuedAt: now.toISOString() },
    });
  });

  it("names the seller as on the invoice, even after the company is renamed", async () => {
    const orderId = await orderOfTwo();
    await invoice(orderId);
    await db
      .update(settings)
      .set({ value: { name: "Renamed" } })
      .where(eq(settings.key, "company"));
    await credit(await refund(orderId, { amount: 100 }));
    await db
      .update(settings)
      .set({ value: { iban: "HR1210010051863000160" } })
      .where(eq(settings.key, "company"));
    const [issued, note] = await contentsOf(orderId);
    expect(note?.seller).toEqual(issued?.seller);
  });

  it("is not issued without an invoice, nor for a duplicate payment or overpayment", async () => {
    const orderId = await orderOfTwo();
    await credit(await refund(orderId, { amount: 7499 }));
    expect(await listOf(orderId)).toEqual([]);
    const twice = await orderOfTwo();
    await invoice(twice);
    const [first, second] = [await pay(twice), await pay(twice, 7599)];
    await credit(await refund(twice, { amount: 7499, reason: "duplicate" }, first));
    await credit(await refund(twice, { amount: 100 }, second));
    expect(await listOf(twice)).toHaveLength(1);
  });

  it("is issued once for a refund repeated after a late failure", async () => {
    const orderId = await orderOfTwo();
    await invoice(orderId);
    const bounced = await refund(orderId, { amount: 3000 });
    await credit(bounced);
    await db.update(refunds).set({ status: "failed" }).where(eq(refunds.id, bounced));
    await credit(await refund(orderId, { amount: 3000 }));
    expect((await contentsOf(orderId)).slice(1).map((note) => note.totalCents)).toEqual([3000]);
  });

  it("credits a cancelled order's whole invoice, paid or not, and its refund adds nothing", async () => {
    for (const paid of [false, true]) {
      const orderId = await orderOfTwo();
      if (paid) await recordTransfer(db, orderId, { amountCents: cents(7499), entry: orderId }, byStaff(now));
      else await invoice(orderId);
      const by = { reason: "staff", note: "" } as const;
      expect(await db.transaction((tx) => cancelOrder(tx, orderId, by, byStaff(now)))).toBe(true);
      for (const { id } of await db.select({ id: refunds.id }).from(refunds).where(eq(refunds.orderId, orderId))) {
        await db.update(refunds).set({ iban: "HR1210010051863000160" }).where(eq(refunds.id, id));
        expect((await markTransferred(db, id, byStaff(now))).ok).toBe(true);
      }
      const [issued, note, ...more] = await contentsOf(orderId);
      expect(more).toEqual([]);
      expect(note).toMatchObject({ ...issued, corrects: { issuedAt: now.toISOString() } });
    }
  });

  it("credits no more than the invoice", async () => {
    const orderId = await orderOfTwo();
    await invoice(orderId);
    await pay(orderId, 9000);
    for (const amount of [8000, 999, 1]) await credit(await refund(orderId, { amount }));
    const [issued, ...notes] = await contentsOf(orderId);
    // Of the first 80.00, 15.01 was never invoiced.
    expect(notes.map((note) => note.totalCents)).toEqual([6499, 999, 1]);
    expect(notes.reduce((total, note) => total + (note.vatByRate[0]?.vatCents ?? 0), 0)).toBe(issued?.vatByRate[0]?.vatCents);
  });
});
