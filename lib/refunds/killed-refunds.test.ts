import path from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { invoices } from "@/db/schema/invoices";
import { refunds } from "@/db/schema/payments";
import { outboxMessages } from "@/db/schema/shop";
import { testDatabase } from "@/db/testing";
import type { OrderId } from "@/lib/ids";
import { sendRefunds } from "@/lib/payments/send-refunds";
import { syncOrder } from "@/lib/payments/sync-order";
import { placeOnlineOrder } from "@/lib/payments/testing";
import { runWorker } from "@/lib/testing/run-worker";
import { sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import { refundOrder } from "./refund-order";

const { db, url } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const muchLater = new Date("2026-11-24T12:00:00Z");
const sandbox = await startSandbox({ port: 0, shopUrl: "http://127.0.0.1:1", timing: { retryDelaysMs: [] } });
afterAll(() => sandbox.close());
const environment = sandboxEnvironment(sandbox.url);
Object.assign(process.env, environment);
const answer = z.object({ ok: z.boolean(), steps: z.int() });
const WHOLE = { what: { kind: "whole" }, restock: false, note: "", iban: null } as const;

async function paidOrder(): Promise<OrderId> {
  const { orderId, ref } = await placeOnlineOrder(db, "card", now);
  sandbox.stripe.pay(ref, "succeed");
  await syncOrder(db, orderId, now);
  return orderId;
}

async function refund(orderId: OrderId, dieAt: number | null = null) {
  return await runWorker(path.join(import.meta.dirname, "refund-worker.ts"), { url, orderId, now, dieAt }, answer, environment);
}

test("a refund killed at any statement or call is made exactly once in the end", { timeout: 240_000 }, async () => {
  const steps = (await refund(await paidOrder())).answer?.steps ?? 0;
  expect(steps).toBeGreaterThan(15);
  const deaths: string[] = [];
  for (let dieAt = 1; dieAt <= steps; dieAt += 1) {
    const orderId = await paidOrder();
    const charge = sandbox.stripe.charges.at(-1);
    const { diedAt } = await refund(orderId, dieAt);
    deaths.push(diedAt ?? "nowhere");
    // What was written down is finished by the sweep; what was not is asked for again by whoever asked.
    await sendRefunds(db, muchLater, 10);
    const written = await db.$count(refunds, eq(refunds.orderId, orderId));
    if (written === 0) expect((await refundOrder(db, orderId, WHOLE, "staff", muchLater)).ok).toBe(true);
    expect(await db.select().from(refunds).where(eq(refunds.orderId, orderId))).toMatchObject([
      { status: "succeeded", amountCents: 5_500 },
    ]);
    expect(sandbox.stripe.refunds.filter((made) => made.charge === charge?.id)).toMatchObject([{ amount: 5_500, status: "succeeded" }]);
    const mails = await db.select({ kind: outboxMessages.kind }).from(outboxMessages).where(eq(outboxMessages.orderId, orderId));
    expect(mails.filter(({ kind }) => kind === "refunded")).toHaveLength(1);
    const documents = await db.select({ kind: invoices.kind }).from(invoices).where(eq(invoices.orderId, orderId));
    expect(documents.map(({ kind }) => kind).sort()).toEqual(["credit_note", "invoice"]);
  }
  expect(deaths).not.toContain("nowhere");
  expect(deaths.filter((diedAt) => diedAt === "a call" || diedAt === "an answer")).toHaveLength(2);
  process.stdout.write(`killed at:\n${deaths.map((diedAt, index) => `  ${index + 1}. ${diedAt}`).join("\n")}\n`);
});
