import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing";
import type { Mutation } from "@/tests/workers/bundle-worker";
import { runModel } from "./run-model";
import { openSystem } from "./system";

/** Mutations of the shop, each of which violates an invariant; the model must find them all. */
const MUTATIONS: Record<string, Mutation & { caught: RegExp }> = {
  "no row lock": {
    file: "lib/orders/lock.ts",
    text: '.where(eq(orders.id, orderId)).for("no key update");',
    becomes: ".where(eq(orders.id, orderId));",
    // The database may catch it too, because it allows only one open attempt per order.
    caught:
      /the timeline reports|mails or lines report|a refund was refused|can still be paid|unique constraint "payment_attempts_one_open"/,
  },
  // Drops an event that can't be applied at once, although its provider was answered "received".
  "no inbox": {
    file: "lib/settlement/receive-event.ts",
    text: "await applyEvent(db, id, now);",
    becomes: "if ((await applyEvent(db, id, now)) === 'waiting') await db.execute(`delete from payment_events where id = '` + id + `'`);",
    caught: /answered 200 and is 0 times in the inbox/,
  },
  "no amount check": {
    file: "lib/settlement/record-payment.ts",
    text: "const right = isComplete && seen.amountCents === attempt.amountCents && seen.currency === attempt.currency;",
    becomes: "const right = true;",
    caught: /was captured for it/,
  },
  // Writes the mail on another connection after its transaction, as a separate queue would.
  "mail outside the transaction": {
    file: "lib/outbox/write-message.ts",
    text: "  const written = await tx\n    .insert(outboxMessages)\n    .values({ ...message, locale: localeOf(message) })\n    .onConflictDoNothing({ target: outboxMessages.dedupeKey })\n    .returning({ id: outboxMessages.id });\n  return written.length > 0;",
    becomes: `
  const { openDatabase } = await import("@/db/client");
  const own = openDatabase(process.env.DATABASE_URL, { max: 1 });
  setTimeout(() => own.db.insert(outboxMessages).values({ ...message, locale: localeOf(message) }).onConflictDoNothing().catch(() => {}).finally(() => own.client.end()), 20);
  return true;`,
    caught: /was (written|sent) 0 times|was not mailed|mails report|mails or lines report|a mail is not sent/,
  },
  "release before cancel": {
    file: "lib/settlement/expire-holds.ts",
    text: "if (await endHold(db, order, await endPayment(db, order.id, now), now)) done += 1;",
    becomes: `const cancel = { reason: "expired", note: "" } as const;
      if (await transact(db, async (tx) => await cancelOrder(tx, order.id, cancel, { actor: SYSTEM, now }))) done += 1;
      await endPayment(db, order.id, now);`,
    caught: /can still be paid/,
  },
  "credit notes not subtracted from what is due": {
    file: "drizzle/0019_disputes_and_amount_due.sql",
    text: "WHEN 'invoice' THEN 1 ELSE -1 END",
    becomes: "WHEN 'invoice' THEN 1 ELSE 0 END",
    caught: /the shop called it|too much is kept|less is kept/,
  },
  "received instead of kept": {
    file: "drizzle/0019_disputes_and_amount_due.sql",
    text: "payment_left(p, '{open,pending,to_transfer,succeeded}')), 0) AS kept",
    becomes: "payment_left(p, '{}')), 0) AS kept",
    caught: /the shop called it|though its money went back|can't end|too much is kept|it keeps money|can't be sent|less is kept/,
  },
  "cart cleared twice": {
    file: "lib/cart/clear-ordered-items.ts",
    text: "if ((await tx.$count(orderEvents, isCleared)) > 0) return;",
    becomes: "",
    caught: /put into a cart after its order/,
  },
  "a wholly refunded order is still sent": {
    file: "lib/settlement/record-refund.ts",
    text: "if (!known) await followForeign(tx, refund, now);",
    becomes: "",
    caught: /sent though its money went back/,
  },
  "a return that can't end": {
    file: "lib/returns/close-return.ts",
    text: 'if (order.status === "pending" && (await findOpenAttempt(tx, order.id))) return fail("payment_open");',
    becomes: 'if ((await tx.$count(invoices, eq(invoices.orderId, order.id))) === 0) return fail("payment_open");',
    caught: /a return of an order that is \w+ can't end/,
  },
  "a disputed order is sent": {
    file: "lib/fulfilment/ship-order.ts",
    text: 'if (!parcel.despiteDispute && (await isDisputed(tx, orderId))) return fail("disputed");',
    becomes: "",
    caught: /sent though its payment is disputed/,
  },
  "a lost dispute is kept": {
    file: "drizzle/0019_disputes_and_amount_due.sql",
    text: "AND d.status = 'lost' AND",
    becomes: "AND d.status = 'never' AND",
    caught: /the shop called it|sent though|less is kept|too much is kept|money was kept/,
  },
  "delivery paid back by today's prices": {
    file: "lib/returns/returned-delivery.ts",
    text: "const standard = order.standardShippingCents ?? order.shippingCents;",
    becomes: `const { getSettings } = await import("@/lib/settings/settings");
  const standard = (await getSettings(tx)).shipping.freeFromCents === null ? order.shippingCents : ZERO;`,
    caught: /was refunded for a withdrawal from the whole order/,
  },
  "paid twice by two methods unnoticed": {
    file: "lib/settlement/settle-order.ts",
    text: "if (keptCents > billedCents) await raiseAlert(",
    becomes: "if (Number.isNaN(keptCents)) await raiseAlert(",
    caught: /too much is kept, and nobody was alerted/,
  },
};

const SEQUENCES = 200;

test.each(Object.entries(MUTATIONS))("%s is caught", { timeout: 1_800_000 }, async (name, { caught, ...mutation }) => {
  const system = await openSystem(await testDatabase(), mutation);
  const started = performance.now();
  let passed = 0;
  const onSequence = () => {
    passed += 1;
  };
  try {
    const failure = await runModel(system, { sequences: SEQUENCES, seed: randomInt(2 ** 31), endOnFailure: true, onSequence }).then(
      () => new Error("nothing was found"),
      (error: unknown) => error,
    );
    process.stdout.write(`${name}: after ${passed} sequences, ${Math.round((performance.now() - started) / 1000)} s\n`);
    expect(failure).toMatchObject({ message: expect.stringMatching(caught) });
  } finally {
    await system.close();
  }
});
