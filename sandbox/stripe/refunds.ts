import { completeRefund, tellOfCharge } from "./events";
import { missing, refuse } from "./failure";
import { type Account, type Charge, newId, type Refund, secondsNow } from "./ledger";
import { findTestCard } from "./test-cards";

export function getCharge({ ledger }: Account, id: string): Charge {
  const charge = ledger.charges.find((one) => one.id === id);
  if (charge === undefined) throw missing("charge", id);
  return charge;
}

export function getRefund({ ledger }: Account, id: string): Refund {
  const refund = ledger.refunds.find((one) => one.id === id);
  if (refund === undefined) throw missing("refund", id);
  return refund;
}

/** Gives `amount` back, or all that is left of the charge. */
export function createRefund(account: Account, charge: Charge, given: Pick<Refund, "metadata" | "reason"> & { amount?: number }): Refund {
  if (charge.status !== "succeeded" || !charge.captured) {
    throw refuse("This PaymentIntent does not have a successful charge to refund.");
  }
  if (charge.disputed) throw refuse(`Charge ${charge.id} has been charged back; cannot issue a refund.`, { code: "charge_disputed" });
  const left = charge.amount - refundedOf(account, charge);
  if (left === 0) throw refuse(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  const amount = given.amount ?? left;
  if (amount > left) {
    throw refuse(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, { param: "amount" });
  }
  const late = lateEnd(charge);
  const refund: Refund = {
    ...given,
    id: newId("re"),
    charge: charge.id,
    paymentIntent: charge.paymentIntent,
    amount,
    currency: charge.currency,
    status: late === "succeed_late" ? "pending" : "succeeded",
    created: secondsNow(account),
  };
  account.ledger.refunds.push(refund);
  tellOfCharge(account, "refunded", charge);
  completeRefund(account, "updated", refund);
  settleRefundLater(account, refund, charge);
  return refund;
}

const lateEnd = (charge: Charge) => findTestCard(charge.card.number)?.refunds;

/** The bank's last word on a refund: it may take one back that seemed to have succeeded. */
export function settleRefund(account: Account, refund: Refund, outcome: "succeed" | "fail"): void {
  if (refund.status === "failed") throw refuse("This refund has failed already.");
  refund.status = outcome === "succeed" ? "succeeded" : "failed";
  completeRefund(account, outcome === "succeed" ? "updated" : "failed", refund);
}

/** Lets a refund of a card whose refunds take their time come to its end by itself, where the sandbox was started so. */
export function settleRefundLater(account: Account, refund: Refund, charge = getCharge(account, refund.charge)): void {
  const late = lateEnd(charge);
  if (late === undefined || account.processingMs === undefined) return;
  const settle = () => {
    if (account.ledger.refunds.includes(refund) && refund.status !== "failed") {
      settleRefund(account, refund, late === "succeed_late" ? "succeed" : "fail");
    }
  };
  setTimeout(settle, account.processingMs).unref();
}

function refundedOf({ ledger }: Account, charge: Charge): number {
  return ledger.refunds
    .filter((refund) => refund.charge === charge.id && refund.status !== "failed")
    .reduce((sum, { amount }) => sum + amount, 0);
}
