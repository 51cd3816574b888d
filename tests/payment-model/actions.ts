import fc from "fast-check";
import { z } from "zod";
import { orderIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import type { OnlineMethod } from "@/lib/payments/methods";
import { centsOf } from "@/sandbox/paypal/ledger";
import { action, always, anyOrder, chosen, weighed, which } from "./action";
import { openBook } from "./books";
import { runJobs, settleBank, underWay } from "./drain";
import { addAgain, changeDelivery, dispute, STAFF_EVENTS, staffWork } from "./staff-actions";
import { ask, count, newCheckoutKey, passTime, type Story, type System, type Tab } from "./system";
import { JOBS } from "./tasks";

const onlineMethod = fc.constantFrom("card" as const, "paypal" as const);
const percent = fc.constantFrom(30, 60, 100, 100);

export const order = action(
  "order",
  {
    cart: fc.nat(2),
    newCheckout: fc.boolean(),
    pays: fc.boolean(),
    // In another tab, while the page to pay on is open.
    shopsOn: fc.constantFrom(false, false, true),
    method: fc.constantFrom(
      ...(["card", "card", "card", "paypal", "paypal", "cash_on_delivery", "cash_on_delivery", "bank_transfer"] as const),
    ),
  },
  always,
  async (system, { cart, newCheckout, pays, shopsOn, method }) => {
    const { story } = system;
    const from = chosen(story.carts, cart);
    const { id, email, checkoutKey } = from;
    const key = newCheckout ? newCheckoutKey() : checkoutKey;
    const answer = await ask(system, { do: "order", cartId: id, checkoutKey: key, email, method });
    const placed = z.object({ ok: z.literal(true), value: z.object({ id: orderIdSchema }) }).safeParse(answer).data?.value.id;
    if (!placed) return;
    if (!story.orders.includes(placed)) {
      story.orders.push(placed);
      story.books.push(await openBook(system, placed));
      from.added = 0;
      from.orders += 1;
    }
    if (shopsOn) await addAgain(system, from);
    if (method !== "card" && method !== "paypal") return;
    const tab = await start(system, placed, method);
    if (pays && tab && payableTabs(system).includes(tab)) agree(system, tab, newCheckout ? "delay" : "succeed");
  },
);

const startAgain = action("start", { order: which, method: onlineMethod }, anyOrder, (system, { order, method }) =>
  start(system, chosen(system.story.orders, order), method),
);

async function start(system: System, orderId: Story["orders"][number], method: OnlineMethod): Promise<Tab | undefined> {
  const answer = await ask(system, { do: "start", orderId, method });
  const secret = z.object({ ok: z.literal(true), value: z.object({ clientSecret: z.string() }) }).safeParse(answer).data
    ?.value.clientSecret;
  const ref = secret?.split("_secret_")[0];
  if (!ref) return undefined;
  const { story } = system;
  const tab = story.tabs.find((one) => one.ref === ref) ?? { orderId, method, ref };
  if (!story.tabs.includes(tab)) story.tabs.push(tab);
  return tab;
}

const WAYS = ["succeed", "succeed", "succeed", "decline", "authenticate", "abandon", "delay", "delay"] as const;

/** The customer pays in any tab that is still open, and may or may not return to the shop. */
const pay = action(
  "pay",
  { tab: which, how: fc.constantFrom(...WAYS) },
  (system) => payableTabs(system).length > 0,
  (system, { tab, how }) => agree(system, chosen(payableTabs(system), tab), how),
);

function agree(system: System, { method, ref }: Tab, how: (typeof WAYS)[number]): void {
  const { stripe, paypal } = system.sandbox;
  count(system, `paying: ${method}, ${how}`);
  if (method === "paypal") {
    if (how !== "abandon") paypal.approve(ref, how === "decline" ? "declined" : how === "delay" ? "pending" : "paid");
  } else if (how === "authenticate" || how === "abandon") {
    stripe.pay(ref, "authenticate");
    if (how === "authenticate") stripe.authenticate(ref, "complete");
  } else stripe.pay(ref, how === "delay" ? "process" : how);
}

function payableTabs({ sandbox, story, now }: System) {
  const sixHoursAgo = new Date(now.getTime() - 6 * 3_600_000).toISOString();
  return story.tabs.filter(({ ref }) => {
    const status = sandbox.stripe.paymentIntents.find(({ id }) => id === ref)?.status;
    const order = sandbox.paypal.orders().find(({ id }) => id === ref);
    if (order) return order.status !== "COMPLETED" && order.at > sixHoursAgo;
    return status === "requires_payment_method" || status === "requires_action";
  });
}

const comeBack = action("come back", { order: which }, anyOrder, (system, { order }) =>
  ask(system, { do: "sync", orderId: chosen(system.story.orders, order) }),
);

const bank = action(
  "bank",
  { nth: which, outcome: fc.constantFrom("succeed", "succeed", "fail") },
  (system) => underWay(system).length > 0,
  (system, { nth, outcome }) => settleBank(system, chosen(underWay(system), nth), outcome),
);

const WEBHOOK_MODES = ["deliver", "duplicate", "hold", "drop", "reverse", "delay"] as const;

const webhooks = action("webhooks", { mode: fc.constantFrom(...WEBHOOK_MODES) }, always, (system, { mode }) => {
  count(system, `webhooks: ${mode}`);
  system.sandbox.webhooks.mode = mode;
});

/** Delayed events arrive after all; those that arrived before or were dropped arrive again. */
const release = action(
  "release",
  { nth: fc.array(fc.nat(20), { minLength: 1, maxLength: 5 }) },
  ({ sandbox }) => sandbox.webhooks.list().length > 0,
  ({ sandbox }, { nth }) => sandbox.webhooks.release(nth.map((index) => chosen(sandbox.webhooks.list(), index).id)),
);

const wait = action("wait", { minutes: fc.constantFrom(1, 5, 16, 31, 31, 31, 65, 400) }, always, (system, { minutes }) =>
  passTime(system, minutes),
);

/** Holds expire, sometimes while no provider can be reached. */
const holdsRunOut = action(
  "holds run out",
  { unreachable: fc.constantFrom(false, false, true) },
  anyOrder,
  async (system, { unreachable }) => {
    passTime(system, 31);
    for (const provider of unreachable ? (["stripe", "paypal"] as const) : []) system.sandbox.faults.add({ provider, kind: "error" });
    await ask(system, { do: "job", job: "expire-holds" });
  },
);

/** Time passes while the scheduler keeps running its jobs. */
const waitDays = action("wait eleven days", {}, anyOrder, async (system) => {
  for (const hours of [0.1, 0.5, 2, 21, 48, 48, 48, 48, 48]) {
    await runJobs(system);
    passTime(system, hours * 60);
  }
});

const job = action("job", { job: fc.constantFrom(...JOBS, "expire-holds" as const) }, anyOrder, (system, { job }) =>
  ask(system, { do: "job", job }),
);

const cancel = action("cancel", { order: which }, anyOrder, (system, { order }) =>
  ask(system, { do: "cancel", orderId: chosen(system.story.orders, order) }),
);

const refund = action(
  "refund",
  { order: which, amountCents: fc.constantFrom(cents(1000), cents(3000), null) },
  anyOrder,
  (system, { order, amountCents }) => ask(system, { do: "refund", orderId: chosen(system.story.orders, order), amountCents }),
);

const KINDS = ["error", "error", "reset", "answer_lost", "answer_lost", "late", "late", "timeout"] as const;

/** The calls that a fault can affect: the next of any kind (`*`), or the next of one kind. */
const CALLS = [
  { provider: "stripe" },
  { provider: "stripe", operation: "payment_intents.retrieve" },
  { provider: "stripe", operation: "payment_intents.cancel" },
  { provider: "stripe", operation: "refunds.create" },
  { provider: "paypal" },
  { provider: "paypal", operation: "orders.get" },
  { provider: "paypal", operation: "orders.capture" },
  { provider: "paypal", operation: "captures.refund" },
  { provider: "resend" },
] as const;

const fault = action(
  "fault",
  { call: fc.constantFrom(...CALLS), kind: fc.constantFrom(...KINDS), times: fc.integer({ min: 1, max: 2 }) },
  always,
  ({ sandbox }, { call, kind, times }) => sandbox.faults.add({ ...call, kind, times }),
);

/** The account's keys are exchanged for another's, which knows nothing of what was begun, and after some calls put back. */
const exchangeKeys = action("exchange keys", { times: fc.integer({ min: 1, max: 4 }) }, anyOrder, ({ sandbox }, { times }) => {
  for (const operation of ["payment_intents.retrieve", "payment_intents.cancel"]) {
    sandbox.faults.add({ provider: "stripe", operation, kind: "unknown", times });
  }
  sandbox.faults.add({ provider: "paypal", operation: "orders.get", kind: "unknown", times });
});

/** Staff refund in the provider's own dashboard, which notifies the shop only by webhook. */
const refundElsewhere = action(
  "refund elsewhere",
  { nth: which, percent },
  (system) => refundable(system).length > 0,
  (system, { nth, percent }) => chosen(refundable(system), nth)(percent),
);

function refundable({ sandbox: { stripe, paypal } }: System): ((percent: number) => void)[] {
  const charges = stripe.charges.filter(
    ({ id, captured, status, disputed }) =>
      captured && status === "succeeded" && !disputed && !stripe.refunds.some(({ charge }) => charge === id),
  );
  const captures = paypal.orders().flatMap(({ capture }) => (capture?.status === "COMPLETED" ? [capture] : []));
  const part = (whole: number, percent: number) => Math.ceil((whole * percent) / 100);
  return [
    ...charges.map(
      ({ id, amount }) =>
        (percent: number) =>
          void stripe.refund(id, part(amount, percent)),
    ),
    ...captures.map(({ id, amount }) => (percent: number) => {
      paypal.refund(id, { amount: { ...amount, value: (part(centsOf(amount), percent) / 100).toFixed(2) } });
    }),
  ];
}

/** The amount at the provider is changed and differs from the order's. */
const tamper = action(
  "tamper",
  { tab: which, pays: fc.constantFrom(true, true, false) },
  (system) => payableTabs(system).length > 0,
  (system, { tab, pays }) => {
    const changed = chosen(payableTabs(system), tab);
    const intent = system.sandbox.stripe.paymentIntents.find(({ id }) => id === changed.ref);
    if (intent) intent.amount -= 100;
    const amount = system.sandbox.paypal.orders().find(({ id }) => id === changed.ref)?.request.purchase_units[0].amount;
    if (amount) amount.value = ((centsOf(amount) - 100) / 100).toFixed(2);
    if (pays) agree(system, changed, "succeed");
  },
);

/** Actions that can happen at the same moment. */
export const busy = weighed(
  [6, order],
  [3, startAgain],
  [9, pay],
  [5, comeBack],
  [8, bank],
  [2, release],
  [5, job],
  [4, cancel],
  [4, refund],
  [4, refundElsewhere],
  [3, dispute],
  [24, staffWork],
);

/** The events that a long run must have included, by the names under which they are counted. */
export const EXPECTED_EVENTS = [
  ...["order", "start", "pay", "come back", "bank", "release", "job", "cancel", "refund", "refund elsewhere"],
  ...["wait", "holds run out", "wait eleven days", "fault", "exchange keys", "tamper", "several at once"],
  ...STAFF_EVENTS,
  ...WEBHOOK_MODES.map((mode) => `webhooks: ${mode}`),
  ...["card", "paypal"].flatMap((method) => [...new Set(WAYS)].map((how) => `paying: ${method}, ${how}`)),
  ...[...new Set(KINDS)].map((kind) => `met: ${kind}`),
  ...["any", "call", "answer"].map((step) => `killed: ${step}`),
];

export const anything = weighed(
  [44, busy],
  [3, webhooks],
  [3, wait],
  [6, holdsRunOut],
  [1, waitDays],
  [7, fault],
  [5, tamper],
  [3, changeDelivery],
  [2, exchangeKeys],
);
