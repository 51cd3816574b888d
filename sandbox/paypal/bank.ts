import { randomBytes } from "node:crypto";
import type { Core } from "../provider-module";
import {
  type Amount,
  type Capture,
  centsOf,
  findCapture,
  findOrder,
  type Ledger,
  newId,
  type Order,
  type OUTCOMES,
  type Refund,
  refundedCents,
} from "./ledger";
import { notFound, unprocessable } from "./refusal";
import { captureResource, disputeResource, orderResource, refundResource } from "./resources";

export type Outcome = (typeof OUTCOMES)[number];

/** What customers, banks and PayPal's own staff do; each tells the shop by an event, as it really would. */
export type Bank = {
  /** The customer agrees; `outcome` is what capturing will come to. */
  approve(orderId: string, outcome?: Outcome): Order;
  /** The customer has agreed and the shop takes the money. Throws a refusal where it is declined. */
  capture(orderId: string): Order;
  /** A pending capture comes through. */
  settle(captureId: string): void;
  /** A pending capture comes to nothing. */
  deny(captureId: string): void;
  /** Gives back a part, or what is left; without an invoice id it is staff's doing in PayPal's pages. */
  refund(captureId: string, given?: { amount?: Amount; invoiceId?: string; customId?: string; note?: string }): Refund;
  /** A pending capture comes through by itself in a while, where the sandbox was told to. */
  settleLater(captureId: string): void;
  /** The customer's bank takes back what is left of it. */
  reverse(captureId: string): void;
  dispute(captureId: string): void;
  /** PayPal forgets an order that was not paid, before its time. */
  expire(orderId: string): void;
};

const EVENT_VERSIONS = { "checkout-order": "2.0", capture: "2.0", refund: "2.0", dispute: "1.0" } as const;

export function createBank(core: Core, ledger: () => Ledger, processingMs: number | undefined): Bank {
  const at = () => core.now().toISOString();

  function tell(type: string, resource_type: keyof typeof EVENT_VERSIONS, resource: unknown): void {
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
    ledger().events.push({ id, type, at: at(), payload });
    core.webhooks.send({ id, provider: "paypal", type, body: JSON.stringify(payload) });
  }

  function tellCapture(type: string, order: Order, capture: Capture): void {
    tell(`PAYMENT.CAPTURE.${type}`, "capture", captureResource(order, capture, core.url()));
  }

  function getOrder(id: string): Order {
    const order = findOrder(ledger(), id, core.now());
    if (!order) throw notFound();
    return order;
  }

  function getCapture(id: string): { order: Order; capture: Capture } {
    const found = findCapture(ledger(), id);
    if (!found) throw notFound();
    return found;
  }

  function getPending(id: string): { order: Order; capture: Capture } {
    const found = getCapture(id);
    if (found.capture.status !== "PENDING") throw unprocessable("NOT_PENDING", `The capture is ${found.capture.status}.`);
    return found;
  }

  function giveBack(order: Order, capture: Capture, given: Omit<Refund, "id" | "captureId" | "status" | "at">): Refund {
    const refund: Refund = { id: newId(), captureId: capture.id, status: "COMPLETED", at: at(), ...given };
    order.refunds.push(refund);
    capture.status = refundedCents(order) < centsOf(capture.amount) ? "PARTIALLY_REFUNDED" : "REFUNDED";
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
      order.status = "APPROVED";
      order.outcome = outcome;
      tell("CHECKOUT.ORDER.APPROVED", "checkout-order", orderResource(order, core.url()));
      return order;
    },

    capture(orderId) {
      const order = getOrder(orderId);
      const [{ amount, invoice_id }] = order.request.purchase_units;
      if (order.status === "COMPLETED") throw unprocessable("ORDER_ALREADY_CAPTURED", "An order is captured once.");
      if (order.status !== "APPROVED") throw unprocessable("ORDER_NOT_APPROVED", "The customer has not agreed.");
      const twin = ledger().orders.find(({ capture, request }) => capture && request.purchase_units[0].invoice_id === invoice_id);
      if (twin) throw unprocessable("DUPLICATE_INVOICE_ID", "Another payment has this invoice number.");
      // The order stays approved: the customer may choose another way to pay, and agree anew.
      if (order.outcome === "declined") throw unprocessable("INSTRUMENT_DECLINED", "The bank or the card's issuer said no.");
      const pending = order.outcome === "pending";
      const capture: Capture = { id: newId(), status: "COMPLETED", amount, at: at() };
      if (pending) Object.assign(capture, { status: "PENDING", reason: "ECHECK" });
      order.capture = capture;
      order.status = "COMPLETED";
      tellCapture(pending ? "PENDING" : "COMPLETED", order, capture);
      if (pending) bank.settleLater(capture.id);
      return order;
    },

    settle(captureId) {
      const { order, capture } = getPending(captureId);
      capture.status = "COMPLETED";
      delete capture.reason;
      tellCapture("COMPLETED", order, capture);
    },

    settleLater(captureId) {
      if (processingMs === undefined) return;
      setTimeout(() => {
        // Somebody may have decided about it in the meantime, or everything was forgotten.
        if (findCapture(ledger(), captureId)?.capture.status === "PENDING") bank.settle(captureId);
      }, processingMs).unref();
    },

    deny(captureId) {
      const { order, capture } = getPending(captureId);
      capture.status = "DECLINED";
      tellCapture("DENIED", order, capture);
    },

    refund(captureId, { amount, ...given } = {}) {
      const { order, capture } = getCapture(captureId);
      const left = leftOf(order, capture);
      const asked = amount ?? left;
      if (capture.status === "PENDING") throw unprocessable("PENDING_CAPTURE", "Nothing came in yet.");
      if (capture.status === "DECLINED") throw unprocessable("REFUND_NOT_ALLOWED", "Nothing came in.");
      if (capture.status === "REFUNDED") throw unprocessable("CAPTURE_FULLY_REFUNDED", "Everything was given back.");
      if (asked.currency_code !== left.currency_code) throw unprocessable("REFUND_CAPTURE_CURRENCY_MISMATCH", "Another currency came in.");
      if (centsOf(asked) === 0) throw unprocessable("CANNOT_BE_ZERO_OR_NEGATIVE", "Nothing can't be given back.");
      if (centsOf(asked) > centsOf(left)) throw unprocessable("REFUND_AMOUNT_EXCEEDED", "So much is not left.");
      const twin = given.invoiceId && ledger().orders.some(({ refunds }) => refunds.some(({ invoiceId }) => invoiceId === given.invoiceId));
      if (twin) throw unprocessable("DUPLICATE_INVOICE_ID", "Another refund has this invoice number.");
      const refund = giveBack(order, capture, { amount: asked, ...given });
      tell("PAYMENT.CAPTURE.REFUNDED", "refund", refundResource(refund, core.url()));
      return refund;
    },

    reverse(captureId) {
      const { order, capture } = getCapture(captureId);
      const refund = giveBack(order, capture, { amount: leftOf(order, capture) });
      capture.reason = "CHARGEBACK";
      tell("PAYMENT.CAPTURE.REVERSED", "refund", refundResource(refund, core.url()));
    },

    dispute(captureId) {
      const { order, capture } = getCapture(captureId);
      tell("CUSTOMER.DISPUTE.CREATED", "dispute", disputeResource(order, capture, core.now()));
    },

    expire(orderId) {
      const state = ledger();
      state.orders = state.orders.filter((order) => order.id !== orderId || order.status === "COMPLETED");
    },
  };

  return bank;
}
