import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { orderAccessTokens } from "@/db/schema/orders";
import { paymentEvents } from "@/db/schema/payments";
import { testDatabase } from "@/db/testing";
import { issueAccessToken } from "@/lib/orders/access";
import { findOrderByAccessToken } from "@/lib/orders/queries";
import { storeEvent } from "@/lib/settlement/inbox";
import { orderWithMail } from "@/tests/factories/mail";
import { cleanExpired } from "./clean-expired";
import { runJob } from "./jobs";

const { db } = await testDatabase();
const NOW = new Date("2026-11-24T10:00:00Z");
const day = (count: number) => new Date(NOW.getTime() + count * 86_400_000);

test("deletes links to orders once they have expired, and no others", async () => {
  const order = await orderWithMail(db, NOW);
  await db.delete(orderAccessTokens);
  const tokens: string[] = [];
  for (const expiresAt of [day(-2), NOW, new Date(NOW.getTime() + 1)]) {
    tokens.push(await db.transaction(async (tx) => await issueAccessToken(tx, order.id, expiresAt)));
  }
  expect(await runJob(db, "clean-expired", NOW)).toMatchObject({ done: 2, remaining: 0 });
  expect(await db.$count(orderAccessTokens)).toBe(1);
  expect((await findOrderByAccessToken(db, order.reference, tokens[2] ?? "", NOW))?.order.id).toBe(order.id);
});

test("deletes payment events applied long ago, never one that waits", async () => {
  const event = (eventId: string) => ({
    eventId,
    type: "odd",
    kind: "payment" as const,
    attemptRef: null,
    paymentRef: null,
    disputeRef: null,
  });
  const received = { old: day(-91), waiting: day(-91), recent: day(-89) };
  for (const [name, at] of Object.entries(received)) await storeEvent(db, "stripe", event(name), at);
  for (const name of ["old", "recent"]) await db.update(paymentEvents).set({ appliedAt: NOW }).where(eq(paymentEvents.eventId, name));
  expect(await cleanExpired(db, NOW, 100)).toMatchObject({ done: 1, remaining: 0 });
  expect((await db.select().from(paymentEvents)).map(({ eventId }) => eventId).toSorted()).toEqual(["recent", "waiting"]);
});

test("deletes no more than the limit of each at once, the oldest first", async () => {
  const order = await orderWithMail(db, NOW);
  await db.delete(orderAccessTokens);
  for (const age of [1, 3, 2]) await db.transaction(async (tx) => await issueAccessToken(tx, order.id, day(-age)));
  expect(await cleanExpired(db, NOW, 2)).toEqual({ done: 2, remaining: 1 });
  expect((await db.select().from(orderAccessTokens)).map(({ expiresAt }) => expiresAt)).toEqual([day(-1)]);
});
