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
import type { Task } from "./tasks";

/** More than any sequence needs. */
const BATCH = 200;

/** The time for the shop, and its timeout for a provider's answer. */
export type At = { now: Date; patienceMs: number };

export type Shop = {
  /** Throws only because of a bug. */
  call(task: Task, at: At): Promise<unknown>;
  end(): Promise<void>;
};

/**
 * Opens the shop without its pages in this process; it reads its settings from the environment. `onStep` is called before
 * each statement and call to a provider, after each such answer, and before the answer to a task.
 */
export function openShop(onStep: (name: "statement" | "call" | "answer" | "end") => void = () => {}): Shop {
  const { client, db } = openDatabase(env().DATABASE_URL, { debug: () => onStep("statement") });
  const { fetch } = globalThis;
  let patienceMs = 0;
  globalThis.fetch = async (address, init) => {
    onStep("call");
    const timeout = AbortSignal.timeout(patienceMs);
    const response = await fetch(address, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout });
    onStep("answer");
    return response;
  };

  async function perform(task: Task, now: Date): Promise<unknown> {
    switch (task.do) {
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

  return {
    async call(task, at) {
      patienceMs = at.patienceMs;
      const value = await perform(task, at.now);
      onStep("end");
      return value;
    },
    async end() {
      globalThis.fetch = fetch;
      await client.end({ timeout: 5 });
    },
  };
}
