import { randomBytes } from "node:crypto";
import type { Core } from "../base/core";
import { notFound, unprocessable } from "./api-error";
import {
  type Amount,
  type Capture,
  centsOf,
  type Dispute,
  findCapture,
  findDispute,
  findOrder,
  type Ledger,
  newId,
  type Order,
  type OUTCOMES,
  type Refund,
  refundedCents,
} from "./ledger";
import { captureResource, disputeResource, orderResource, refundResource } from "./resources";

export type Outcome = (typeof OUTCOMES)[number];

/** Actions of customers, banks and PayPal's own staff. Each sends the shop the same event as PayPal would. */
export type Bank = {
  /** The customer agrees; `outcome` is the result of the capture that follows. */
  approve(orderId: string, outcome?: Outcome): Order;
  /** The shop captures the money that the customer approved. Throws the error if it is declined. */
  capture(orderId: string): Order;
  /** Completes a pending capture. */
  settle(captureId: string): void;
  /** Declines a pending capture. */
  deny(captureId: string): void;
  /** Refunds an amount, or the rest. A refund made on PayPal's own pages has no invoice id. */
  refund(captureId: string, given?: { amount?: Amount; invoiceId?: string; customId?: string; note?: string }): Refund;
  /** Lets a pending capture complete by itself, if the sandbox has a processing time. */
  settleLater(captureId: string): void;
  /** The customer's bank reverses the rest. */
  reverse(captureId: string): void;
  dispute(captureId: string): Dispute;
  /** PayPal decides for the shop (`won`) or the customer. */
  endDispute(disputeId: string, outcome: "won" | "lost"): void;
  /** PayPal deletes an unpaid order early. */
  expire(orderId: string): void;
};

const EVENT_VERSIONS = { "checkout-order": "2.0", capture: "2.0", refund: "2.0", dispute: "1.0" } as const;

export function createBank(core: Core, ledger: Ledger, processingMs: number | undefined): Bank {
  const at = () => core.now().toISOString();

  function sendEvent(type: string, resource_type: keyof typeof EVENT_VERSIONS, resource: unknown): void {
    const id = `WH-${randomBytes(9).toString("hex").toUpperCase()}`;
    const payload = {
      id,
      event_version: "1.0",
      create_time: at(),
      resource_type,
      resource_version: EVENT_VERSIONS[resource_type],
      event_type: type,
      summary: type,
      resource,
      links: [{ href: `${core.url()}/v1/notifications/webhooks-events/${id}`, rel: "self", method: "GET" }],
    };
    core.webhooks.send({ id, provider: "paypal", type, body: JSON.stringify(payload) });
  }

  function sendCaptureEvent(type: string, order: Order, capture: Capture): void {
    sendEvent(`PAYMENT.CAPTURE.${type}`, "capture", captureResource(order, capture, core.url()));
  }

  function getOrder(id: string): Order {
    const order = findOrder(ledger, id, core.now());
    if (!order) throw notFound();
    return order;
  }

  function getCapture(id: string): { order: Order; capture: Capture } {
    const found = findCapture(ledger, id);
    if (!found) throw notFound();
    return found;
  }

  function getPending(id: string): { order: Order; capture: Capture } {
    const found = getCapture(id);
    if (found.capture.status !== "PENDING") throw unprocessable("NOT_PENDING", `The capture is ${found.capture.status}.`);
    return found;
  }

  function updateCapture(order: Order, capture: Capture, changes: Partial<Capture>): Capture {
    const updated = { ...capture, ...changes };
    ledger.orders.update(order, { capture: updated });
    return updated;
  }

  function addRefund(
    order: Order,
    capture: Capture,
    given: Omit<Refund, "id" | "captureId" | "status" | "at">,
    reason = capture.reason,
  ): Refund {
    const refund: Refund = { id: newId(), captureId: capture.id, status: "COMPLETED", at: at(), ...given };
    ledger.orders.update(order, { refunds: [...order.refunds, refund] });
    const isPart = refundedCents(order) < centsOf(capture.amount);
    updateCapture(order, capture, { status: isPart ? "PARTIALLY_REFUNDED" : "REFUNDED", reason });
    return refund;
  }

  function leftOf(order: Order, capture: Capture): Amount {
    const left = centsOf(capture.amount) - refundedCents(order);
    return { currency_code: capture.amount.currency_code, value: (left / 100).toFixed(2) };
  }

  const bank: Bank = {
    approve(orderId, outcome = "paid") {
      const order = getOrder(orderId);
      if (order.status === "COMPLETED") throw unprocessable("ORDER_ALREADY_CAPTURED", "The order is captured.");
      ledger.orders.update(order, { status: "APPROVED", outcome });
      sendEvent("CHECKOUT.ORDER.APPROVED", "checkout-order", orderResource(order, core.url()));
      return order;
    },

    capture(orderId) {
      const order = getOrder(orderId);
      const [{ amount, invoice_id }] = order.request.purchase_units;
      if (order.status === "COMPLETED") throw unprocessable("ORDER_ALREADY_CAPTURED", "An order is captured once.");
      if (order.status !== "APPROVED") throw unprocessable("ORDER_NOT_APPROVED", "The customer has not approved the order.");
      const twin = ledger.orders.find(
        ({ capture, request }) => capture !== undefined && request.purchase_units[0].invoice_id === invoice_id,
      );
      if (twin) throw unprocessable("DUPLICATE_INVOICE_ID", "Another payment has this invoice number.");
      // The order stays approved, so the customer may choose another way to pay and agree again.
      if (order.outcome === "declined") throw unprocessable("INSTRUMENT_DECLINED", "The bank or card issuer declined the payment.");
      const pending = order.outcome === "pending";
      const status = pending ? "PENDING" : "COMPLETED";
      const capture: Capture = { id: newId(), status, ...(pending && { reason: "ECHECK" }), amount, at: at() };
      ledger.orders.update(order, { status: "COMPLETED", capture });
      sendCaptureEvent(pending ? "PENDING" : "COMPLETED", order, capture);
      if (pending) bank.settleLater(capture.id);
      return order;
    },

    settle(captureId) {
      const { order, capture } = getPending(captureId);
      sendCaptureEvent("COMPLETED", order, updateCapture(order, capture, { status: "COMPLETED", reason: undefined }));
    },

    settleLater(captureId) {
      if (processingMs === undefined) return;
      setTimeout(() => {
        // It may have been settled by hand or deleted in the meantime.
        if (findCapture(ledger, captureId)?.capture.status === "PENDING") bank.settle(captureId);
      }, processingMs).unref();
    },

    deny(captureId) {
      const { order, capture } = getPending(captureId);
      sendCaptureEvent("DENIED", order, updateCapture(order, capture, { status: "DECLINED" }));
    },

    refund(captureId, { amount, ...given } = {}) {
      const { order, capture } = getCapture(captureId);
      const left = leftOf(order, capture);
      const requested = amount ?? left;
      if (capture.status === "PENDING") throw unprocessable("PENDING_CAPTURE", "The payment is still pending.");
      if (capture.status === "DECLINED") throw unprocessable("REFUND_NOT_ALLOWED", "The payment was declined.");
      if (capture.status === "REFUNDED") throw unprocessable("CAPTURE_FULLY_REFUNDED", "Everything has been refunded.");
      if (requested.currency_code !== left.currency_code)
        throw unprocessable("REFUND_CAPTURE_CURRENCY_MISMATCH", "The payment is in another currency.");
      if (centsOf(requested) === 0) throw unprocessable("CANNOT_BE_ZERO_OR_NEGATIVE", "The amount has to be above zero.");
      if (centsOf(requested) > centsOf(left)) throw unprocessable("REFUND_AMOUNT_EXCEEDED", "The amount exceeds what is left.");
      const twin = given.invoiceId && ledger.orders.find(({ refunds }) => refunds.some(({ invoiceId }) => invoiceId === given.invoiceId));
      if (twin) throw unprocessable("DUPLICATE_INVOICE_ID", "Another refund has this invoice number.");
      const refund = addRefund(order, capture, { amount: requested, ...given });
      sendEvent("PAYMENT.CAPTURE.REFUNDED", "refund", refundResource(refund, core.url()));
      return refund;
    },

    reverse(captureId) {
      const { order, capture } = getCapture(captureId);
      const refund = addRefund(order, capture, { amount: leftOf(order, capture) }, "CHARGEBACK");
      sendEvent("PAYMENT.CAPTURE.REVERSED", "refund", refundResource(refund, core.url()));
    },

    dispute(captureId) {
      const { order, capture } = getCapture(captureId);
      const dispute: Dispute = { id: `PP-D-${newId()}`, amount: leftOf(order, capture), at: at() };
      ledger.orders.update(order, { disputes: [...order.disputes, dispute] });
      sendEvent("CUSTOMER.DISPUTE.CREATED", "dispute", disputeResource(order, dispute));
      return dispute;
    },

    endDispute(disputeId, outcome) {
      const found = findDispute(ledger, disputeId);
      if (!found) throw notFound();
      const ended: Dispute = { ...found.dispute, outcome: outcome === "won" ? "RESOLVED_SELLER_FAVOUR" : "RESOLVED_BUYER_FAVOUR" };
      const disputes = found.order.disputes.map((dispute) => (dispute.id === disputeId ? ended : dispute));
      ledger.orders.update(found.order, { disputes });
      sendEvent("CUSTOMER.DISPUTE.RESOLVED", "dispute", disputeResource(found.order, ended));
    },

    expire(orderId) {
      if (ledger.orders.get(orderId)?.status !== "COMPLETED") ledger.orders.delete(orderId);
    },
  };

  return bank;
}
