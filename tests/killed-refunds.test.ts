import { rm } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { invoices } from "@/db/schema/invoices";
import { refunds } from "@/db/schema/payments";
import { outboxMessages } from "@/db/schema/shop";
import { testDatabase } from "@/db/testing";
import type { OrderId } from "@/lib/core/ids";
import type { OnlineMethod } from "@/lib/payments/methods";
import { refundOrder } from "@/lib/refunds/refund-order";
import { sendRefunds } from "@/lib/settlement/send-refunds";
import { syncOrder } from "@/lib/settlement/sync-payment";
import { centsOf } from "@/sandbox/paypal/ledger";
import { sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import { byStaff } from "@/tests/factories/actors";
import { placeOnlineOrder } from "@/tests/factories/payments";
import { bundleWorker } from "@/tests/workers/bundle-worker";
import { deathsOf } from "@/tests/workers/deaths";
import { runWorker } from "@/tests/workers/run-worker";

const { db, url } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const muchLater = new Date("2026-11-24T12:00:00Z");
const sandbox = await startSandbox({ port: 0, shopUrl: "http://127.0.0.1:1", timing: { retryDelaysMs: [] } });
const worker = await bundleWorker("tests/workers/send-refunds.worker.ts");
afterAll(async () => {
  await sandbox.close();
  await rm(worker);
});
const environment = sandboxEnvironment(sandbox.url);
Object.assign(process.env, environment);
const answer = z.object({ ok: z.boolean(), steps: z.int() });
const WHOLE = { what: { kind: "whole" }, restock: false, note: "", iban: null } as const;

async function paidOrder(method: OnlineMethod): Promise<{ orderId: OrderId; ref: string }> {
  const { orderId, ref } = await placeOnlineOrder(db, method, now);
  if (method === "card") sandbox.stripe.pay(ref, "succeed");
  else sandbox.paypal.approve(ref);
  await syncOrder(db, orderId, now);
  return { orderId, ref };
}

/** The provider's refunds of a payment, in cents. */
function refundedCents(ref: string): number[] {
  const byStripe = sandbox.stripe.refunds.filter(({ paymentIntent }) => paymentIntent === ref).map(({ amount }) => amount);
  const byPayPal = sandbox.paypal.orders().find(({ id }) => id === ref)?.refunds ?? [];
  return [...byStripe, ...byPayPal.map(({ amount }) => centsOf(amount))];
}

async function refund(orderId: OrderId, dieAt: number | null = null) {
  return await runWorker(worker, { url, orderId, now, dieAt }, answer, environment);
}

test.each(["card", "paypal"] as const)(
  "a refund by %s killed at any statement or call is made exactly once",
  { timeout: 300_000 },
  async (method) => {
    const steps = (await refund((await paidOrder(method)).orderId)).answer?.steps ?? 0;
    expect(steps).toBeGreaterThan(15);
    const deaths: string[] = [];
    for (const dieAt of deathsOf(steps)) {
      const { orderId, ref } = await paidOrder(method);
      const { diedAt } = await refund(orderId, dieAt);
      deaths.push(diedAt ?? "nowhere");
      // The sweep completes a recorded refund; the caller requests any other again.
      await sendRefunds(db, muchLater, 10);
      const written = await db.$count(refunds, eq(refunds.orderId, orderId));
      if (written === 0) expect((await refundOrder(db, orderId, WHOLE, byStaff(muchLater))).ok).toBe(true);
      expect(await db.select().from(refunds).where(eq(refunds.orderId, orderId))).toMatchObject([
        { status: "succeeded", amountCents: 5_500 },
      ]);
      expect(refundedCents(ref)).toEqual([5_500]);
      const mails = await db.select({ kind: outboxMessages.kind }).from(outboxMessages).where(eq(outboxMessages.orderId, orderId));
      expect(mails.filter(({ kind }) => kind === "refunded")).toHaveLength(1);
      const documents = await db.select({ kind: invoices.kind }).from(invoices).where(eq(invoices.orderId, orderId));
      expect(documents.map(({ kind }) => kind).sort()).toEqual(["credit_note", "invoice"]);
    }
    expect(deaths).not.toContain("nowhere");
    // PayPal requires a call for a token first.
    const calls = deaths.filter((diedAt) => diedAt === "a call" || diedAt === "an answer");
    if (deaths.length === steps) expect(calls).toHaveLength(method === "card" ? 2 : 4);
    process.stdout.write(`killed at:\n${deaths.map((diedAt) => `  ${diedAt}`).join("\n")}\n`);
  },
);
