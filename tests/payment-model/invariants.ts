import { sql } from "drizzle-orm";
import { orderEvents, orders } from "@/db/schema/orders";
import { alerts, paymentEvents, payments, refunds } from "@/db/schema/payments";
import { couponRedemptions, coupons } from "@/db/schema/promotions";
import { outboxMessages } from "@/db/schema/shop";
import { listStockDisagreements } from "@/tests/factories/checkout";
import type { Book } from "./books";
import { listCaptures } from "./provider-money";
import { STAFF_EMAIL, type System } from "./system";
import { Violation } from "./violation";

/** Checks the invariants that hold at every moment between two transactions. */
export async function checkAlways(system: System): Promise<void> {
  for (const failure of system.failures) throw failure;
  const broken = system.sandbox.calls().find(({ outcome }) => outcome === 501);
  if (broken) throw new Error(`the sandbox itself failed: ${broken.operation}`);
  const stock = listStockDisagreements(system.db);
  const payable = await system.db.execute<{ reason: string }>(sql`
    select o.cancel_reason as reason from payment_attempts a join orders o on o.id = a.order_id
    where a.status = 'open' and o.status = 'cancelled'
      and not exists (select from payments p where p.attempt_id = a.id and p.status = 'processing')`);
  const wrong = [
    ...payable.map(({ reason }) => `an order that was cancelled (${reason}) can still be paid`),
    ...(await stock).map((row) => `stock and ledger disagree: ${JSON.stringify(row)}`),
  ];
  if (wrong.length > 0) throw new Violation(wrong.join("\n"));
}

/** Checks the invariants that hold once nothing is left to do. */
export async function checkDrained(system: System, unfinished: readonly string[]): Promise<void> {
  const books = await readBooks(system);
  const bookOf = ({ id }: Order) => system.story.books.find(({ orderId }) => orderId === id);
  const wrong = [
    ...unfinished.map((what) => `stuck: ${what}`),
    ...checkProviders(system, books),
    ...books.orders.flatMap((order) => checkOrder(order, books, bookOf(order))),
    ...checkCoupons(books),
    ...checkMail(system, books),
    ...checkEvents(system, books),
  ];
  if (wrong.length > 0) throw new Violation(wrong.join("\n"));
  await checkAlways(system);
}

type Books = Awaited<ReturnType<typeof readBooks>>;
type Order = Books["orders"][number];

async function readBooks({ db }: System) {
  return {
    orders: await db.select().from(orders),
    payments: await db.select().from(payments),
    refunds: await db.select().from(refunds),
    events: await db.select().from(paymentEvents),
    timeline: await db.select().from(orderEvents),
    mails: await db.select().from(outboxMessages),
    alerts: await db.select().from(alerts),
    coupons: await db.select().from(coupons),
    redemptions: await db.select().from(couponRedemptions),
  };
}

/** Checks that every capture and refund at a provider is recorded once. */
function checkProviders(system: System, books: Books): string[] {
  const captures = listCaptures(system);
  const recorded = books.payments.filter(({ status }) => status === "captured" || status === "review");
  const wrong: string[] = [];
  for (const payment of captures) {
    const rows = recorded.filter(({ provider, providerRef }) => provider === payment.provider && providerRef === payment.ref);
    if (rows.length !== 1) wrong.push(`${payment.provider} captured ${payment.amountCents}, which is recorded ${rows.length} times`);
    for (const { amountCents } of rows) {
      if (amountCents !== payment.amountCents) wrong.push(`${payment.amountCents} is recorded as ${amountCents}`);
    }
    for (const refund of payment.refunds) {
      const known = books.refunds.filter(({ providerRef, status }) => providerRef === refund.ref && status === "succeeded");
      if (known.length !== 1 || known[0]?.amountCents !== refund.amountCents) {
        wrong.push(`${payment.provider} refunded ${refund.amountCents}, which is recorded ${known.length} times`);
      }
    }
  }
  const refs = new Set(captures.flatMap(({ ref, refunds }) => [ref, ...refunds.map((refund) => refund.ref)]));
  for (const row of recorded.filter(({ provider }) => provider === "stripe" || provider === "paypal"))
    if (!refs.has(row.providerRef)) wrong.push(`a payment of ${row.amountCents} is unknown at ${row.provider}`);
  const madeFor = captures.flatMap(({ refunds }) => refunds.map(({ refundId }) => refundId));
  for (const row of books.refunds) {
    const made = madeFor.filter((id) => id === row.id).length;
    if (made > 1) wrong.push(`one refund of ${row.amountCents} was made ${made} times`);
    const isOnline = books.payments.some(({ id, provider }) => id === row.paymentId && provider !== "bank" && provider !== "cash");
    if (row.status === "succeeded" && isOnline && !refs.has(row.providerRef ?? ""))
      wrong.push(`a refund of ${row.amountCents} is unknown at the provider`);
  }
  return wrong;
}

const sum = (rows: readonly { amountCents: number }[]) => rows.reduce((total, { amountCents }) => total + amountCents, 0);

function checkOrder(order: Order, books: Books, book: Book | undefined): string[] {
  const wrong: string[] = [];
  const demand = (holds: boolean, what: string) => {
    if (!holds) wrong.push(`an order of ${order.totalCents} by ${order.paymentMethod} that is ${order.status}: ${what}`);
  };
  const mine = books.payments.filter(({ orderId }) => orderId === order.id);
  const captured = mine.filter(({ status }) => status === "captured");
  const back = books.refunds.filter(({ orderId }) => orderId === order.id);
  const succeeded = back.filter(({ status }) => status === "succeeded");
  const backOf = (id: string) => succeeded.filter(({ paymentId }) => paymentId === id);
  const line = (kind: string) => books.timeline.filter((event) => event.orderId === order.id && event.kind === kind).length;
  const mail = (kind: string) => books.mails.filter((message) => message.orderId === order.id && message.kind === kind).length;

  const isAlerted = (kind: string) => books.alerts.some((alert) => alert.kind === kind && alert.orderId === order.id);

  const valid = captured.filter(({ id }) => !backOf(id).some(({ reason }) => reason === "duplicate"));
  const isOnline = (row: { provider: string }) => row.provider === "stripe" || row.provider === "paypal";
  const online = order.paymentMethod === "card" || order.paymentMethod === "paypal";
  const refused = back.some(({ status }) => status === "failed");
  if (refused) demand(isAlerted("refund_failed"), "nobody was alerted to a refused refund");
  // Staff settle with the bank what it took back or refused.
  const forStaff = refused || ["disputed", "dispute_lost", "dispute_won", "payment_reversed"].some(isAlerted);
  if (refused && !isAlerted("disputed") && !isAlerted("dispute_lost") && !isAlerted("dispute_won")) {
    // Otherwise only an amount that staff refunded at the provider meanwhile is a reason to refuse.
    const made = back.some(({ reason }) => reason === "made_at_provider");
    const isLate = back.some(({ status, providerRef }) => status === "failed" && providerRef !== null);
    demand(made || isLate, "a refund was refused");
  }
  if (order.status === "pending") demand(!captured.some(isOnline), "it was paid");
  if (order.status === "confirmed" && online && !book?.onCredit && !captured.some((payment) => !isOnline(payment))) {
    demand(valid.length === 1, `it has ${valid.length} valid payments`);
  }
  if (order.status === "cancelled" && !forStaff) {
    const onlyMade = captured.filter(isOnline);
    const made = succeeded.filter(({ paymentId }) => onlyMade.some(({ id }) => id === paymentId));
    demand(sum(onlyMade) === sum(made), "it keeps money");
  }

  for (const payment of mine.filter(isOnline)) {
    // The rest of an order that was paid in part otherwise is less than its total.
    const isRest = captured.some((one) => !isOnline(one)) && payment.amountCents < order.totalCents;
    const right = payment.amountCents === order.totalCents && payment.currency === order.currency;
    if (payment.status === "captured") demand(right || isRest, `${payment.amountCents} was captured for it`);
    if (payment.status !== "review") continue;
    demand(!right, "a correct amount is in review");
    demand(isAlerted("amount_mismatch"), "nobody was alerted to its amount");
  }
  for (const payment of captured) {
    demand(sum(backOf(payment.id)) <= payment.amountCents, "more was refunded than captured");
    const whole =
      !forStaff &&
      isOnline(payment) &&
      back.some(({ paymentId, reason }) => paymentId === payment.id && reason !== "requested" && reason !== "made_at_provider");
    if (whole) demand(sum(backOf(payment.id)) === payment.amountCents, "a full refund was made only in part");
  }

  demand(mail("order_received") === 1, `order_received was written ${mail("order_received")} times`);
  demand(mail("payment_received") === line("payment_received"), "mail and timeline differ about the payment");
  // A payment lost in a dispute may be replaced by another.
  demand(mail("payment_received") <= 1 || isAlerted("dispute_lost"), "its payment was mailed more than once");
  if (captured.length === 0) demand(mail("payment_received") === 0, "a payment was mailed that was never received");
  const isNews = !(book?.placedOnline ?? online) || line("payment_received") > 0;
  // A closed return may leave nothing to pay of an online order, which then is confirmed without another payment.
  const mostNews = isNews || line("return_closed") > 0 ? 1 : 0;
  const news = mail("staff_new_order");
  demand((isNews ? 1 : 0) <= news && news <= mostNews, `staff were mailed a new order ${news} times`);
  for (const { kind, dedupeKey } of books.alerts.filter((alert) => alert.orderId === order.id && alert.kind !== "provider_unreachable")) {
    const told = books.mails.some((message) => message.dedupeKey.startsWith(`staff_alert:${dedupeKey}:`));
    demand(told, `staff were not mailed that it is ${kind}`);
  }
  demand(mail("staff_cancelled") <= 1 && mail("staff_cancelled") <= news, "staff were mailed a cancellation of an order they don't know");
  demand(mail("staff_payment_failed") === mail("payment_failed"), "staff and customer were not mailed the same failures");
  // A refund may fail after it succeeded.
  const most = succeeded.length + back.filter(({ status }) => status === "failed").length;
  for (const times of [mail("refunded"), line("refunded")]) {
    demand(succeeded.length <= times && times <= most, `${times} mails or lines report ${succeeded.length} refunds`);
  }
  return wrong;
}

function checkCoupons(books: Books): string[] {
  return books.coupons.flatMap(({ id, code, timesUsed, usageLimit }) => {
    const valid = books.orders.filter(({ status, couponCode }) => status !== "cancelled" && couponCode === code);
    const redeemed = books.redemptions.filter(({ couponId }) => couponId === id);
    // The coupon of an order that was reopened is honoured even where it can't be counted any more.
    const reopened = (order: Order) => books.timeline.some(({ orderId, kind }) => orderId === order.id && kind === "reserved_again");
    const counted = valid.filter((order) => redeemed.some(({ orderId }) => orderId === order.id));
    const agree = redeemed.length === timesUsed && valid.every((order) => counted.includes(order) || reopened(order));
    if (!agree || redeemed.length !== counted.length) {
      return [`a coupon counts ${timesUsed} uses, has ${redeemed.length} redemptions and is on ${valid.length} orders`];
    }
    return timesUsed > (usageLimit ?? timesUsed) ? ["a coupon was used too often"] : [];
  });
}

/** Checks that each mail, and nothing else, reached Resend once. */
function checkMail({ sandbox, mails }: System, books: Books): string[] {
  if (!mails) return [];
  const wrong: string[] = [];
  for (const { id, kind, orderId, recipient } of books.mails) {
    const sent = sandbox.resend.sent.filter(({ idempotencyKey }) => idempotencyKey === id);
    if (sent.length !== 1) wrong.push(`${kind} was sent ${sent.length} times`);
    const order = books.orders.find((one) => one.id === orderId);
    const reader = kind.startsWith("staff_") ? STAFF_EMAIL : order?.email;
    if (sent.some(({ email }) => email.to !== recipient || email.to !== reader)) wrong.push(`${kind} went to somebody else`);
  }
  if (sandbox.resend.sent.length > books.mails.length) wrong.push("a mail was sent that nobody wrote");
  return wrong;
}

/** Checks that every event answered with 200 is in the inbox once, and was applied. */
function checkEvents({ sandbox }: System, books: Books): string[] {
  return sandbox.webhooks.list().flatMap(({ id, provider, type, answers }) => {
    if (!answers.includes(200)) return [];
    const rows = books.events.filter((event) => event.provider === provider && event.eventId === id);
    if (rows.length !== 1) return [`${type} was answered 200 and is ${rows.length} times in the inbox`];
    return rows.flatMap(({ appliedAt, lastError }) =>
      appliedAt && lastError === null ? [] : [`${type} was not applied: ${lastError ?? ""}`],
    );
  });
}
