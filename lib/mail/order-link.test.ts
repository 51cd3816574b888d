import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { orderAccessTokens } from "@/db/schema/orders";
import { outboxMessages, settings } from "@/db/schema/shop";
import { testDatabase } from "@/db/testing";
import { returnIdSchema } from "@/lib/core/ids";
import { findOrderByAccessToken, findOrderByLink } from "@/lib/orders/queries";
import { writeTrackingLink } from "@/lib/orders/request-tracking";
import { requestReturn } from "@/lib/returns/request-return";
import { byCustomer } from "@/tests/factories/actors";
import { orderWithMail } from "@/tests/factories/mail";
import { sendMail } from "./send-mail";
import type { Mail } from "./transports/transport";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const after = (ms: number) => new Date(now.getTime() + ms);
const DAY = 86_400_000;

beforeAll(async () => {
  await db.insert(settings).values({ key: "company", value: { email: "staff@shop.example" } });
});
beforeEach(async () => {
  await db.delete(outboxMessages);
});

/** Sends the due mails and returns those passed to the transport, which fails if `down`. */
async function send(at: Date, down = false): Promise<Mail[]> {
  const mails: Mail[] = [];
  await sendMail(db, at, 100, async (mail) => {
    mails.push(mail);
    return down ? { ok: false, error: "down", final: false } : { ok: true };
  });
  return mails;
}

const tokenIn = (mail: Mail | undefined) => /\/track\/([\w-]{43})"/.exec(mail?.html ?? "")?.[1] ?? "";
const to = (mails: readonly Mail[], address: string) => mails.find((mail) => mail.to === address);

test("a mail's link shows its order for 30 days after the mail was sent, and no longer", async () => {
  const order = await orderWithMail(db, now);
  const token = tokenIn(to(await send(now), order.email));
  for (const at of [now, after(30 * DAY - 1)]) {
    expect((await findOrderByLink(db, token, at))?.order.id).toBe(order.id);
    expect((await findOrderByAccessToken(db, order.reference, token, at))?.order.id).toBe(order.id);
  }
  expect(await findOrderByLink(db, token, after(30 * DAY))).toBeUndefined();
  expect(await findOrderByAccessToken(db, order.reference, token, after(30 * DAY))).toBeUndefined();
  const other = await orderWithMail(db, now);
  expect(await findOrderByAccessToken(db, other.reference, token, now)).toBeUndefined();
});

test("each try of a mail contains the same link and does not extend it", async () => {
  const order = await orderWithMail(db, now);
  const first = to(await send(now, true), order.email);
  const second = to(await send(after(DAY)), order.email);
  expect(second?.html).toBe(first?.html);
  expect(await findOrderByLink(db, tokenIn(second), after(30 * DAY))).toBeUndefined();
});

test("a mail to an address other than the buyer's contains no link that shows the order", async () => {
  const order = await orderWithMail(db, now);
  const lines = [{ position: 1, quantity: 1 }];
  const request = {
    id: returnIdSchema.parse(crypto.randomUUID()),
    kind: "withdrawal",
    name: "Iva",
    email: "iva@example.com",
    reason: "",
    lines,
  } as const;
  expect((await requestReturn(db, order.id, request, byCustomer(now))).ok).toBe(true);
  const before = await db.$count(orderAccessTokens, eq(orderAccessTokens.orderId, order.id));
  const mails = await send(now);
  expect(mails.map((mail) => mail.to).sort()).toEqual(["ana@example.com", "iva@example.com", "staff@shop.example", "staff@shop.example"]);
  for (const mail of mails.filter((one) => one.to !== order.email)) expect(tokenIn(mail)).toBe("");
  expect(await db.$count(orderAccessTokens, eq(orderAccessTokens.orderId, order.id))).toBe(before + 1);
});

test("a requested tracking link works for an hour after the request, however late it is sent", async () => {
  const { reference, email } = await orderWithMail(db, now);
  await db.delete(outboxMessages);
  await writeTrackingLink(db, { reference, email }, now);
  const token = tokenIn(to(await send(after(50 * 60_000)), email));
  expect(await findOrderByLink(db, token, after(59 * 60_000))).toBeDefined();
  expect(await findOrderByLink(db, token, after(60 * 60_000))).toBeUndefined();
});
