import { openDatabase } from "@/db/client";
import { addToCart } from "@/lib/cart/change-cart";
import { applyCoupon } from "@/lib/checkout/apply-coupon";
import { placeOrder } from "@/lib/checkout/place-order";
import type { CommandContext } from "@/lib/core/actor";
import { env } from "@/lib/core/env";
import { ZERO } from "@/lib/core/money";
import { confirmUnpaid } from "@/lib/fulfilment/confirm-order";
import { deliverShipment } from "@/lib/fulfilment/deliver-shipment";
import { shipOrder } from "@/lib/fulfilment/ship-order";
import { jobs } from "@/lib/jobs/jobs";
import { cancelPlacedOrder } from "@/lib/refunds/cancel-placed-order";
import { refundOrder } from "@/lib/refunds/refund-order";
import { markTransferred, saveRefundIban } from "@/lib/refunds/transfer-refund";
import { approveReturn } from "@/lib/returns/approve-return";
import { closeReturn } from "@/lib/returns/close-return";
import { receiveReturn } from "@/lib/returns/receive-return";
import { refundReturn } from "@/lib/returns/refund-return";
import { rejectReturn } from "@/lib/returns/reject-return";
import { requestReturn } from "@/lib/returns/request-return";
import { receiveEvent } from "@/lib/settlement/receive-event";
import { recordCash, recordTransfer } from "@/lib/settlement/record-transfer";
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
      case "add to cart":
        return await addToCart(db, task.cartId, { variantId: task.variantId, quantity: 1 }, now);
      case "use coupon":
        return await applyCoupon(db, task.cartId, task.code, now);
      case "transfer":
        return await recordTransfer(db, task.orderId, task, byStaff(now));
      case "cash":
        return await recordCash(db, task.orderId, task.amountCents, byStaff(now));
      case "confirm unpaid":
        return await confirmUnpaid(db, task.orderId, byStaff(now));
      case "cancel by staff":
        return await cancelPlacedOrder(db, task.orderId, { reason: "staff", note: "" }, byStaff(now));
      case "ship": {
        const lines = task.part ? [{ position: 1, quantity: 1 }] : undefined;
        return await shipOrder(db, task.orderId, { carrier: "GLS", trackingNumber: "1", lines }, byStaff(now));
      }
      case "deliver":
        return await deliverShipment(db, task.shipmentId, byStaff(now));
      case "refund item": {
        const what = { kind: "lines", lines: [{ position: 1, quantity: 1 }], shippingCents: ZERO } as const;
        return await refundOrder(db, task.orderId, { what, restock: task.restock, note: "", iban: null }, byStaff(now));
      }
      case "return": {
        const { id, kind, lines, email } = task;
        const request = { id, kind, lines, name: "Ana", email, reason: "" };
        return await requestReturn(db, task.orderId, request, byCustomer(now));
      }
      case "decide":
        return await decide(task, byStaff(now));
      case "name account":
        return await saveRefundIban(db, task.orderId, "HR1210010051863000160", byCustomer(now));
      case "transfer back":
        return await markTransferred(db, task.refundId, byStaff(now));
      case "job":
        return await jobs[task.job].run(db, now, BATCH);
      case "receive":
        return await receiveEvent(db, task.provider, task, now);
    }
  }

  async function decide(task: Extract<Task, { do: "decide" }>, context: CommandContext): Promise<unknown> {
    const { returnId: id, restock, deductionCents } = task;
    switch (task.decision) {
      case "approve":
        return await approveReturn(db, id, context);
      case "receive":
        return await receiveReturn(db, id, context);
      case "reject":
        return await rejectReturn(db, id, "Worn", context);
      case "refund":
        return await refundReturn(db, id, { restock, note: "", deductionCents }, context);
      case "close":
        return await closeReturn(db, id, { restock }, context);
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
