import type { PaymentAttemptId } from "@/lib/core/ids";
import type { Cents } from "@/lib/core/money";
import { BadSignature, type OnlineProvider, type ProviderPayment, ProviderRejected } from "@/lib/payments/port/online-provider";
import type { OnlineTerms } from "@/lib/payments/port/payment-terms";

type Account = ProviderPayment & { clientSecret: string; paymentRef: string };

const accounts = new Map<string, Account>();

function open(id: PaymentAttemptId, amountCents: Cents, currency: string): Account {
  const ref = `bean-${id}`;
  return {
    ref,
    clientSecret: `secret-${ref}`,
    attemptId: id,
    state: "open",
    paymentRef: `paid-${ref}`,
    amountCents,
    currency,
    declined: false,
    refunds: [],
  };
}

function accountOf(ref: string): Account {
  const account = accounts.get(ref) ?? [...accounts.values()].find(({ paymentRef }) => paymentRef === ref);
  if (!account) throw new ProviderRejected("not_found", ref);
  return account;
}

function change(ref: string, changes: Partial<Account>): Account {
  const changed = { ...accountOf(ref), ...changes };
  accounts.set(changed.ref, changed);
  return changed;
}

const provider: OnlineProvider = {
  name: "beanstalk",
  parameters: ({ amountCents, currency }) => [amountCents, currency],
  async start({ id, amountCents, currency }) {
    const account = accounts.get(`bean-${id}`) ?? open(id, amountCents, currency);
    accounts.set(account.ref, account);
    return account;
  },
  find: async (ref) => accountOf(ref),
  findByPayment: async (paymentRef) => accountOf(paymentRef),
  capture: async (ref) => accountOf(ref),
  cancel: async (ref) => change(ref, accountOf(ref).state === "open" ? { state: "cancelled" } : {}),
  async refund({ id, paymentRef, amountCents }) {
    const refund = { ref: `back-${id}`, refundId: id, amountCents, state: "succeeded" } as const;
    change(paymentRef, { refunds: [...accountOf(paymentRef).refunds, refund] });
    return refund;
  },
  async findRefund(ref) {
    const refund = [...accounts.values()].flatMap(({ refunds }) => refunds).find((made) => made.ref === ref);
    if (!refund) throw new ProviderRejected("not_found", ref);
    return refund;
  },
  async findDispute(ref) {
    throw new ProviderRejected("not_found", ref);
  },
  async verify(body, headers) {
    if (headers["x-beans"] !== "magic") throw new BadSignature("wrong");
    return { eventId: `${body}-happened`, type: "bean.sprouted", kind: "payment", attemptRef: body, paymentRef: null, disputeRef: null };
  },
  listUndelivered: async () => [],
};

/** Simulates a customer who pays at the provider. */
export const payWithBeans = (ref: string) => change(ref, { state: "paid" });

/** The adapter of an invented provider; its key is missing in a shop whose URL contains "beanless". */
export const beans: OnlineTerms = {
  kind: "online",
  source: "beanstalk",
  holdMinutes: 10,
  offers: () => true,
  missing: ({ SITE_URL }) => ({ variables: SITE_URL.includes("beanless") ? ["BEANS_KEY"] : [], settings: [] }),
  open: async () => provider,
  script: () => ({ publicKey: "bean-key", address: null }),
  allows: () => ({ frames: ["https://beans.example"], calls: [], pictures: [], wallets: [] }),
};
