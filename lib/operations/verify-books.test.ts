import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { variants } from "@/db/schema/catalog";
import { orders } from "@/db/schema/orders";
import { alerts, payments } from "@/db/schema/payments";
import { coupons } from "@/db/schema/promotions";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { chainAudit } from "@/lib/audit/chain-audit";
import { writeAudit } from "@/lib/audit/write-audit";
import { placeOrder } from "@/lib/checkout/place-order";
import { cents } from "@/lib/core/money";
import { shipOrder } from "@/lib/fulfilment/ship-order";
import { recordCash } from "@/lib/settlement/record-transfer";
import { byCustomer, byStaff } from "@/tests/factories/actors";
import { checkoutInput } from "@/tests/factories/checkout";
import { BOOKS, type Book } from "./books";
import { rebuildLists } from "./rebuild-lists";
import { readDifferences, verifyBooks } from "./verify-books";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");

async function placed() {
  const shirt = await createVariant(db, { onHand: 5 });
  const cartId = await createCart(db, [{ variantId: shirt.id, quantity: 2 }]);
  const outcome = await placeOrder(db, await checkoutInput(db, cartId, now), byCustomer(now));
  if (!outcome.ok) throw new Error(outcome.error);
  return { id: outcome.value.id, variantId: shirt.id };
}

async function soldAndPaid() {
  const order = await placed();
  await shipOrder(db, order.id, { carrier: "GLS", trackingNumber: "1" }, byStaff(now));
  await recordCash(db, order.id, cents(5500), byStaff(now));
  return order;
}

const differing = async () => (await readDifferences(db)).filter(({ differences }) => differences > 0).map(({ book }) => book);

it("finds no difference in books that only commands have written", async () => {
  await soldAndPaid();
  await placed();
  expect((await readDifferences(db)).map(({ book }) => book)).toEqual(Object.keys(BOOKS));
  expect(await differing()).toEqual([]);
});

/** Each breaks one book by hand and puts it right again. */
const BREACHES: Record<Book, { breaks: () => Promise<unknown>; mends: () => Promise<unknown> }> = await (async () => {
  const { id, variantId } = await soldAndPaid();
  const open = await placed();
  const [coupon] = await db.insert(coupons).values({ code: "TEN", kind: "percentage", value: 10 }).returning();
  const document = (change: string) => async () => {
    await db.execute(sql`alter table invoices disable trigger user`);
    await db.execute(sql`update invoices set ${sql.raw(change)} where order_id = ${id}`);
    await db.execute(sql`alter table invoices enable trigger user`);
  };
  const subject = { kind: "order", id } as const;
  await db.transaction((tx) => writeAudit(tx, { what: "order.shipped", subject, staffId: null, from: "", now }, { after: 1 }));
  await chainAudit(db, now, 10);
  const audited = (table: string, column: string, value: string) => async () => {
    await db.execute(sql.raw(`alter table ${table} disable trigger user`));
    await db.execute(sql.raw(`update ${table} set "${column}" = ${value}`));
    await db.execute(sql.raw(`alter table ${table} enable trigger user`));
  };
  const [last] = await db.execute<{ number: number }>(sql`select number from invoices where order_id = ${id}`);
  return {
    stock: {
      breaks: async () => await db.update(variants).set({ onHand: sql`on_hand + 1` }).where(eq(variants.id, variantId)),
      mends: async () => await db.update(variants).set({ onHand: sql`on_hand - 1` }).where(eq(variants.id, variantId)),
    },
    reservations: {
      breaks: async () => await db.update(orders).set({ status: "shipped" }).where(eq(orders.id, open.id)),
      mends: async () => await db.update(orders).set({ status: "confirmed" }).where(eq(orders.id, open.id)),
    },
    orders: {
      breaks: async () => await db.execute(sql`update order_lines set unit_price_cents = unit_price_cents + 1 where order_id = ${open.id}`),
      mends: async () => await db.execute(sql`update order_lines set unit_price_cents = unit_price_cents - 1 where order_id = ${open.id}`),
    },
    invoice_numbers: { breaks: document("number = number + 7"), mends: document(`number = ${last?.number}`) },
    invoice_amounts: {
      breaks: document(`content = jsonb_set(content, '{totalCents}', '5501')`),
      mends: document(`content = jsonb_set(content, '{totalCents}', '5500')`),
    },
    credit_notes: { breaks: document("kind = 'credit_note'"), mends: document("kind = 'invoice'") },
    payments: {
      breaks: async () => {
        await db.execute(sql`alter table payments drop constraint payments_amount`);
        await db
          .update(payments)
          .set({ amountCents: cents(-1) })
          .where(eq(payments.orderId, id));
      },
      mends: async () =>
        await db
          .update(payments)
          .set({ amountCents: cents(5500) })
          .where(eq(payments.orderId, id)),
    },
    settled: {
      breaks: async () => await db.update(orders).set({ status: "pending" }).where(eq(orders.id, id)),
      mends: async () => await db.update(orders).set({ status: "shipped" }).where(eq(orders.id, id)),
    },
    due: {
      breaks: async () =>
        await db
          .update(orders)
          .set({ dueCents: cents(1) })
          .where(eq(orders.id, id)),
      mends: async () => expect(await rebuildLists(db)).toBe(1),
    },
    coupons: {
      breaks: async () =>
        await db
          .update(coupons)
          .set({ timesUsed: 1 })
          .where(eq(coupons.id, coupon?.id ?? "")),
      mends: async () =>
        await db
          .update(coupons)
          .set({ timesUsed: 0 })
          .where(eq(coupons.id, coupon?.id ?? "")),
    },
    audit_chain: { breaks: audited("audit_log", "from", "'elsewhere'"), mends: audited("audit_log", "from", "''") },
    audit_values: { breaks: audited("audit_values", "after", "'2'"), mends: audited("audit_values", "after", "'1'") },
  };
})();

it.each(Object.entries(BREACHES))("finds a breach of: %s", async (book, { breaks, mends }) => {
  await breaks();
  expect(await differing()).toContain(book);
  await mends();
  expect(await differing()).toEqual([]);
});

it("alerts staff to a difference until it is gone", async () => {
  await BREACHES.coupons.breaks();
  await verifyBooks(db, now);
  await verifyBooks(db, now);
  const open = async () =>
    (await db.select().from(alerts)).filter(({ resolvedAt }) => !resolvedAt).map(({ kind, data }) => ({ kind, data }));
  expect(await open()).toEqual([{ kind: "books_disagree", data: { book: "coupons", differences: 1 } }]);
  await BREACHES.coupons.mends();
  await verifyBooks(db, now);
  expect(await open()).toEqual([]);
});
