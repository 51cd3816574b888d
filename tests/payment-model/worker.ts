/**
 * The shop without its pages, as a process for the payment model. It runs any number of tasks at once, and on request dies
 * by SIGKILL at a step: a statement about to be sent, a call about to be made or just answered, or a task about to be
 * answered.
 */
import { writeSync } from "node:fs";
import { sql } from "drizzle-orm";
import { openDatabase } from "@/db/client";
import { placeOrder } from "@/lib/checkout/place-order";
import { env } from "@/lib/core/env";
import { jobs } from "@/lib/jobs/jobs";
import { cancelPlacedOrder } from "@/lib/refunds/cancel-placed-order";
import { refundOrder } from "@/lib/refunds/refund-order";
import { receiveEvent } from "@/lib/settlement/receive-event";
import { startPayment } from "@/lib/settlement/start-payment";
import { syncOrder } from "@/lib/settlement/sync-payment";
import { byCustomer, byStaff } from "@/tests/factories/actors";
import { checkoutInput } from "@/tests/factories/checkout";
import { type Death, type Report, type Task, taskMessageSchema } from "./tasks";

/** More than any sequence needs. */
const BATCH = 200;

let death: Death | null = null;
let patienceMs = 0;

function step(name: "statement" | "call" | "answer" | "end"): void {
  if (death === null || (death.step !== "any" && death.step !== name)) return;
  death.nth -= 1;
  if (death.nth > 0) return;
  writeSync(1, name);
  process.kill(process.pid, "SIGKILL");
}

const { db } = openDatabase(env().DATABASE_URL, { debug: () => step("statement") });

const { fetch } = globalThis;
globalThis.fetch = async (address, init) => {
  step("call");
  const timeout = AbortSignal.timeout(patienceMs);
  const response = await fetch(address, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout });
  step("answer");
  return response;
};

async function perform(task: Task, now: Date): Promise<unknown> {
  switch (task.do) {
    case "arm":
      death = task.dieAt;
      return null;
    case "order": {
      const { cartId, checkoutKey, email, method } = task;
      return await placeOrder(db, await checkoutInput(db, cartId, now, { checkoutKey, email, paymentMethod: method }), byCustomer(now));
    }
    case "start":
      return await startPayment(db, task.orderId, task.method, now);
    case "sync":
      return await syncOrder(db, task.orderId, now);
    case "cancel":
      return await cancelPlacedOrder(db, task.orderId, { reason: "customer", note: "" }, byCustomer(now));
    case "refund": {
      const what = task.amountCents === null ? { kind: "whole" as const } : { kind: "amount" as const, amountCents: task.amountCents };
      return await refundOrder(db, task.orderId, { what, restock: false, note: "", iban: null }, byStaff(now));
    }
    case "job":
      return await jobs[task.job].run(db, now, BATCH);
    case "receive":
      return await receiveEvent(db, task.provider, task, now);
  }
}

function report(message: Report): void {
  process.send?.(message);
}

process.on("message", async (message) => {
  const { id, now, task, ...given } = taskMessageSchema.parse(message);
  patienceMs = given.patienceMs;
  try {
    const value = await perform(task, new Date(now));
    if (task.do !== "arm") step("end");
    report({ id, value });
  } catch (error) {
    report({ id, error: error instanceof Error ? `${error.stack} ${error.cause ?? ""}` : String(error) });
  }
});
process.on("disconnect", () => process.exit());

await db.execute(sql`select 1`);
report({ ready: true });
