import { invalidRequest, notFound, StripeApiError } from "./api-error";
import { openDispute } from "./disputes";
import { sendPaymentIntentEvent } from "./events";
import { type Account, type Charge, newId, type PaymentIntent, secondsNow } from "./ledger";
import { paymentIntentResource } from "./resources";
import { type CardNumber, findTestCard } from "./test-cards";

export type GivenCard = { number: string; expMonth: number; expYear: number };

export function createPaymentIntent(
  account: Account,
  given: Pick<PaymentIntent, "amount" | "currency" | "captureMethod" | "metadata" | "description" | "receiptEmail">,
): PaymentIntent {
  if (given.amount < 50) throw invalidRequest("Amount must be at least €0.50 eur", { code: "amount_too_small", param: "amount" });
  const id = newId("pi");
  const intent: PaymentIntent = {
    ...given,
    id,
    clientSecret: newId(`${id}_secret`),
    status: "requires_payment_method",
    created: secondsNow(account),
    canceledAt: null,
    cancellationReason: null,
    card: null,
    returnUrl: null,
    error: null,
    latestCharge: null,
  };
  account.ledger.paymentIntents.add(intent);
  return intent;
}

export function getPaymentIntent({ ledger }: Account, id: string): PaymentIntent {
  const intent = ledger.paymentIntents.get(id);
  if (intent === undefined) throw notFound("payment_intent", id);
  return intent;
}

/** The customer pays with a card. Throws the card's error if it is declined. */
export function confirm(account: Account, intent: PaymentIntent, card: GivenCard, returnUrl: string | null): void {
  assertStatus(intent, ["requires_payment_method", "requires_action"], "confirm");
  const known = findTestCard(card.number);
  if (known === undefined) {
    const message = "Your card was declined. Your request was in test mode, but used a non test card.";
    throw cardError(account, intent, { code: "card_declined", declineCode: "test_mode_live_card", message });
  }
  account.ledger.paymentIntents.update(intent, {
    card: { ...card, id: newId("pm"), number: known.number },
    returnUrl,
    error: null,
    ...(known.authentication && { status: "requires_action" }),
  });
  if (!known.authentication) charge(account, intent, known.number);
}

/** The customer responds to the bank's 3-D Secure request. */
export function authenticate(account: Account, intent: PaymentIntent, outcome: "complete" | "fail"): void {
  assertStatus(intent, ["requires_action"], "authenticate");
  if (intent.card === null) throw new Error("no card to authenticate");
  if (outcome === "complete") {
    charge(account, intent, intent.card.number);
    return;
  }
  const message = "We are unable to authenticate your payment method. Please choose a different payment method and try again.";
  throw decline(account, intent, { code: "payment_intent_authentication_failure", declineCode: null, message });
}

/** A delayed payment succeeds or fails. */
export function settle(account: Account, intent: PaymentIntent, outcome: "succeed" | "fail"): void {
  assertStatus(intent, ["processing"], "settle");
  const pending = account.ledger.charges.get(intent.latestCharge ?? "");
  if (pending === undefined) throw new Error("no charge is pending");
  if (outcome === "succeed") {
    account.ledger.charges.update(pending, { status: "succeeded" });
    succeed(account, intent);
    return;
  }
  const error = { code: "payment_intent_payment_attempt_failed", declineCode: null, message: "The payment failed." };
  account.ledger.charges.update(pending, { status: "failed", failure: error });
  account.ledger.paymentIntents.update(intent, { status: "requires_payment_method", error });
  sendPaymentIntentEvent(account, "payment_failed", intent);
}

export function capture(account: Account, intent: PaymentIntent): void {
  assertStatus(intent, ["requires_capture"], "capture");
  const authorized = account.ledger.charges.get(intent.latestCharge ?? "");
  if (authorized === undefined) throw new Error("nothing to capture");
  account.ledger.charges.update(authorized, { captured: true });
  succeed(account, intent);
}

export function cancel(account: Account, intent: PaymentIntent, reason: PaymentIntent["cancellationReason"]): void {
  assertStatus(intent, ["requires_payment_method", "requires_action", "requires_capture"], "cancel");
  account.ledger.paymentIntents.update(intent, { status: "canceled", canceledAt: secondsNow(account), cancellationReason: reason });
  sendPaymentIntentEvent(account, "canceled", intent);
}

function charge(account: Account, intent: PaymentIntent, number: CardNumber): void {
  const result = findTestCard(number)?.result;
  if (result === undefined || intent.card === null) throw new Error("no card to charge");
  const failure = typeof result === "object" ? { code: "card_declined", declineCode: result.decline, message: result.message } : null;
  const made: Charge = {
    id: newId("ch"),
    paymentIntent: intent.id,
    amount: intent.amount,
    currency: intent.currency,
    captured: intent.captureMethod !== "manual",
    status: failure ? "failed" : result === "process" ? "pending" : "succeeded",
    failure,
    card: intent.card,
    metadata: intent.metadata,
    disputed: false,
    created: secondsNow(account),
  };
  account.ledger.charges.add(made);
  account.ledger.paymentIntents.update(intent, { latestCharge: made.id });
  if (failure) throw decline(account, intent, failure);
  if (result === "process") {
    account.ledger.paymentIntents.update(intent, { status: "processing" });
    sendPaymentIntentEvent(account, "processing", intent);
    settleLater(account, intent);
  } else if (intent.captureMethod === "manual") {
    account.ledger.paymentIntents.update(intent, { status: "requires_capture" });
    sendPaymentIntentEvent(account, "amount_capturable_updated", intent);
  } else succeed(account, intent);
}

function succeed(account: Account, intent: PaymentIntent): void {
  account.ledger.paymentIntents.update(intent, { status: "succeeded" });
  sendPaymentIntentEvent(account, "succeeded", intent);
  const paid = account.ledger.charges.get(intent.latestCharge ?? "");
  if (paid && findTestCard(paid.card.number)?.disputes) openDispute(account, paid);
}

/** Lets a delayed payment succeed by itself, if the sandbox has a processing time. */
export function settleLater(account: Account, intent: PaymentIntent): void {
  if (account.processingMs === undefined) return;
  const settleIfStillThere = () => {
    if (account.ledger.paymentIntents.get(intent.id) === intent && intent.status === "processing") settle(account, intent, "succeed");
  };
  setTimeout(settleIfStillThere, account.processingMs).unref();
}

/** Leaves the intent open for another attempt, and notifies the shop. */
function decline(account: Account, intent: PaymentIntent, error: NonNullable<PaymentIntent["error"]>): StripeApiError {
  account.ledger.paymentIntents.update(intent, { status: "requires_payment_method", error });
  sendPaymentIntentEvent(account, "payment_failed", intent);
  return cardError(account, intent, error);
}

function cardError(account: Account, intent: PaymentIntent, error: NonNullable<PaymentIntent["error"]>): StripeApiError {
  return new StripeApiError(402, {
    type: "card_error",
    code: error.code,
    ...(error.declineCode && { decline_code: error.declineCode }),
    message: error.message,
    payment_intent: paymentIntentResource(account, intent),
  });
}

function assertStatus(intent: PaymentIntent, statuses: readonly PaymentIntent["status"][], verb: string): void {
  if (statuses.includes(intent.status)) return;
  const message = `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`;
  throw invalidRequest(message, { code: "payment_intent_unexpected_state" });
}
