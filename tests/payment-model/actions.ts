import fc from "fast-check";
import { z } from "zod";
import { orderIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import type { OnlineMethod } from "@/lib/payments/methods";
import { centsOf } from "@/sandbox/paypal/ledger";
import { runJobs, settleBank, underWay } from "./drain";
import { ask, count, newCheckoutKey, passTime, type Story, type Tab, type World } from "./system";
import { JOBS } from "./tasks";

/** One thing that somebody does: a customer, a bank, staff, the scheduler, the network. */
export type Act = {
  name: string;
  /** What tells it from others of its name. */
  given: unknown;
  /** Whether there is anything to do it to. */
  possible(world: World): boolean;
  perform(world: World): unknown;
};

const act = <G extends object>(
  name: string,
  given: { [K in keyof G]: fc.Arbitrary<G[K]> },
  possible: (world: World, given: G) => boolean,
  perform: (world: World, given: G) => unknown,
): fc.Arbitrary<Act> =>
  fc.record<G>(given).map((chosen) => ({
    name,
    given: chosen,
    possible: (world) => possible(world, chosen),
    perform: (world) => perform(world, chosen),
  }));

const which = fc.nat(3);
const onlineMethod = fc.constantFrom("card" as const, "paypal" as const);
const percent = fc.constantFrom(30, 60, 100);
const always = () => true;
const anyOrder = ({ story }: World) => story.orders.length > 0;
const chosen = <T>(list: readonly T[], index: number): T => {
  const item = list[index % list.length];
  if (item === undefined) throw new Error("nothing to choose from");
  return item;
};

export const order = act(
  "order",
  {
    cart: fc.nat(2),
    anew: fc.boolean(),
    pays: fc.constantFrom(false, false, true),
    method: fc.constantFrom(...(["card", "card", "card", "paypal", "paypal", "paypal", "cash_on_delivery", "bank_transfer"] as const)),
  },
  always,
  async (world, { cart, anew, pays, method }) => {
    const { story } = world;
    const { id, email, checkoutKey } = chosen(story.carts, cart);
    const key = anew ? newCheckoutKey() : checkoutKey;
    const answer = await ask(world, { do: "order", cartId: id, checkoutKey: key, email, method });
    const placed = z.object({ ok: z.literal(true), value: z.object({ id: orderIdSchema }) }).safeParse(answer).data?.value.id;
    if (!placed) return;
    if (!story.orders.includes(placed)) story.orders.push(placed);
    if (method !== "card" && method !== "paypal") return;
    const tab = await start(world, placed, method);
    if (pays && tab && payableTabs(world).includes(tab)) agree(world, tab, "succeed");
  },
);

const startAgain = act("start", { order: which, method: onlineMethod }, anyOrder, (world, { order, method }) =>
  start(world, chosen(world.story.orders, order), method),
);

async function start(world: World, orderId: Story["orders"][number], method: OnlineMethod): Promise<Tab | undefined> {
  const answer = await ask(world, { do: "start", orderId, method });
  const secret = z.object({ ok: z.literal(true), value: z.object({ clientSecret: z.string() }) }).safeParse(answer).data
    ?.value.clientSecret;
  const ref = secret?.split("_secret_")[0];
  if (!ref) return undefined;
  const { story } = world;
  const tab = story.tabs.find((one) => one.ref === ref) ?? { orderId, method, ref };
  if (!story.tabs.includes(tab)) story.tabs.push(tab);
  return tab;
}

const WAYS = ["succeed", "succeed", "succeed", "decline", "authenticate", "abandon", "delay", "delay"] as const;

/** The customer pays in whatever tab is still open; whether they come back to the shop is another matter. */
const pay = act(
  "pay",
  { tab: which, how: fc.constantFrom(...WAYS) },
  (world) => payableTabs(world).length > 0,
  (world, { tab, how }) => agree(world, chosen(payableTabs(world), tab), how),
);

function agree(world: World, { method, ref }: Tab, how: (typeof WAYS)[number]): void {
  const { stripe, paypal } = world.sandbox;
  count(world, `paying: ${method}, ${how}`);
  if (method === "paypal") {
    if (how !== "abandon") paypal.approve(ref, how === "decline" ? "declined" : how === "delay" ? "pending" : "paid");
  } else if (how === "authenticate" || how === "abandon") {
    stripe.pay(ref, "authenticate");
    if (how === "authenticate") stripe.authenticate(ref, "complete");
  } else stripe.pay(ref, how === "delay" ? "process" : how);
}

function payableTabs({ sandbox, story, now }: World) {
  const sixHoursAgo = new Date(now.getTime() - 6 * 3_600_000).toISOString();
  return story.tabs.filter(({ ref }) => {
    const status = sandbox.stripe.paymentIntents.find(({ id }) => id === ref)?.status;
    const order = sandbox.paypal.orders().find(({ id }) => id === ref);
    if (order) return order.status !== "COMPLETED" && order.at > sixHoursAgo;
    return status === "requires_payment_method" || status === "requires_action";
  });
}

const comeBack = act("come back", { order: which }, anyOrder, (world, { order }) =>
  ask(world, { do: "sync", orderId: chosen(world.story.orders, order) }),
);

const bank = act(
  "bank",
  { nth: which, outcome: fc.constantFrom("succeed", "succeed", "fail") },
  (world) => underWay(world).length > 0,
  (world, { nth, outcome }) => settleBank(world, chosen(underWay(world), nth), outcome),
);

const WEBHOOK_MODES = ["deliver", "duplicate", "hold", "drop", "reverse", "delay"] as const;

const webhooks = act("webhooks", { mode: fc.constantFrom(...WEBHOOK_MODES) }, always, (world, { mode }) => {
  count(world, `webhooks: ${mode}`);
  world.sandbox.webhooks.mode = mode;
});

/** What was held comes after all; events that came before, or were dropped, come once more. */
const release = act(
  "release",
  { nth: fc.array(fc.nat(20), { minLength: 1, maxLength: 5 }) },
  ({ sandbox }) => sandbox.webhooks.list().length > 0,
  ({ sandbox }, { nth }) => sandbox.webhooks.release(nth.map((index) => chosen(sandbox.webhooks.list(), index).id)),
);

const wait = act("wait", { minutes: fc.constantFrom(1, 5, 16, 31, 31, 31, 65, 400) }, always, (world, { minutes }) =>
  passTime(world, minutes),
);

/** The usual end of a hold; at times no provider can be asked just then. */
const holdsRunOut = act("holds run out", { unreachable: fc.constantFrom(false, false, true) }, anyOrder, async (world, { unreachable }) => {
  passTime(world, 31);
  for (const provider of unreachable ? (["stripe", "paypal"] as const) : []) world.sandbox.faults.add({ provider, kind: "error" });
  await ask(world, { do: "job", job: "expire-holds" });
});

/** The scheduler is at work all the while. */
const waitDays = act("wait eleven days", {}, anyOrder, async (world) => {
  for (const hours of [0.1, 0.5, 2, 21, 48, 48, 48, 48, 48]) {
    await runJobs(world);
    passTime(world, hours * 60);
  }
});

const job = act("job", { job: fc.constantFrom(...JOBS, "expire-holds" as const) }, anyOrder, (world, { job }) =>
  ask(world, { do: "job", job }),
);

const cancel = act("cancel", { order: which }, anyOrder, (world, { order }) =>
  ask(world, { do: "cancel", orderId: chosen(world.story.orders, order) }),
);

const refund = act(
  "refund",
  { order: which, amountCents: fc.constantFrom(cents(1000), cents(3000), null) },
  anyOrder,
  (world, { order, amountCents }) => ask(world, { do: "refund", orderId: chosen(world.story.orders, order), amountCents }),
);

const KINDS = ["error", "error", "reset", "answer_lost", "answer_lost", "timeout"] as const;

/** Whatever is asked next, or the next call of this sort. */
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

const fault = act(
  "fault",
  { call: fc.constantFrom(...CALLS), kind: fc.constantFrom(...KINDS), times: fc.integer({ min: 1, max: 2 }) },
  always,
  ({ sandbox }, { call, kind, times }) => sandbox.faults.add({ ...call, kind, times }),
);

/** Staff give money back in the provider's own pages: the shop hears of it by webhook only. */
const refundElsewhere = act(
  "refund elsewhere",
  { nth: which, percent },
  (world) => refundable(world).length > 0,
  (world, { nth, percent }) => chosen(refundable(world), nth)(percent),
);

function refundable({ sandbox: { stripe, paypal } }: World): ((percent: number) => void)[] {
  const charges = stripe.charges.filter(
    ({ id, captured, status }) => captured && status === "succeeded" && !stripe.refunds.some(({ charge }) => charge === id),
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

/** What is asked of the customer is not what the order says, whoever made it so. */
const tamper = act(
  "tamper",
  { tab: which, pays: fc.constantFrom(true, true, false) },
  (world) => payableTabs(world).length > 0,
  (world, { tab, pays }) => {
    const changed = chosen(payableTabs(world), tab);
    const intent = world.sandbox.stripe.paymentIntents.find(({ id }) => id === changed.ref);
    if (intent) intent.amount -= 100;
    const amount = world.sandbox.paypal.orders().find(({ id }) => id === changed.ref)?.request.purchase_units[0].amount;
    if (amount) amount.value = ((centsOf(amount) - 100) / 100).toFixed(2);
    if (pays) agree(world, changed, "succeed");
  },
);

const weighed = (...acts: [number, fc.Arbitrary<Act>][]) => fc.oneof(...acts.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** What can happen at one moment. */
export const busy = weighed(
  [8, order],
  [3, startAgain],
  [9, pay],
  [5, comeBack],
  [8, bank],
  [2, release],
  [5, job],
  [4, cancel],
  [4, refund],
  [2, refundElsewhere],
);

/** What a long run must have met, as it is counted. */
export const MET = [
  ...["order", "start", "pay", "come back", "bank", "release", "job", "cancel", "refund", "refund elsewhere"],
  ...["wait", "holds run out", "wait eleven days", "fault", "tamper", "several at once"],
  ...WEBHOOK_MODES.map((mode) => `webhooks: ${mode}`),
  ...["card", "paypal"].flatMap((method) => [...new Set(WAYS)].map((how) => `paying: ${method}, ${how}`)),
  ...[...new Set(KINDS)].map((kind) => `met: ${kind}`),
  ...["any", "call", "answer"].map((step) => `killed: ${step}`),
];

export const anything = weighed([44, busy], [3, webhooks], [3, wait], [6, holdsRunOut], [1, waitDays], [7, fault], [5, tamper]);
