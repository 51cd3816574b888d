import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { products, stockNotifications, variants } from "@/db/schema/catalog";
import { outboxMessages } from "@/db/schema/shop";
import { createVariant, testDatabase } from "@/db/testing";
import type { VariantId } from "@/lib/core/ids";
import { notifyBackInStock } from "./notify-back-in-stock";
import { requestStockNotification } from "./request-stock-notification";

const { db, url } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");

async function soldOut(...emails: readonly string[]) {
  const variant = await createVariant(db, { onHand: 0 });
  for (const email of emails) await requestStockNotification(db, { variantId: variant.id, email, locale: "en" });
  return variant;
}

const stock = async (id: VariantId, onHand: number) => await db.update(variants).set({ onHand }).where(eq(variants.id, id));
const notified = async () => (await db.select().from(outboxMessages)).map(({ recipient }) => recipient).sort();

test("notifies each requester once when the variant is back, even from several jobs at once, and nobody else", async () => {
  const emails = Array.from({ length: 40 }, (_, index) => `buyer-${index}@example.com`);
  const back = await soldOut(...emails);
  await soldOut("still-waiting@example.com");
  const hidden = await soldOut("hidden@example.com");
  await db.update(products).set({ status: "archived" }).where(eq(products.id, hidden.productId));
  await stock(hidden.id, 5);
  expect(await notifyBackInStock(db, now, 50)).toEqual({ done: 0, remaining: 0 });
  await stock(back.id, 1);
  const other = openDatabase(url);
  const reports = await Promise.all([notifyBackInStock(db, now, 25), notifyBackInStock(other.db, now, 25), notifyBackInStock(db, now, 25)]);
  await other.client.end();
  expect(reports.reduce((sum, { done }) => sum + done, 0)).toBe(40);
  expect(await notified()).toEqual(emails.toSorted());
  expect(await notifyBackInStock(db, now, 50)).toEqual({ done: 0, remaining: 0 });
});

test("sends the rest in the next run, and notifies again after a new request", async () => {
  await db.delete(outboxMessages);
  const { id } = await soldOut("ana@example.com", "iva@example.com");
  await stock(id, 1);
  expect(await notifyBackInStock(db, now, 1)).toEqual({ done: 1, remaining: 1 });
  expect(await notifyBackInStock(db, now, 1)).toEqual({ done: 1, remaining: 0 });
  await stock(id, 0);
  await requestStockNotification(db, { variantId: id, email: "ana@example.com", locale: "en" });
  await stock(id, 1);
  expect(await notifyBackInStock(db, now, 1)).toEqual({ done: 1, remaining: 0 });
  expect(await notified()).toEqual(["ana@example.com", "ana@example.com", "iva@example.com"]);
});

test("marks a request only together with its mail", async () => {
  const { id } = await soldOut("late@example.com");
  await stock(id, 1);
  await db.execute("create function refuse() returns trigger language plpgsql as $$ begin raise 'refused'; end $$");
  await db.execute("create trigger refuse before insert on outbox_messages for each row execute function refuse()");
  await expect(notifyBackInStock(db, now, 10)).rejects.toThrow();
  await db.execute("drop trigger refuse on outbox_messages");
  expect(await db.select().from(stockNotifications).where(eq(stockNotifications.variantId, id))).toMatchObject([{ notifiedAt: null }]);
  expect(await notifyBackInStock(db, now, 10)).toEqual({ done: 1, remaining: 0 });
});
