import type { Capture, Dispute, Order, Refund } from "./ledger";

// The sandbox's records in the format of PayPal's API and events.

export function orderResource(order: Order, url: string) {
  const [unit] = order.request.purchase_units;
  const payments = order.capture && {
    payments: {
      captures: [captureResource(order, order.capture, url)],
      ...(order.refunds.length > 0 && { refunds: order.refunds.map((refund) => refundResource(refund, url)) }),
    },
  };
  return {
    id: order.id,
    intent: order.request.intent,
    status: order.status,
    payment_source: { paypal: {} },
    purchase_units: [{ reference_id: "default", ...unit, ...payments }],
    create_time: order.at,
    links: orderLinks(order, url),
  };
}

/** The answer without `Prefer: return=representation`. */
export function minimalOrder(order: Order, url: string) {
  return { id: order.id, status: order.status, links: orderLinks(order, url) };
}

function orderLinks({ id }: Order, url: string) {
  return [
    { href: `${url}/v2/checkout/orders/${id}`, rel: "self", method: "GET" },
    { href: `${url}/checkoutnow?token=${id}`, rel: "payer-action", method: "GET" },
  ];
}

export function captureResource(order: Order, capture: Capture, url: string) {
  const [{ custom_id, invoice_id }] = order.request.purchase_units;
  return {
    id: capture.id,
    status: capture.status,
    ...(capture.reason && { status_details: { reason: capture.reason } }),
    amount: capture.amount,
    final_capture: true,
    custom_id,
    invoice_id,
    supplementary_data: { related_ids: { order_id: order.id } },
    create_time: capture.at,
    links: [
      { href: `${url}/v2/payments/captures/${capture.id}`, rel: "self", method: "GET" },
      { href: `${url}/v2/payments/captures/${capture.id}/refund`, rel: "refund", method: "POST" },
      { href: `${url}/v2/checkout/orders/${order.id}`, rel: "up", method: "GET" },
    ],
  };
}

export function refundResource(refund: Refund, url: string) {
  return {
    id: refund.id,
    status: refund.status,
    amount: refund.amount,
    ...(refund.invoiceId && { invoice_id: refund.invoiceId }),
    ...(refund.customId && { custom_id: refund.customId }),
    ...(refund.note && { note_to_payer: refund.note }),
    create_time: refund.at,
    links: [
      { href: `${url}/v2/payments/refunds/${refund.id}`, rel: "self", method: "GET" },
      { href: `${url}/v2/payments/captures/${refund.captureId}`, rel: "up", method: "GET" },
    ],
  };
}

export function disputeResource({ capture, request }: Order, { id, amount, outcome, at }: Dispute) {
  return {
    dispute_id: id,
    create_time: at,
    reason: "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
    status: outcome ? "RESOLVED" : "OPEN",
    dispute_amount: amount,
    disputed_transactions: [
      { seller_transaction_id: capture?.id, custom: request.purchase_units[0].custom_id, gross_amount: capture?.amount },
    ],
    ...(outcome && { dispute_outcome: { outcome_code: outcome, ...(outcome === "RESOLVED_BUYER_FAVOUR" && { amount_refunded: amount }) } }),
  };
}
