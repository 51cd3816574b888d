import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { alerts } from "@/db/schema/payments";
import { outboxMessages, settings } from "@/db/schema/shop";
import { testDatabase } from "@/db/testing";
import { raiseAlert, resolveAlert } from "./raise-alert";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

beforeEach(async () => {
  for (const table of [alerts, outboxMessages, settings]) await db.delete(table);
  await db.insert(settings).values({ key: "company", value: { email: "staff@shop.example" } });
});

const mails = async () =>
  (await db.select({ data: outboxMessages.data }).from(outboxMessages).orderBy(outboxMessages.createdAt)).map(({ data }) => data);

test("staff are mailed an alert once, however often it is noticed", async () => {
  await Promise.all(
    Array.from({ length: 5 }, (_, hours) => raiseAlert(db, "books_disagree", "stock", { data: { book: "stock" } }, later(hours))),
  );
  await raiseAlert(db, "books_disagree", "stock", { data: { book: "stock" } }, later(9));
  expect(await mails()).toEqual([{ alert: "books_disagree", daily: false, figures: { book: "stock" } }]);
  expect(await db.$count(alerts)).toBe(1);
});

test("staff are mailed an alert again when it is raised after they resolved it", async () => {
  await raiseAlert(db, "overpaid", "one", { data: { receivedCents: 1 } }, now);
  await resolveAlert(db, "overpaid", "one", later(1));
  await raiseAlert(db, "overpaid", "one", { data: { receivedCents: 2 } }, later(2));
  expect((await mails()).map(({ figures }) => figures)).toEqual([{ receivedCents: 1 }, { receivedCents: 2 }]);
  expect(await db.select({ resolvedAt: alerts.resolvedAt }).from(alerts)).toEqual([{ resolvedAt: null }]);
});

test("alerts that an outage raises by the dozen are mailed once a day", async () => {
  for (const about of ["one", "two", "three"]) await raiseAlert(db, "provider_unreachable", about, {}, now);
  expect(await mails()).toEqual([{ alert: "provider_unreachable", daily: true, figures: {} }]);
  await raiseAlert(db, "event_stuck", "one", {}, now);
  await raiseAlert(db, "provider_unreachable", "four", {}, later(24));
  expect((await mails()).map(({ alert }) => alert)).toEqual(["provider_unreachable", "event_stuck", "provider_unreachable"]);
  expect(await db.$count(alerts)).toBe(5);
});

test("an alert and its mail are written together or not at all, with a transaction and without", async () => {
  await expect(
    db.transaction(async (tx) => {
      await raiseAlert(tx, "overpaid", "one", {}, now);
      throw new Error("stopped");
    }),
  ).rejects.toThrow("stopped");
  await db
    .update(settings)
    .set({ value: { email: 7 } })
    .where(eq(settings.key, "company"));
  await expect(raiseAlert(db, "overpaid", "one", {}, now)).rejects.toThrow();
  expect([await db.$count(alerts), await db.$count(outboxMessages)]).toEqual([0, 0]);
});

test("an alert is raised without a mail where the shop has no address", async () => {
  await db.delete(settings);
  await raiseAlert(db, "overpaid", "one", {}, now);
  expect([await db.$count(alerts), await db.$count(outboxMessages)]).toEqual([1, 0]);
});
