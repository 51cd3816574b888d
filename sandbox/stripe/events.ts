import { createHmac } from "node:crypto";
import { type Account, type Charge, type Dispute, newId, type PaymentIntent, type Refund } from "./ledger";
import { chargeResource, disputeResource, eventResource, paymentIntentResource, refundResource } from "./resources";

export const WEBHOOK_SECRET = "whsec_sandbox";

/** The `Stripe-Signature` of a body sent now: https://docs.stripe.com/webhooks/signature */
export function signatureHeader(body: string, now: Date): string {
  const time = Math.floor(now.getTime() / 1000);
  const signature = createHmac("sha256", WEBHOOK_SECRET).update(`${time}.${body}`).digest("hex");
  return `t=${time},v1=${signature}`;
}

type PaymentIntentEvent = "succeeded" | "payment_failed" | "processing" | "canceled" | "amount_capturable_updated";

export function sendPaymentIntentEvent(account: Account, event: PaymentIntentEvent, intent: PaymentIntent): void {
  sendEvent(account, `payment_intent.${event}`, paymentIntentResource(account, intent));
}

export function sendChargeEvent(account: Account, event: "refunded", charge: Charge): void {
  sendEvent(account, `charge.${event}`, chargeResource(account, charge));
}

export function sendRefundEvent(account: Account, event: "updated" | "failed", refund: Refund): void {
  sendEvent(account, `refund.${event}`, refundResource(refund));
}

export function sendDisputeEvent(account: Account, event: "created" | "closed", dispute: Dispute): void {
  sendEvent(account, `charge.dispute.${event}`, disputeResource(dispute));
}

function sendEvent(account: Account, type: string, object: unknown): void {
  const id = newId("evt");
  account.core.webhooks.send({ id, provider: "stripe", type, body: JSON.stringify(eventResource(account, id, type, object)) });
}
