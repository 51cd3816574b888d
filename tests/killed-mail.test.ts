import { rm } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { outboxMessages } from "@/db/schema/shop";
import { testDatabase } from "@/db/testing";
import { LEASE_MINUTES, sendMail } from "@/lib/mail/send-mail";
import { startMailServer } from "@/lib/mail/transports/mail-server";
import { resendTransport } from "@/lib/mail/transports/resend";
import { resendEnvironment } from "@/sandbox/resend/create-resend";
import { startSandbox } from "@/sandbox/start-sandbox";
import { bundleWorker } from "@/tests/workers/bundle-worker";
import { deathsOf } from "@/tests/workers/deaths";
import { runWorker } from "@/tests/workers/run-worker";
import { orderWithMail } from "./factories/mail";

const { db, url } = await testDatabase();
const now = new Date();
const sandbox = await startSandbox({ port: 0, shopUrl: "http://localhost:3000" });
const worker = await bundleWorker("tests/workers/send-mail.worker.ts");
const ends: (() => Promise<unknown>)[] = [sandbox.close, () => rm(worker)];
afterAll(async () => {
  for (const end of ends) await end();
});
const environment = resendEnvironment(sandbox.url);
const transport = resendTransport(environment.RESEND_API_KEY, environment.RESEND_BASE_URL);
const answer = z.object({ done: z.int(), steps: z.int() });

/** Runs one worker to its end; returns its answer, or the step at which it was killed. */
async function sweep(at: Date, dieAt: number | null = null, by: Readonly<Record<string, string>> = environment) {
  const { diedAt, answer: answered } = await runWorker(worker, { url, now: at, dieAt }, answer, by);
  return { diedAt, done: 0, steps: 0, ...answered };
}

const sentTo = (email: string) => sandbox.resend.sent.filter((one) => one.email.to === email);

test("two workers sweeping at once send each mail exactly once", { timeout: 60_000 }, async () => {
  const orders = [];
  for (let count = 0; count < 30; count++) orders.push(await orderWithMail(db, now, { email: `buyer-${count}@example.com` }));
  const workers = await Promise.all([sweep(now), sweep(now)]);
  expect(workers.reduce((sum, { done }) => sum + done, 0)).toBe(30);
  for (const { email } of orders) expect(sentTo(email)).toHaveLength(1);
  // Resend was called only once per mail, so the outbox prevented duplicates, not Resend.
  expect(sandbox.calls().filter(({ operation }) => operation === "emails.send")).toHaveLength(30);
});

test("a worker killed at any statement or call loses no mail and sends none twice", { timeout: 180_000 }, async () => {
  await orderWithMail(db, now, { email: "dry-run@example.com" });
  const { steps } = await sweep(now);
  expect(steps).toBeGreaterThan(6);
  const deaths = [];
  for (const dieAt of deathsOf(steps)) {
    const email = `step-${dieAt}@example.com`;
    const order = await orderWithMail(db, now, { email });
    const { diedAt } = await sweep(now, dieAt);
    expect(diedAt).not.toBeNull();
    deaths.push(diedAt);
    await sendMail(db, new Date(now.getTime() + LEASE_MINUTES * 60_000), 100, transport);
    expect(sentTo(email)).toHaveLength(1);
    const [message] = await db.select().from(outboxMessages).where(eq(outboxMessages.orderId, order.id));
    expect(message).toMatchObject({ sentAt: expect.any(Date), failedAt: null, leasedUntil: null });
  }
  if (deaths.length === steps) expect(deaths.filter((diedAt) => diedAt === "a call" || diedAt === "an answer")).toHaveLength(2);
  process.stdout.write(`killed at:\n${deaths.map((diedAt) => `  ${diedAt}`).join("\n")}\n`);
});

test("a worker of a mail server killed at any statement loses no mail, and repeats one at most under its Message-ID", {
  timeout: 180_000,
}, async () => {
  const server = await startMailServer();
  ends.push(server.close);
  const environment = { SMTP_URL: server.url };
  await orderWithMail(db, now, { email: "smtp-dry-run@example.com" });
  const { steps } = await sweep(now, null, environment);
  expect(steps).toBeGreaterThan(6);
  const copies = [];
  for (const dieAt of deathsOf(steps)) {
    const email = `smtp-${dieAt}@example.com`;
    const order = await orderWithMail(db, now, { email });
    expect((await sweep(now, dieAt, environment)).diedAt).not.toBeNull();
    await sweep(new Date(now.getTime() + LEASE_MINUTES * 60_000), null, environment);
    const [message] = await db.select().from(outboxMessages).where(eq(outboxMessages.orderId, order.id));
    expect(message).toMatchObject({ sentAt: expect.any(Date), failedAt: null });
    const received = server.received.filter((mail) => mail.includes(`To: ${email}`));
    expect(new Set(received.map((mail) => /^Message-ID: (.*)$/im.exec(mail)?.[1]?.trim()))).toEqual(
      new Set([`<${message?.id}@localhost>`]),
    );
    copies.push(received.length);
  }
  // Only a worker that dies after the server accepted the mail and before that is recorded sends it twice.
  const twice = copies.filter((count) => count !== 1);
  if (copies.length === steps) expect(twice).toEqual([2]);
  else expect([[], [2]]).toContainEqual(twice);
});
