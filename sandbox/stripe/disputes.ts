import { tellOfDispute } from "./events";
import { missing, refuse } from "./failure";
import { type Account, type Charge, type Dispute, newId, secondsNow } from "./ledger";

/** The card's holder disputes a payment. */
export function openDispute(account: Account, charge: Charge): Dispute {
  if (charge.status !== "succeeded" || charge.disputed) throw refuse("This charge can't be disputed.");
  charge.disputed = true;
  const dispute: Dispute = {
    id: newId("dp"),
    charge: charge.id,
    paymentIntent: charge.paymentIntent,
    amount: charge.amount,
    currency: charge.currency,
    status: "needs_response",
    created: secondsNow(account),
  };
  account.ledger.disputes.push(dispute);
  tellOfDispute(account, "created", dispute);
  return dispute;
}

export function closeDispute(account: Account, id: string, outcome: "won" | "lost"): Dispute {
  const dispute = account.ledger.disputes.find((one) => one.id === id);
  if (dispute === undefined) throw missing("dispute", id);
  dispute.status = outcome;
  tellOfDispute(account, "closed", dispute);
  return dispute;
}
