import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { outboxMessages } from "@/db/schema/shop";
import { testDatabase } from "@/db/testing";
import { limits } from "@/lib/auth/rate-limits";
import { orderWithMail } from "@/tests/factories/mail";
import { findBuyersOrder } from "./queries";
import { acceptTrackingRequest, answerTrackingRequests, writeTrackingLink } from "./request-tracking";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");

const listLinks = async () => await db.select().from(outboxMessages).where(eq(outboxMessages.kind, "tracking_link"));

it("writes a mail to the buyer's address, and none if reference and address don't match", async () => {
  const order = await orderWithMail(db, now, { email: "Ana.Babic@example.com" });
  const other = await orderWithMail(db, now, { email: "ivo@example.com" });
  await writeTrackingLink(db, { reference: other.reference, email: "ana.babic@example.com" }, now);
  await writeTrackingLink(db, { reference: "ORD-2222222222", email: "ana.babic@example.com" }, now);
  expect(await listLinks()).toEqual([]);

  await writeTrackingLink(db, { reference: order.reference, email: "ANA.BABIC@example.com" }, now);
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

it("stores what it accepts, and answers it later, with a limit for each inbox", async () => {
  const order = await orderWithMail(db, now, { email: "vesna@example.com" });
  await acceptTrackingRequest(db, { reference: "nonsense", email: "vesna@example.com" }, now);
  for (let count = 0; count < limits.trackEmail.max + 1; count += 1)
    await acceptTrackingRequest(db, { reference: order.reference.toLowerCase(), email: "VESNA@example.com" }, now);
  expect(await answerTrackingRequests(db, now, 2)).toEqual({ done: 2, remaining: limits.trackEmail.max });
  expect(await answerTrackingRequests(db, now, 100)).toEqual({ done: limits.trackEmail.max, remaining: 0 });
  expect((await listLinks()).filter(({ orderId }) => orderId === order.id)).toHaveLength(limits.trackEmail.max);
});
