import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { stockNotifications, variants } from "@/db/schema/catalog";
import { invoices } from "@/db/schema/invoices";
import { outboxMessages, settings } from "@/db/schema/shop";
import { createVariant, testDatabase } from "@/db/testing";
import { notifyBackInStock } from "@/lib/catalog/notify-back-in-stock";
import { PSEUDO_LOCALE } from "@/lib/core/locales";
import { shipOrder } from "@/lib/fulfilment/ship-order";
import { findDocument } from "@/lib/invoices/queries";
import { writeTrackingLink } from "@/lib/orders/request-tracking";
import { byStaff } from "@/tests/factories/actors";
import { orderWithMail } from "@/tests/factories/mail";
import { composeMail, currentFacts } from "./compose-mail";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");

beforeAll(async () => {
  await db.insert(settings).values({ key: "company", value: { email: "staff@shop.example", iban: "HR1210010051863000160" } });
});

async function mailOf(kind: string) {
  const [message] = await db.select().from(outboxMessages).where(eq(outboxMessages.kind, kind));
  if (!message) throw new Error(`no mail ${kind}`);
  return { ...message, ...(await composeMail(db, message, await currentFacts(db, message))) };
}

test("an order's mails, links and documents use the language it was placed in; staff mails are in English", async () => {
  const order = await orderWithMail(db, now, { locale: PSEUDO_LOCALE });
  await writeTrackingLink(db, order, now);
  expect(order.locale).toBe(PSEUDO_LOCALE);
  for (const kind of ["order_received", "tracking_link"]) {
    const { locale, text } = await mailOf(kind);
    expect(locale).toBe(PSEUDO_LOCALE);
    expect(text).toContain(`${order.reference}«`);
    expect(text).toMatch(/http:\/\/localhost:3000\/en-XA\/track\/[\w-]{43}/);
  }
  const staff = await mailOf("staff_new_order");
  expect(staff.locale).toBe("en");
  expect(staff.text).not.toContain("«");

  await shipOrder(db, order.id, { carrier: "GLS", trackingNumber: "1" }, byStaff(now));
  const ofOrder = eq(invoices.orderId, order.id);
  const [invoice] = await db
    .select()
    .from(invoices)
    .where(and(ofOrder, eq(invoices.kind, "invoice")));
  expect(invoice?.locale).toBe(PSEUDO_LOCALE);
  expect(await findDocument(db, order, undefined)).toMatchObject({ kind: "invoice", locale: PSEUDO_LOCALE });
  const transfer = await orderWithMail(db, now, { locale: PSEUDO_LOCALE, paymentMethod: "bank_transfer" });
  expect(await findDocument(db, transfer, undefined)).toMatchObject({ kind: "pro_forma", locale: PSEUDO_LOCALE });
});

test("a back-in-stock mail uses the language in which it was requested", async () => {
  const variant = await createVariant(db, { onHand: 0 });
  await db.insert(stockNotifications).values({ variantId: variant.id, email: "iva@example.com", locale: PSEUDO_LOCALE });
  await db.update(variants).set({ onHand: 1 }).where(eq(variants.id, variant.id));
  await notifyBackInStock(db, now, 10);
  expect((await mailOf("back_in_stock")).subject).toMatch(/« is back in stock»$/);
});
