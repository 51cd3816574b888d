import { z } from "zod";
import { given } from "../control";
import type { Route } from "../provider-module";
import { closeDispute, openDispute } from "./disputes";
import { withFailures } from "./endpoint";
import { StripeFailure } from "./failure";
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

/** What customers, banks and staff in Stripe's own pages do, without a browser. Each answers with what it is then. */
export type CustomerActs = {
  /** The customer confirms with a card; a declined one leaves the intent as Stripe leaves it. */
  pay(paymentIntent: string, how: WayToPay): PaymentIntent;
  authenticate(paymentIntent: string, outcome: "complete" | "fail"): PaymentIntent;
  /** A delayed payment comes to its end. */
  settle(paymentIntent: string, outcome: "succeed" | "fail"): PaymentIntent;
  /** A refund made in Stripe's own pages: the shop hears of it by webhook only. */
  refund(charge: string, amount?: number): Refund;
  settleRefund(refund: string, outcome: "succeed" | "fail"): Refund;
  dispute(charge: string): Dispute;
  closeDispute(dispute: string, outcome: "won" | "lost"): Dispute;
};

export function customerActs(account: Account): CustomerActs {
  function onIntent(id: string, work: (intent: PaymentIntent) => void): PaymentIntent {
    const intent = getPaymentIntent(account, id);
    try {
      work(intent);
    } catch (error) {
      // A decline is what was asked for; anything else is the test's mistake.
      if (!(error instanceof StripeFailure && error.status === 402)) throw error;
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
export function controlRoutes(acts: CustomerActs): Route[] {
  const control = <T>(path: string, schema: z.ZodType<T>, act: (id: string, body: T) => unknown): Route => ({
    method: "POST",
    path: `/_sandbox/stripe/${path}`,
    operation: path,
    caller: "control",
    answer: (request) => withFailures(() => given(request, schema, (body) => act(request.id, body))),
  });
  const outcome = z.strictObject({ outcome: z.enum(["succeed", "fail"]) });
  return [
    control("payment_intents/:id/pay", z.strictObject({ how: z.enum(WAYS_TO_PAY) }), (id, { how }) => acts.pay(id, how)),
    control("payment_intents/:id/authenticate", z.strictObject({ outcome: z.enum(["complete", "fail"]) }), (id, body) =>
      acts.authenticate(id, body.outcome),
    ),
    control("payment_intents/:id/settle", outcome, (id, body) => acts.settle(id, body.outcome)),
    control(
      "charges/:id/refund",
      z.strictObject({ amount: z.coerce.number<number | string>().int().min(1).optional() }),
      (id, { amount }) => acts.refund(id, amount),
    ),
    control("refunds/:id/settle", outcome, (id, body) => acts.settleRefund(id, body.outcome)),
    control("charges/:id/dispute", z.strictObject({}), (id) => acts.dispute(id)),
    control("disputes/:id/close", z.strictObject({ outcome: z.enum(["won", "lost"]) }), (id, body) => acts.closeDispute(id, body.outcome)),
  ];
}
