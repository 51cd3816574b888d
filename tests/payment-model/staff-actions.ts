import { eq, isNull } from "drizzle-orm";
import fc from "fast-check";
import { z } from "zod";
import { paymentEvents } from "@/db/schema/payments";
import { coupons } from "@/db/schema/promotions";
import { settings } from "@/db/schema/shop";
import { cartIdSchema, shipmentIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { action, always, anyBook, anyOrder, chosen, outcomeOf, type outcomeSchema, weighed, which } from "./action";
import { type Book, documentedCents, dueCents, isAllAccepted, keptCents, receivedCents, refundsUnderWay, statusOf } from "./books";
import { listCaptures } from "./provider-money";
import { decideReturn, declareReturn } from "./return-actions";
import { ask, type Cart, count, newCheckoutKey, passTime, type System } from "./system";
import { Violation } from "./violation";

/** Repeats a task that does nothing when it is repeated until the shop lives to answer it. */
async function insist(system: System, task: Parameters<typeof ask>[1]) {
  return (await outcomeOf(system, task)) ?? (await outcomeOf(system, task)) ?? { ok: false, error: "killed twice" };
}

const SHARES = ["whole", "whole", "part", "more"] as const;
const amountOf = (due: number, share: (typeof SHARES)[number]) =>
  Math.max(100, share === "whole" ? due : share === "part" ? Math.floor(due / 2) : due + 1000);

/** The shop must call money what it is by the papers and the bank, unless the order is cancelled or money is on its way back. */
function checkWord(given: number, word: unknown, before: { due: number; calm: boolean }): void {
  if (!before.calm) return;
  const right = given === before.due ? "paid" : given < before.due ? "underpaid" : "overpaid";
  if (word !== right) throw new Violation(`${given} came for an order that owed ${before.due}, and the shop called it ${String(word)}`);
}

export async function stateBefore(system: System, book: Book): Promise<{ due: number; calm: boolean }> {
  const { status } = await statusOf(system, book.orderId);
  const due = await dueCents(system, book);
  const isClear = !book.returned || (await documentedCents(system, book.orderId)) !== null;
  const isKnown = await isAllAccepted(system, book);
  const calm =
    !(await isBehind(system)) &&
    isClear &&
    isKnown &&
    status !== "cancelled" &&
    due > 0 &&
    (await refundsUnderWay(system, book.orderId)).length === 0;
  return { due, calm };
}

/** Only where nothing else happens at the same moment, the shop's word for the money is certain. */
const transfer = action("transfer", { order: which, share: fc.constantFrom(...SHARES) }, anyBook, async (system, { order, share }) => {
  const book = chosen(system.story.books, order);
  const before = await stateBefore(system, book);
  await receiveTransfer(system, book, amountOf(before.due, share), before);
});

async function receiveTransfer(system: System, book: Book, amountCents: number, before: { due: number; calm: boolean }): Promise<void> {
  const { story } = system;
  story.entries += 1;
  const entry = `2026-${story.entries}`;
  const alone = story.busy === 1;
  const outcome = await insist(system, { do: "transfer", orderId: book.orderId, amountCents: cents(amountCents), entry });
  book.transfers.set(entry, amountCents);
  if (outcome.ok && alone) checkWord(amountCents, outcome.value, before);
}

const cash = action("cash", { order: which, share: fc.constantFrom(...SHARES) }, anyBook, async (system, { order, share }) => {
  const book = chosen(system.story.books, order);
  const before = await stateBefore(system, book);
  if (before.due > 0) await payCourier(system, book, amountOf(before.due + book.cashCents, share), before);
});

/** The courier brings cash; another amount corrects the one before. */
export async function payCourier(
  system: System,
  book: Book,
  amountCents: number,
  { due, calm }: { due: number; calm: boolean },
): Promise<void> {
  if (book.shipments.length === 0 || (await statusOf(system, book.orderId)).method !== "cash_on_delivery") return;
  const alone = system.story.busy === 1;
  const task = { do: "cash" as const, orderId: book.orderId, amountCents: cents(amountCents) };
  const before = { due: due + book.cashCents, calm };
  const first = await outcomeOf(system, task);
  const outcome = first ?? (await outcomeOf(system, task));
  if (!outcome?.ok && !(first === undefined && outcome?.error === "already_recorded")) return;
  book.cashCents = amountCents;
  if (outcome.ok && alone) checkWord(amountCents, outcome.value, before);
}

const confirmUnpaid = action("confirm unpaid", { order: which }, anyBook, async (system, { order }) => {
  const book = chosen(system.story.books, order);
  book.onCredit = true;
  await outcomeOf(system, { do: "confirm unpaid", orderId: book.orderId });
});

const cancelByStaff = action("cancel by staff", { order: which }, anyBook, (system, { order }) =>
  outcomeOf(system, { do: "cancel by staff", orderId: chosen(system.story.books, order).orderId }),
);

const ship = action("ship", { order: which, part: fc.boolean() }, anyBook, async (system, { order, part }) => {
  await sendParcel(system, chosen(system.story.books, order), part);
});

/** Whether something happened at a provider of which the shop has not heard yet. */
async function isBehind({ db, sandbox }: System): Promise<boolean> {
  if (sandbox.webhooks.list().some(({ state }) => state !== "delivered")) return true;
  return (await db.$count(paymentEvents, isNull(paymentEvents.appliedAt))) > 0;
}

/** Sends a parcel. Nothing may be sent of an order whose money went back or is disputed, as far as the shop can know it. */
export async function sendParcel(system: System, book: Book, part: boolean): Promise<z.infer<typeof outcomeSchema> | undefined> {
  const behind = await isBehind(system);
  const alone = system.story.busy === 1;
  const kept = keptCents(system, book);
  const received = receivedCents(system, book);
  const due = await dueCents(system, book);
  const waiting = (await refundsUnderWay(system, book.orderId)).length > 0;
  const captures = listCaptures(system).filter(({ reference }) => reference === book.reference);
  const outcome = await outcomeOf(system, { do: "ship", orderId: book.orderId, part });
  const shipment = outcome?.ok ? shipmentIdSchema.safeParse(outcome.value).data : undefined;
  if (!shipment) return outcome;
  book.shipments.push(shipment);
  if (behind || !alone || waiting) return outcome;
  const isOpen = captures.some(({ dispute }) => dispute === "needs_response");
  if (isOpen || (due > 0 && captures.some(({ dispute }) => dispute === "lost"))) {
    throw new Violation("an order was sent though its payment is disputed");
  }
  if (received > 0 && kept <= 0) throw new Violation("an order was sent though its money went back");
  return outcome;
}

const deliver = action("deliver", { order: which }, anyBook, async (system, { order }) => {
  await deliverAll(system, chosen(system.story.books, order));
});

export async function deliverAll(system: System, { shipments }: Book): Promise<void> {
  for (const shipmentId of shipments) await outcomeOf(system, { do: "deliver", shipmentId });
}

const refundItem = action("refund item", { order: which, restock: fc.boolean() }, anyBook, (system, { order, restock }) =>
  outcomeOf(system, { do: "refund item", orderId: chosen(system.story.books, order).orderId, restock }),
);

const transferBack = action("transfer back", { order: which }, anyBook, async (system, { order }) => {
  await transferBackAll(system, chosen(system.story.books, order));
});

/** The customer names an account, and after the time for objections staff transfer what waits. */
export async function transferBackAll(system: System, book: Book): Promise<void> {
  const { orderId } = book;
  await outcomeOf(system, { do: "name account", orderId });
  const waiting = (await refundsUnderWay(system, orderId)).filter(({ status }) => status === "to_transfer");
  if (waiting.length === 0) return;
  passTime(system, 49 * 60);
  for (const { id, amountCents } of waiting) {
    const first = await outcomeOf(system, { do: "transfer back", refundId: id });
    const outcome = first ?? (await outcomeOf(system, { do: "transfer back", refundId: id }));
    const isDone = outcome?.ok === true || (first === undefined && outcome?.error === "not_to_transfer");
    if (isDone) book.outCents += amountCents;
  }
}

const disputable = (system: System) =>
  listCaptures(system).filter(({ provider, dispute, amountCents, refunds }) => {
    const left = amountCents - refunds.reduce((sum, refund) => sum + refund.amountCents, 0);
    return provider === "stripe" && left > 0 && (dispute === null || dispute === "won");
  });

/** Some disputes are decided before the shop can act. */
export const dispute = action(
  "dispute",
  { nth: which, outcome: fc.constantFrom(null, null, "won" as const, "lost" as const, "lost" as const) },
  (system) => disputable(system).length > 0,
  (system, { nth, outcome }) => {
    const { ref, dispute } = chosen(disputable(system), nth);
    if (dispute === "won") count(system, "disputed twice");
    const { id } = system.sandbox.stripe.dispute(ref);
    if (outcome) end(system, id, outcome);
  },
);

function end(system: System, id: string, outcome: "won" | "lost"): void {
  count(system, `dispute: ${outcome}`);
  system.sandbox.stripe.closeDispute(id, outcome);
}

const openDisputes = ({ sandbox }: System) => sandbox.stripe.disputes.filter(({ status }) => status === "needs_response");

const endDispute = action(
  "end dispute",
  { nth: which, outcome: fc.constantFrom("won" as const, "lost" as const) },
  (system) => openDisputes(system).length > 0,
  (system, { nth, outcome }) => end(system, chosen(openDisputes(system), nth).id, outcome),
);

const madeRefunds = ({ sandbox }: System) => sandbox.stripe.refunds.filter(({ status }) => status === "succeeded");

/** A bank sends a refund back that seemed to have succeeded. */
const refundFails = action(
  "refund fails",
  { nth: which },
  (system) => madeRefunds(system).length > 0,
  (system, { nth }) => void system.sandbox.stripe.settleRefund(chosen(madeRefunds(system), nth).id, "fail"),
);

/** Standard delivery becomes free for every order of the model, or costs something again. */
export const changeDelivery = action("change delivery price", { free: fc.boolean() }, always, async (system, { free }) => {
  await priceDelivery(system, free);
});

export async function priceDelivery({ db }: System, free: boolean): Promise<void> {
  const value = { freeFromCents: free ? 0 : null };
  await db.insert(settings).values({ key: "shipping", value }).onConflictDoUpdate({ target: settings.key, set: { value } });
}

const switchCoupon = action("switch coupon", { active: fc.boolean() }, anyOrder, ({ db }, { active }) =>
  db.update(coupons).set({ active }).where(eq(coupons.code, "ONCE")),
);

const useCoupon = action("use coupon", { cart: fc.nat(2), code: fc.constantFrom("ONCE", "SECOND") }, always, (system, { cart, code }) =>
  ask(system, { do: "use coupon", cartId: chosen(system.story.carts, cart).id, code }),
);

const cartSchema = z.object({ ok: z.literal(true), cartId: z.string() });

/** The customer puts something into the cart again; a cart that is gone becomes another one. */
const shopAgain = action("shop again", { cart: fc.nat(2) }, always, async (system, { cart }) => {
  await addAgain(system, chosen(system.story.carts, cart));
});

export async function addAgain(system: System, mine: Cart): Promise<void> {
  const before = mine.id;
  const added = cartSchema.safeParse(await ask(system, { do: "add to cart", cartId: before, variantId: system.story.plenty })).data;
  if (!added) return;
  if (added.cartId === before) mine.added += 1;
  else Object.assign(mine, { id: cartIdSchema.parse(added.cartId), checkoutKey: newCheckoutKey(), orders: 0, added: 0 });
}

/** What staff, couriers and customers do beside paying and cancelling. */
export const staffWork = weighed(
  [5, transfer],
  [3, cash],
  [2, confirmUnpaid],
  [1, cancelByStaff],
  [6, ship],
  [3, deliver],
  [6, declareReturn],
  [6, decideReturn],
  [2, refundItem],
  [2, transferBack],
  [4, endDispute],
  [1, refundFails],
  [1, switchCoupon],
  [2, useCoupon],
  [6, shopAgain],
);

/** Those that a thousand sequences are certain to include. */
export const STAFF_EVENTS = [
  ...["transfer", "cash", "confirm unpaid", "cancel by staff", "ship", "deliver", "return", "decide", "refund item", "transfer back"],
  ...["dispute", "refund fails", "change delivery price", "switch coupon", "use coupon", "shop again", "return: ended at last"],
];
