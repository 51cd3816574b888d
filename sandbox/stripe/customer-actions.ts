import { z } from "zod";
import { answerControl } from "../base/answer-control";
import type { Route } from "../base/http";
import { StripeApiError, withErrors } from "./api-error";
import { closeDispute, openDispute } from "./disputes";
import type { Account, Dispute, PaymentIntent, Refund } from "./ledger";
import { authenticate, confirm, getPaymentIntent, settle } from "./payments";
import { createRefund, getCharge, getRefund, settleRefund } from "./refunds";
import type { CardNumber } from "./test-cards";

const WAYS_TO_PAY = ["succeed", "decline", "authenticate", "process"] as const;

export type WayToPay = (typeof WAYS_TO_PAY)[number];

const CARDS: Record<WayToPay, CardNumber> = {
  succeed: "4242424242424242",
  decline: "4000000000000002",
  authenticate: "4000002500003155",
  process: "4000009999990008",
};

/** Actions of customers, banks and staff on Stripe's own pages, without a browser. Each returns the record as it is afterwards. */
export type CustomerActions = {
  /** The customer confirms with a card; a declined one leaves the intent as Stripe leaves it. */
  pay(paymentIntent: string, how: WayToPay): PaymentIntent;
  authenticate(paymentIntent: string, outcome: "complete" | "fail"): PaymentIntent;
  /** A delayed payment succeeds or fails. */
  settle(paymentIntent: string, outcome: "succeed" | "fail"): PaymentIntent;
  /** A refund made on Stripe's own pages, of which the shop learns only by webhook. */
  refund(charge: string, amount?: number): Refund;
  settleRefund(refund: string, outcome: "succeed" | "fail"): Refund;
  dispute(charge: string): Dispute;
  closeDispute(dispute: string, outcome: "won" | "lost"): Dispute;
};

export function customerActions(account: Account): CustomerActions {
  function onIntent(id: string, act: (intent: PaymentIntent) => void): PaymentIntent {
    const intent = getPaymentIntent(account, id);
    try {
      act(intent);
    } catch (error) {
      // The caller asked for a decline; any other error is the caller's mistake.
      if (!(error instanceof StripeApiError && error.status === 402)) throw error;
    }
    return intent;
  }
  return {
    pay: (id, how) =>
      onIntent(id, (intent) => confirm(account, intent, { number: CARDS[how], expMonth: 12, expYear: 2040 }, account.core.shopUrl)),
    authenticate: (id, outcome) => onIntent(id, (intent) => authenticate(account, intent, outcome)),
    settle: (id, outcome) => onIntent(id, (intent) => settle(account, intent, outcome)),
    refund: (id, amount) => createRefund(account, getCharge(account, id), { amount, metadata: {}, reason: null }),
    settleRefund(id, outcome) {
      const refund = getRefund(account, id);
      settleRefund(account, refund, outcome);
      return refund;
    },
    dispute: (id) => openDispute(account, getCharge(account, id)),
    closeDispute: (id, outcome) => closeDispute(account, id, outcome),
  };
}

/** The same over HTTP: `POST /_sandbox/stripe/payment_intents/ID/pay` {how}, and so on. */
export function controlRoutes(actions: CustomerActions): Route[] {
  const control = <T>(path: string, schema: z.ZodType<T>, act: (id: string, body: T) => unknown): Route => ({
    method: "POST",
    path: `/_sandbox/stripe/${path}`,
    operation: path,
    caller: "control",
    answer: (request) => withErrors(() => answerControl(request, schema, (body) => act(request.id, body))),
  });
  const outcome = z.strictObject({ outcome: z.enum(["succeed", "fail"]) });
  return [
    control("payment_intents/:id/pay", z.strictObject({ how: z.enum(WAYS_TO_PAY) }), (id, { how }) => actions.pay(id, how)),
    control("payment_intents/:id/authenticate", z.strictObject({ outcome: z.enum(["complete", "fail"]) }), (id, body) =>
      actions.authenticate(id, body.outcome),
    ),
    control("payment_intents/:id/settle", outcome, (id, body) => actions.settle(id, body.outcome)),
    control(
      "charges/:id/refund",
      z.strictObject({ amount: z.coerce.number<number | string>().int().min(1).optional() }),
      (id, { amount }) => actions.refund(id, amount),
    ),
    control("refunds/:id/settle", outcome, (id, body) => actions.settleRefund(id, body.outcome)),
    control("charges/:id/dispute", z.strictObject({}), (id) => actions.dispute(id)),
    control("disputes/:id/close", z.strictObject({ outcome: z.enum(["won", "lost"]) }), (id, body) =>
      actions.closeDispute(id, body.outcome),
    ),
  ];
}
