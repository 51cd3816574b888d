import type { Action, Overview } from "../base/provider-module";
import type { Amount, Order } from "./ledger";

/** The orders, listed oldest first, as the outcome page shows them. */
export function paypalOverview(orders: readonly Order[]): Overview {
  return {
    title: "PayPal",
    columns: ["Order", "Amount", "Status"],
    rows: orders.toReversed().map((order) => {
      const [{ amount, invoice_id }] = order.request.purchase_units;
      return { cells: [invoice_id, money(amount), describeStatus(order)], actions: actionsOn(order) };
    }),
  };
}

function money({ value, currency_code }: Amount): string {
  return `${value} ${currency_code}`;
}

function describeStatus({ status, capture, refunds }: Order): string {
  const words = capture ? ["capture", capture.status, ...(capture.reason ? [`(${capture.reason})`] : [])] : [status];
  const refunded = refunds.map(({ amount, status }) => ` · refund of ${money(amount)} ${status}`);
  return [...words, ...refunded].join(" ").toLowerCase().replaceAll("_", " ");
}

function actionsOn({ id, status, capture, disputes }: Order): Action[] {
  if (status === "PAYER_ACTION_REQUIRED") {
    return [{ label: "Approve it", path: `/_sandbox/paypal/orders/${id}/approve`, fields: { outcome: "paid" } }];
  }
  const path = `/_sandbox/paypal/captures/${capture?.id}`;
  if (capture?.status === "PENDING") {
    return [
      { label: "Let it succeed", path: `${path}/settle` },
      { label: "Let it fail", path: `${path}/deny` },
    ];
  }
  if (capture?.status !== "COMPLETED" && capture?.status !== "PARTIALLY_REFUNDED") return [];
  return [
    { label: "Refund it here", path: `${path}/refund` },
    { label: "Reverse it", path: `${path}/reverse` },
    { label: "Dispute it", path: `${path}/dispute` },
    ...disputes
      .filter(({ outcome }) => outcome === undefined)
      .flatMap((dispute) => [
        { label: "Dispute is won", path: `/_sandbox/paypal/disputes/${dispute.id}/close`, fields: { outcome: "won" } },
        { label: "Dispute is lost", path: `/_sandbox/paypal/disputes/${dispute.id}/close`, fields: { outcome: "lost" } },
      ]),
  ];
}
