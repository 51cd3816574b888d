import type Stripe from "stripe";
import { type Account, type Charge, type Dispute, type PaymentIntent, type Refund, refundedOf, secondsNow } from "./ledger";
import { findTestCard } from "./test-cards";

// The sandbox's records in the format of Stripe's API. The SDK's types make sure that no field is missing.

const NO_CONNECT = { application: null, application_fee_amount: null, on_behalf_of: null, transfer_group: null } as const;
const NO_DESCRIPTOR = { statement_descriptor: null, statement_descriptor_suffix: null } as const;
const NO_CUSTOMER = { customer: null, customer_account: null } as const;

export function paymentIntentResource(account: Account, intent: PaymentIntent, expand: readonly string[] = []): Stripe.PaymentIntent {
  const charge = account.ledger.charges.get(intent.latestCharge ?? "");
  const captured = charge?.captured && charge.status === "succeeded";
  return {
    ...NO_CONNECT,
    ...NO_DESCRIPTOR,
    ...NO_CUSTOMER,
    id: intent.id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: intent.amount,
    amount_capturable: intent.status === "requires_capture" ? intent.amount : 0,
    amount_details: { tip: {} },
    amount_received: captured ? intent.amount : 0,
    automatic_payment_methods: { allow_redirects: "always", enabled: true },
    canceled_at: intent.canceledAt,
    cancellation_reason: intent.cancellationReason,
    capture_method: intent.captureMethod,
    client_secret: intent.clientSecret,
    confirmation_method: "automatic",
    created: intent.created,
    currency: intent.currency,
    description: intent.description,
    excluded_payment_method_types: null,
    last_payment_error: intent.error && {
      type: "card_error",
      code: intent.error.code,
      ...(intent.error.declineCode && { decline_code: intent.error.declineCode }),
      message: intent.error.message,
    },
    latest_charge: charge && expand.includes("latest_charge") ? chargeResource(account, charge) : intent.latestCharge,
    livemode: false,
    managed_payments: null,
    metadata: intent.metadata,
    next_action: nextAction(account, intent),
    payment_method: intent.status === "requires_payment_method" ? null : (intent.card?.id ?? null),
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: intent.receiptEmail,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    status: intent.status,
    transfer_data: null,
  };
}

function nextAction({ core }: Account, intent: PaymentIntent): Stripe.PaymentIntent.NextAction | null {
  if (intent.status !== "requires_action") return null;
  return {
    type: "redirect_to_url",
    redirect_to_url: { url: `${core.url()}/stripe/authentication/${intent.id}`, return_url: intent.returnUrl },
  };
}

export function chargeResource({ ledger }: Account, charge: Charge): Stripe.Charge {
  const refunded = refundedOf(ledger, charge);
  const paid = charge.status !== "failed";
  return {
    ...NO_CONNECT,
    ...NO_DESCRIPTOR,
    id: charge.id,
    object: "charge",
    amount: charge.amount,
    amount_captured: paid && charge.captured ? charge.amount : 0,
    amount_refunded: refunded,
    application_fee: null,
    balance_transaction: null,
    billing_details: {
      address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
      email: null,
      name: null,
      phone: null,
      tax_id: null,
    },
    calculated_statement_descriptor: null,
    captured: paid && charge.captured,
    created: charge.created,
    currency: charge.currency,
    customer: null,
    description: null,
    disputed: charge.disputed,
    failure_balance_transaction: null,
    failure_code: charge.failure?.code ?? null,
    failure_message: charge.failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: charge.metadata,
    outcome: null,
    paid,
    payment_intent: charge.paymentIntent,
    payment_method: charge.card.id,
    payment_method_details: null,
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: refunded === charge.amount,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    status: charge.status,
    transfer_data: null,
  };
}

export function refundResource(refund: Refund): Stripe.Refund {
  return {
    ...NO_CUSTOMER,
    id: refund.id,
    object: "refund",
    amount: refund.amount,
    balance_transaction: null,
    charge: refund.charge,
    created: refund.created,
    currency: refund.currency,
    destination_details: { card: { type: "refund" }, type: "card" },
    ...(refund.status === "failed" && { failure_reason: "lost_or_stolen_card" }),
    metadata: refund.metadata,
    payment_intent: refund.paymentIntent,
    payment_method: null,
    reason: refund.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: refund.status,
    transfer_reversal: null,
  };
}

/** A dispute without its evidence, which the shop would write. */
export function disputeResource(dispute: Dispute): Omit<Stripe.Dispute, "evidence" | "evidence_details"> {
  return {
    id: dispute.id,
    object: "dispute",
    amount: dispute.amount,
    balance_transactions: [],
    charge: dispute.charge,
    created: dispute.created,
    currency: dispute.currency,
    enhanced_eligibility_types: [],
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: dispute.paymentIntent,
    reason: "fraudulent",
    status: dispute.status,
  };
}

const API_VERSION = "2026-10-28.endive";

export function eventResource(account: Account, id: string, type: string, object: unknown) {
  return {
    id,
    object: "event",
    api_version: API_VERSION,
    created: secondsNow(account),
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
  };
}

/** The card's brand and last digits, such as `visa 4242`. */
export function cardTitle(card: { number: string }): string {
  return `${findTestCard(card.number)?.brand ?? "card"} ${card.number.slice(-4)}`;
}
