import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { orderAccessTokens } from "@/db/schema/orders";
import { outboxMessages, settings } from "@/db/schema/shop";
import { testDatabase } from "@/db/testing";
import { orderWithMail } from "@/tests/factories/mail";
import type { Mail } from "./transports/transport";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

const OLD = "the-secret-before-the-rotation";
const NEW = "the-secret-after-the-rotation";
const BEFORE = { APP_SECRET: OLD };
const DURING = { APP_SECRET: NEW, APP_SECRET_PREVIOUS: OLD };
const AFTER = { APP_SECRET: NEW };

beforeAll(async () => {
  await db.insert(settings).values({ key: "company", value: { email: "staff@shop.example" } });
});
beforeEach(async () => {
  await db.delete(outboxMessages);
});

/** Loads the shop's code as in a process with these secrets. */
async function startShop({ APP_SECRET, APP_SECRET_PREVIOUS = "" }: { APP_SECRET: string; APP_SECRET_PREVIOUS?: string }) {
  vi.resetModules();
  vi.stubEnv("APP_SECRET", APP_SECRET);
  vi.stubEnv("APP_SECRET_PREVIOUS", APP_SECRET_PREVIOUS);
  (await import("@/lib/core/env")).env();
  const { sendMail } = await import("./send-mail");
  const { findOrderByAccessToken, findOrderByLink } = await import("@/lib/orders/queries");
  const { issueAccessToken } = await import("@/lib/orders/access");
  const { writeTrackingLink } = await import("@/lib/orders/request-tracking");
  return {
    findOrderByAccessToken,
    issueAccessToken,
    writeTrackingLink,
    /** Returns the reference of the order that a link's token shows at `at`. */
    show: async (token: string, at = now) => (await findOrderByLink(db, token, at))?.order.reference,
    /** Sends the mails due at `at`, or fails to if `down`, and returns the token in the mail to `address`. */
    async sendLink(address: string, at: Date, down = false): Promise<string> {
      const mails: Mail[] = [];
      await sendMail(db, at, 100, async (mail) => {
        mails.push(mail);
        return down ? { ok: false, error: "down", final: false } : { ok: true };
      });
      return /\/track\/([\w-]{43})"/.exec(mails.find(({ to }) => to === address)?.html ?? "")?.[1] ?? "none";
    },
  };
}

test("a link mailed before a rotation shows its order as long as the previous secret is set", async () => {
  const { reference, email } = await orderWithMail(db, now);
  const before = await startShop(BEFORE);
  const token = await before.sendLink(email, now);
  expect(await before.show(token)).toBe(reference);
  expect(await (await startShop(DURING)).show(token)).toBe(reference);
  expect(await (await startShop(AFTER)).show(token)).toBeUndefined();
});

test("the browser that placed an order before a rotation sees it as long as the previous secret is set", async () => {
  const { id, reference } = await orderWithMail(db, now);
  const before = await startShop(BEFORE);
  const token = await db.transaction((tx) => before.issueAccessToken(tx, id, after(60)));
  for (const [secrets, sees] of [
    [BEFORE, true],
    [DURING, true],
    [AFTER, false],
  ] as const) {
    const { findOrderByAccessToken } = await startShop(secrets);
    expect((await findOrderByAccessToken(db, reference, token, now)) !== undefined).toBe(sees);
  }
});

test("a mail retried during a rotation contains the same link with the same expiry", async () => {
  const { reference, email } = await orderWithMail(db, now);
  const first = await (await startShop(BEFORE)).sendLink(email, now, true);
  const during = await startShop(DURING);
  expect(await during.sendLink(email, after(60))).toBe(first);
  expect(await during.show(first, after(30 * 24 * 60 - 1))).toBe(reference);
  expect(await during.show(first, after(30 * 24 * 60))).toBeUndefined();
});

test("a mail retried after the previous secret is removed contains a working link", async () => {
  const { reference, email } = await orderWithMail(db, now);
  const first = await (await startShop(BEFORE)).sendLink(email, now, true);
  const later = await startShop(AFTER);
  const second = await later.sendLink(email, after(60));
  expect(second).not.toBe(first);
  expect(await later.show(second, after(61))).toBe(reference);
});

test("a mail written before a rotation and first tried during it contains a link from the new secret", async () => {
  const { reference, email } = await orderWithMail(db, now);
  const token = await (await startShop(DURING)).sendLink(email, now);
  expect(await (await startShop(AFTER)).show(token)).toBe(reference);
});

test("a link requested before a rotation and sent after it works for its hour", async () => {
  const { reference, email } = await orderWithMail(db, now);
  await db.delete(outboxMessages);
  await (await startShop(BEFORE)).writeTrackingLink(db, { reference, email }, now);
  const later = await startShop(AFTER);
  const token = await later.sendLink(email, after(50));
  expect(await later.show(token, after(59))).toBe(reference);
  expect(await later.show(token, after(60))).toBeUndefined();
});

test("no token is stored in plain text", async () => {
  const { email } = await orderWithMail(db, now);
  const token = await (await startShop(BEFORE)).sendLink(email, now);
  const stored = await db.select({ hash: orderAccessTokens.tokenHash }).from(orderAccessTokens);
  expect(stored.some(({ hash }) => hash.toString("base64url") === token)).toBe(false);
});
