import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { outboxMessages } from "@/db/schema/shop";
import { testDatabase } from "@/db/testing";
import { orderWithMail } from "@/tests/factories/mail";
import { findBuyersOrder } from "./queries";
import { requestTracking } from "./request-tracking";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");

const listLinks = async () => await db.select().from(outboxMessages).where(eq(outboxMessages.kind, "tracking_link"));

it("writes a mail to the buyer's address, and none if reference and address don't match", async () => {
  const order = await orderWithMail(db, now, { email: "Ana.Babic@example.com" });
  const other = await orderWithMail(db, now, { email: "ivo@example.com" });
  await requestTracking(db, { reference: other.reference, email: "ana.babic@example.com" }, now);
  await requestTracking(db, { reference: "ORD-2222222222", email: "ana.babic@example.com" }, now);
  expect(await listLinks()).toEqual([]);

  await requestTracking(db, { reference: order.reference, email: "ANA.BABIC@example.com" }, now);
  const [message, ...more] = await listLinks();
  if (!message) throw new Error("no mail was written");
  expect(more).toEqual([]);
  expect(message).toMatchObject({ recipient: "Ana.Babic@example.com", orderId: order.id, createdAt: now, sentAt: null });
});

it("finds a buyer's order by reference and address together, ignoring the address's case", async () => {
  const order = await orderWithMail(db, now, { email: "Mara@example.com" });
  expect((await findBuyersOrder(db, order.reference, "mara@EXAMPLE.com"))?.id).toBe(order.id);
  expect(await findBuyersOrder(db, order.reference, "ivo@example.com")).toBeUndefined();
  expect(await findBuyersOrder(db, "ORD-2222222222", "mara@example.com")).toBeUndefined();
});
