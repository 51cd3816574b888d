import { openDispute } from "./disputes";
import { tellOfPaymentIntent } from "./events";
import { missing, refuse, StripeFailure } from "./failure";
import { type Account, type Charge, newId, type PaymentIntent, secondsNow } from "./ledger";
import { paymentIntentShape } from "./shapes";
import { type CardNumber, findTestCard } from "./test-cards";

export type GivenCard = { number: string; expMonth: number; expYear: number };

export function createPaymentIntent(
  account: Account,
  given: Pick<PaymentIntent, "amount" | "currency" | "captureMethod" | "metadata" | "description" | "receiptEmail">,
): PaymentIntent {
  if (given.amount < 50) throw refuse("Amount must be at least €0.50 eur", { code: "amount_too_small", param: "amount" });
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
  account.ledger.paymentIntents.push(intent);
  return intent;
}

export function getPaymentIntent({ ledger }: Account, id: string): PaymentIntent {
  const intent = ledger.paymentIntents.find((one) => one.id === id);
  if (intent === undefined) throw missing("payment_intent", id);
  return intent;
}

/** The customer pays with a card. Throws the card's error where it is declined. */
export function confirm(account: Account, intent: PaymentIntent, card: GivenCard, returnUrl: string | null): void {
  mustBe(intent, ["requires_payment_method", "requires_action"], "confirm");
  const known = findTestCard(card.number);
  if (known === undefined) {
    const message = "Your card was declined. Your request was in test mode, but used a non test card.";
    throw cardError(account, intent, { code: "card_declined", declineCode: "test_mode_live_card", message });
  }
  intent.card = { ...card, id: newId("pm"), number: known.number };
  intent.returnUrl = returnUrl;
  intent.error = null;
  if (known.authentication) intent.status = "requires_action";
  else charge(account, intent, known.number);
}

/** The customer's bank has asked who pays. */
export function authenticate(account: Account, intent: PaymentIntent, outcome: "complete" | "fail"): void {
  mustBe(intent, ["requires_action"], "authenticate");
  if (intent.card === null) throw new Error("no card to authenticate");
  if (outcome === "complete") {
    charge(account, intent, intent.card.number);
    return;
  }
  const message = "We are unable to authenticate your payment method. Please choose a different payment method and try again.";
  throw decline(account, intent, { code: "payment_intent_authentication_failure", declineCode: null, message });
}

/** Money that took its time arrives, or doesn't. */
export function settle(account: Account, intent: PaymentIntent, outcome: "succeed" | "fail"): void {
  mustBe(intent, ["processing"], "settle");
  const pending = account.ledger.charges.find(({ id }) => id === intent.latestCharge);
  if (pending === undefined) throw new Error("nothing is under way");
  if (outcome === "succeed") {
    pending.status = "succeeded";
    succeed(account, intent);
    return;
  }
  pending.status = "failed";
  pending.failure = { code: "payment_intent_payment_attempt_failed", declineCode: null, message: "The payment failed." };
  intent.error = pending.failure;
  intent.status = "requires_payment_method";
  tellOfPaymentIntent(account, "payment_failed", intent);
}

export function capture(account: Account, intent: PaymentIntent): void {
  mustBe(intent, ["requires_capture"], "capture");
  const authorized = account.ledger.charges.find(({ id }) => id === intent.latestCharge);
  if (authorized === undefined) throw new Error("nothing to capture");
  authorized.captured = true;
  succeed(account, intent);
}

export function cancel(account: Account, intent: PaymentIntent, reason: PaymentIntent["cancellationReason"]): void {
  mustBe(intent, ["requires_payment_method", "requires_action", "requires_capture"], "cancel");
  intent.status = "canceled";
  intent.canceledAt = secondsNow(account);
  intent.cancellationReason = reason;
  tellOfPaymentIntent(account, "canceled", intent);
}

function charge(account: Account, intent: PaymentIntent, number: CardNumber): void {
  const result = findTestCard(number)?.result;
  if (result === undefined || intent.card === null) throw new Error("no card to charge");
  const made: Charge = {
    id: newId("ch"),
    paymentIntent: intent.id,
    amount: intent.amount,
    currency: intent.currency,
    captured: intent.captureMethod !== "manual",
    status: result === "process" ? "pending" : "succeeded",
    failure: null,
    card: intent.card,
    metadata: intent.metadata,
    disputed: false,
    created: secondsNow(account),
  };
  account.ledger.charges.push(made);
  intent.latestCharge = made.id;
  if (typeof result === "object") {
    made.status = "failed";
    made.failure = { code: "card_declined", declineCode: result.decline, message: result.message };
    throw decline(account, intent, made.failure);
  }
  if (result === "process") {
    intent.status = "processing";
    tellOfPaymentIntent(account, "processing", intent);
    settleLater(account, intent);
  } else if (intent.captureMethod === "manual") {
    intent.status = "requires_capture";
    tellOfPaymentIntent(account, "amount_capturable_updated", intent);
  } else succeed(account, intent);
}

function succeed(account: Account, intent: PaymentIntent): void {
  intent.status = "succeeded";
  tellOfPaymentIntent(account, "succeeded", intent);
  const paid = account.ledger.charges.find(({ id }) => id === intent.latestCharge);
  if (paid && findTestCard(paid.card.number)?.disputes) openDispute(account, paid);
}

/** Lets a delayed payment succeed by itself, where the sandbox was started so. */
export function settleLater(account: Account, intent: PaymentIntent): void {
  if (account.processingMs === undefined) return;
  const settleIfStillThere = () => {
    if (account.ledger.paymentIntents.includes(intent) && intent.status === "processing") settle(account, intent, "succeed");
  };
  setTimeout(settleIfStillThere, account.processingMs).unref();
}

/** Leaves the intent open for another try, and tells the shop. */
function decline(account: Account, intent: PaymentIntent, error: NonNullable<PaymentIntent["error"]>): StripeFailure {
  intent.status = "requires_payment_method";
  intent.error = error;
  tellOfPaymentIntent(account, "payment_failed", intent);
  return cardError(account, intent, error);
}

function cardError(account: Account, intent: PaymentIntent, error: NonNullable<PaymentIntent["error"]>): StripeFailure {
  return new StripeFailure(402, {
    type: "card_error",
    code: error.code,
    ...(error.declineCode && { decline_code: error.declineCode }),
    message: error.message,
    payment_intent: paymentIntentShape(account, intent),
  });
}

function mustBe(intent: PaymentIntent, statuses: readonly PaymentIntent["status"][], doing: string): void {
  if (statuses.includes(intent.status)) return;
  const message = `You cannot ${doing} this PaymentIntent because it has a status of ${intent.status}.`;
  throw refuse(message, { code: "payment_intent_unexpected_state" });
}
