import { invalidRequest, notFound } from "./api-error";
import { lastDispute } from "./disputes";
import { sendChargeEvent, sendRefundEvent } from "./events";
import { type Account, type Charge, newId, type Refund, refundedOf, secondsNow } from "./ledger";
import { findTestCard } from "./test-cards";

export function getCharge({ ledger }: Account, id: string): Charge {
  const charge = ledger.charges.get(id);
  if (charge === undefined) throw notFound("charge", id);
  return charge;
}

export function getRefund({ ledger }: Account, id: string): Refund {
  const refund = ledger.refunds.get(id);
  if (refund === undefined) throw notFound("refund", id);
  return refund;
}

/** Refunds `amount` (in cents), or the rest of the charge. */
export function createRefund(account: Account, charge: Charge, given: Pick<Refund, "metadata" | "reason"> & { amount?: number }): Refund {
  if (charge.status !== "succeeded" || !charge.captured) {
    throw invalidRequest("This PaymentIntent does not have a successful charge to refund.");
  }
  const dispute = lastDispute(account, charge);
  if (dispute && dispute.status !== "won")
    throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, { code: "charge_disputed" });
  const left = charge.amount - refundedOf(account.ledger, charge);
  if (left === 0) throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  const amount = given.amount ?? left;
  if (amount > left) {
    throw invalidRequest(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, { param: "amount" });
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
  account.ledger.refunds.add(refund);
  sendChargeEvent(account, "refunded", charge);
  sendRefundEvent(account, "updated", refund);
  settleRefundLater(account, refund);
  return refund;
}

/** The outcome of a delayed refund; undefined if refunds succeed at once. */
const lateEnd = (charge: Charge) => findTestCard(charge.card.number)?.refunds;

/** The bank's final outcome of a refund, which may fail after it seemed to have succeeded. */
export function settleRefund(account: Account, refund: Refund, outcome: "succeed" | "fail"): void {
  if (refund.status === "failed") throw invalidRequest("This refund has failed already.");
  account.ledger.refunds.update(refund, { status: outcome === "succeed" ? "succeeded" : "failed" });
  sendRefundEvent(account, outcome === "succeed" ? "updated" : "failed", refund);
}

/** Ends a refund by itself after a delay, if its card delays refunds and the sandbox has a processing time. */
export function settleRefundLater(account: Account, refund: Refund): void {
  const charge = account.ledger.charges.get(refund.charge);
  const late = charge && lateEnd(charge);
  if (late === undefined || account.processingMs === undefined) return;
  const settle = () => {
    if (account.ledger.refunds.get(refund.id) === refund && refund.status !== "failed") {
      settleRefund(account, refund, late === "succeed_late" ? "succeed" : "fail");
    }
  };
  setTimeout(settle, account.processingMs).unref();
}
