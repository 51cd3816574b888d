import { formatMoney } from "../base/page";
import type { Action, Overview } from "../base/provider-module";
import type { WayToPay } from "./customer-actions";
import { type Account, type PaymentIntent, refundedOf } from "./ledger";
import { cardTitle } from "./resources";

const WAYS = {
  succeed: "Pay it",
  decline: "Decline it",
  authenticate: "Ask for 3-D Secure",
  process: "Pay it with a delay",
} satisfies Record<WayToPay, string>;

/** The payments as the outcome page shows them. */
export function stripeOverview(account: Account, limit: number): Overview {
  const newest = account.ledger.paymentIntents.list().slice(-limit).toReversed();
  return {
    title: "Stripe",
    columns: ["Order", "Amount", "Card", "Status"],
    rows: newest.map((intent) => ({
      cells: [
        intent.metadata.order_reference ?? intent.id,
        formatMoney(intent.amount, intent.currency),
        intent.card ? cardTitle(intent.card) : "none yet",
        describeStatus(account, intent),
      ],
      actions: actionsOn(account, intent),
    })),
  };
}

function describeStatus(account: Account, intent: PaymentIntent): string {
  const charge = account.ledger.charges.get(intent.latestCharge ?? "");
  const refunded = charge ? refundedOf(account.ledger, charge) : 0;
  return [
    intent.status.replaceAll("_", " "),
    ...(intent.error ? [intent.error.message] : []),
    ...(refunded > 0 ? [`${formatMoney(refunded, intent.currency)} refunded`] : []),
    ...(charge?.disputed ? ["disputed"] : []),
  ].join(" · ");
}

function actionsOn({ ledger }: Account, { id, status, latestCharge }: PaymentIntent): Action[] {
  const intent = `/_sandbox/stripe/payment_intents/${id}`;
  const charge = `/_sandbox/stripe/charges/${latestCharge}`;
  // These pay without the shop's page, like a customer whose tab closes before it returns to the shop.
  if (status === "requires_payment_method") {
    return Object.entries(WAYS).map(([how, label]) => ({ label, path: `${intent}/pay`, fields: { how } }));
  }
  if (status === "requires_action") {
    return [
      { label: "Authenticate", path: `${intent}/authenticate`, fields: { outcome: "complete" } },
      { label: "Fail authentication", path: `${intent}/authenticate`, fields: { outcome: "fail" } },
    ];
  }
  if (status === "processing") {
    return [
      { label: "Let it succeed", path: `${intent}/settle`, fields: { outcome: "succeed" } },
      { label: "Let it fail", path: `${intent}/settle`, fields: { outcome: "fail" } },
    ];
  }
  if (status !== "succeeded") return [];
  const disputes = ledger.disputes.list().filter((one) => one.charge === latestCharge && one.status === "needs_response");
  if (disputes.length > 0) {
    return disputes.flatMap((dispute) => [
      { label: "Dispute is won", path: `/_sandbox/stripe/disputes/${dispute.id}/close`, fields: { outcome: "won" } },
      { label: "Dispute is lost", path: `/_sandbox/stripe/disputes/${dispute.id}/close`, fields: { outcome: "lost" } },
    ]);
  }
  const pending = ledger.refunds.list().filter((one) => one.charge === latestCharge && one.status === "pending");
  return [
    { label: "Refund it here", path: `${charge}/refund` },
    { label: "Dispute it", path: `${charge}/dispute` },
    ...pending.map((refund) => ({
      label: "Let the refund fail",
      path: `/_sandbox/stripe/refunds/${refund.id}/settle`,
      fields: { outcome: "fail" },
    })),
  ];
}
