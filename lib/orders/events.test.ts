import { expect, it } from "vitest";
import { orderEvents } from "@/db/schema/orders";
import { testDatabase } from "@/db/testing";
import { SYSTEM } from "@/lib/core/actor";
import { cents } from "@/lib/core/money";
import { byStaff, STAFF } from "@/tests/factories/actors";
import { orderWithMail } from "@/tests/factories/mail";
import { addEvent, listEvents, type OrderEvent } from "./events";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");

it("reads events with their data and actors, oldest first", async () => {
  const { id } = await orderWithMail(db, now);
  const written: OrderEvent[] = [
    { kind: "shipped", data: { carrier: "GLS", trackingNumber: "123" } },
    { kind: "refund_requested", data: { amountCents: cents(500), reason: "requested" } },
  ];
  await db.transaction(async (tx) => {
    for (const event of written) await addEvent(tx, id, event, byStaff(now));
  });
  expect((await listEvents(db, id)).slice(-2)).toEqual(
    written.map((event) => ({ ...event, id: expect.any(Number), actor: STAFF, createdAt: now })),
  );
});

it("reads events from before amounts were stored and staff had accounts", async () => {
  const { id } = await orderWithMail(db, now);
  await db.insert(orderEvents).values([
    { orderId: id, kind: "refunded", data: { amountCents: null }, actorKind: "system" },
    { orderId: id, kind: "delivered", data: { note: "left at the door" }, actorKind: "staff", actorName: "Mara" },
  ]);
  expect((await listEvents(db, id)).slice(-2)).toMatchObject([
    { kind: "refunded", data: { amountCents: null }, actor: SYSTEM },
    { kind: "delivered", data: {}, actor: { kind: "staff", id: null, name: "Mara" } },
  ]);
});

it.each([
  { kind: "shipped", data: { carrier: "GLS" } },
  { kind: "refunded", data: { amountCents: 0.5 } },
  { kind: "vanished", data: {} },
])("throws for a row that is not a valid event: %j", async (row) => {
  const { id } = await orderWithMail(db, now);
  await db.insert(orderEvents).values({ orderId: id, ...row, actorKind: "system" });
  await expect(listEvents(db, id)).rejects.toThrow();
});
