import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { orderAccessTokens } from "@/db/schema/orders";
import { outboxMessages } from "@/db/schema/shop";
import { testDatabase } from "@/db/testing";
import { orderWithMail } from "@/tests/factories/mail";
import { hashToken, tokenForMessage } from "./access";
import { findBuyersOrder, findOrderByLink } from "./queries";
import { requestTracking } from "./request-tracking";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

const listLinks = async () => await db.select().from(outboxMessages).where(eq(outboxMessages.kind, "tracking_link"));

it("writes a mail with a link for an hour, to the address that ordered, and none where reference and address differ", async () => {
  const order = await orderWithMail(db, now, { email: "Ana.Babic@example.com" });
  const other = await orderWithMail(db, now, { email: "ivo@example.com" });
  await requestTracking(db, { reference: other.reference, email: "ana.babic@example.com" }, now);
  await requestTracking(db, { reference: "ORD-2222222222", email: "ana.babic@example.com" }, now);
  expect(await listLinks()).toEqual([]);

  await requestTracking(db, { reference: order.reference, email: "ANA.BABIC@example.com" }, now);
  const [message, ...more] = await listLinks();
  if (!message) throw new Error("no mail was written");
  expect(more).toEqual([]);
  expect(message).toMatchObject({ recipient: "Ana.Babic@example.com", orderId: order.id, sentAt: null });
  const token = tokenForMessage(message.id);
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  for (const minutes of [0, 30, 59.9]) expect((await findOrderByLink(db, token, after(minutes)))?.order.id).toBe(order.id);
  expect(await findOrderByLink(db, token, after(60))).toBeUndefined();
  expect(await findOrderByLink(db, token.slice(1), now)).toBeUndefined();

  // Taken back.
  await db.delete(orderAccessTokens).where(eq(orderAccessTokens.tokenHash, hashToken(token)));
  expect(await findOrderByLink(db, token, now)).toBeUndefined();
});

it("finds a buyer's order by reference and address together, whatever the address's case", async () => {
  const order = await orderWithMail(db, now, { email: "Mara@example.com" });
  expect((await findBuyersOrder(db, order.reference, "mara@EXAMPLE.com"))?.id).toBe(order.id);
  expect(await findBuyersOrder(db, order.reference, "ivo@example.com")).toBeUndefined();
  expect(await findBuyersOrder(db, "ORD-2222222222", "mara@example.com")).toBeUndefined();
});
