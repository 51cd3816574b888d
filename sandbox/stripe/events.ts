import { type Account, type Charge, type Dispute, newId, type PaymentIntent, type Refund } from "./ledger";
import { chargeShape, disputeShape, eventShape, paymentIntentShape, refundShape } from "./shapes";

type PaymentIntentEvent = "succeeded" | "payment_failed" | "processing" | "canceled" | "amount_capturable_updated";

export function tellOfPaymentIntent(account: Account, event: PaymentIntentEvent, intent: PaymentIntent): void {
  tell(account, `payment_intent.${event}`, paymentIntentShape(account, intent));
}

export function tellOfCharge(account: Account, event: "refunded", charge: Charge): void {
  tell(account, `charge.${event}`, chargeShape(account, charge));
}

export function completeRefund(account: Account, event: "updated" | "failed", refund: Refund): void {
  tell(account, `refund.${event}`, refundShape(refund));
}

export function tellOfDispute(account: Account, event: "created" | "closed", dispute: Dispute): void {
  tell(account, `charge.dispute.${event}`, disputeShape(dispute));
}

function tell(account: Account, type: string, object: unknown): void {
  const id = newId("evt");
  account.core.webhooks.send({ id, provider: "stripe", type, body: JSON.stringify(eventShape(account, id, type, object)) });
}
