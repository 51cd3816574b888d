import { invalidRequest, notFound } from "./api-error";
import { sendDisputeEvent } from "./events";
import { type Account, type Charge, type Dispute, newId, refundedOf, secondsNow } from "./ledger";

/** The cardholder disputes a payment, perhaps after an earlier dispute of it ended. */
export function openDispute(account: Account, charge: Charge): Dispute {
  const last = lastDispute(account, charge);
  const amount = charge.amount - refundedOf(account.ledger, charge);
  if (charge.status !== "succeeded" || amount === 0 || (last && last.status !== "won"))
    throw invalidRequest("This charge can't be disputed.");
  account.ledger.charges.update(charge, { disputed: true });
  const dispute: Dispute = {
    id: newId("dp"),
    charge: charge.id,
    paymentIntent: charge.paymentIntent,
    amount,
    currency: charge.currency,
    status: "needs_response",
    created: secondsNow(account),
  };
  account.ledger.disputes.add(dispute);
  sendDisputeEvent(account, "created", dispute);
  return dispute;
}

export function lastDispute({ ledger }: Account, { id }: Charge): Dispute | undefined {
  return ledger.disputes.list().findLast(({ charge }) => charge === id);
}

export function getDispute({ ledger }: Account, id: string): Dispute {
  const dispute = ledger.disputes.get(id);
  if (dispute === undefined) throw notFound("dispute", id);
  return dispute;
}

export function closeDispute(account: Account, id: string, outcome: "won" | "lost"): Dispute {
  const dispute = getDispute(account, id);
  account.ledger.disputes.update(dispute, { status: outcome });
  sendDisputeEvent(account, "closed", dispute);
  return dispute;
}
