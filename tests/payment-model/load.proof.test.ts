import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { refunds } from "@/db/schema/payments";
import { shipments } from "@/db/schema/shipments";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { type OrderId, orderIdSchema, returnIdSchema, type VariantId } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { readDifferences } from "@/lib/operations/verify-books";
import { PAYMENT_METHODS } from "@/lib/payments/methods";
import { listStockDisagreements } from "@/tests/factories/checkout";
import { openReturns } from "./books";
import { drain } from "./drain";
import { ask, beginStory, newCheckoutKey, openSystem, passTime, type System } from "./system";
import { DECISIONS, JOBS, type Task } from "./tasks";

const BUYERS = 200;
const STAFF = 8;
const SECONDS = 120;

const system = await openSystem(await testDatabase());
afterAll(async () => await system.close());

const placedSchema = z.object({ ok: z.literal(true), value: z.object({ id: orderIdSchema }) });
const startedSchema = z.object({ ok: z.literal(true), value: z.object({ clientSecret: z.string() }) });

function oneOf<T>(list: readonly T[]): T {
  const item = list[Math.floor(Math.random() * list.length)];
  if (item === undefined) throw new Error("nothing to choose from");
  return item;
}

/** What happened, and every error that a buyer, a member of staff, a job or a provider met. */
type Log = { orders: OrderId[]; outcomes: Map<string, number>; errors: string[]; entries: number };

/** Calls one of the shop's two processes and counts how it answered. */
async function call(log: Log, task: Task): Promise<unknown> {
  try {
    const answer = await ask(system, task);
    const outcome = z.object({ ok: z.boolean(), error: z.string().optional() }).safeParse(answer).data;
    const what = `${task.do}: ${outcome ? (outcome.ok ? "ok" : outcome.error) : "done"}`;
    log.outcomes.set(what, (log.outcomes.get(what) ?? 0) + 1);
    return answer;
  } catch (error) {
    log.errors.push(`${task.do}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** How long a buyer looks around before the next order, at most. */
const LONGEST_LOOK_MS = 5000;

/** Fills a cart, orders, pays as people do, and sometimes changes their mind. */
async function buy(log: Log, buyer: number, goods: readonly VariantId[]): Promise<void> {
  const { db, sandbox } = system;
  await setTimeout(Math.random() * LONGEST_LOOK_MS);
  const chosen = [...new Set([oneOf(goods), oneOf(goods)])].map((variantId) => ({ variantId, quantity: 1 }));
  const cartId = await createCart(db, chosen, { couponCode: oneOf([null, "SECOND"]) });
  const email = `buyer-${buyer}@example.com`;
  const method = oneOf(PAYMENT_METHODS.filter((one) => ["card", "paypal", "cash_on_delivery", "bank_transfer"].includes(one)));
  const order: Task = { do: "order", cartId, checkoutKey: newCheckoutKey(), email, method };
  const placed = placedSchema.safeParse(await call(log, order)).data?.value.id;
  if (!placed) return;
  log.orders.push(placed);
  if (Math.random() < 0.1) await call(log, { do: "add to cart", cartId, variantId: oneOf(goods) });
  if (Math.random() < 0.1) await call(log, { ...order, checkoutKey: newCheckoutKey() });
  if (method === "card" || method === "paypal") {
    const started = startedSchema.safeParse(await call(log, { do: "start", orderId: placed, method })).data?.value.clientSecret;
    const ref = started?.split("_secret_")[0];
    if (ref && Math.random() < 0.8) {
      try {
        if (method === "card") sandbox.stripe.pay(ref, oneOf(["succeed", "succeed", "process"]));
        else sandbox.paypal.approve(ref, oneOf(["paid", "paid", "pending"]));
      } catch {
        // Staff or the scheduler ended it first: the provider refuses.
      }
    }
    await call(log, { do: "sync", orderId: placed });
  }
  if (Math.random() < 0.1) await call(log, { do: "cancel", orderId: placed });
}

/** One of staff's or a customer's later commands, about any order. */
async function work(log: Log): Promise<void> {
  const orderId = oneOf(log.orders);
  const [shipment] = await system.db.select({ id: shipments.id }).from(shipments).where(sql`order_id = ${orderId}`).limit(1);
  const [refund] = await system.db.select({ id: refunds.id }).from(refunds).where(sql`order_id = ${orderId}`).limit(1);
  const open = await openReturns(system);
  log.entries += 1;
  const [lines, kind] = [[{ position: 1, quantity: 1 }], oneOf(["withdrawal", "return"] as const)];
  const tasks: Task[] = [
    { do: "transfer", orderId, amountCents: cents(oneOf([2000, 4500, 5500])), entry: `2026-${log.entries}` },
    { do: "cash", orderId, amountCents: cents(oneOf([4500, 5500])) },
    { do: "confirm unpaid", orderId },
    { do: "cancel by staff", orderId },
    { do: "ship", orderId, part: Math.random() < 0.3 },
    { do: "ship", orderId, part: false },
    { do: "refund", orderId, amountCents: oneOf([null, cents(500)]) },
    { do: "refund item", orderId, restock: Math.random() < 0.5 },
    { do: "return", orderId, id: returnIdSchema.parse(crypto.randomUUID()), email: "ana@example.com", kind, lines },
    { do: "name account", orderId },
    ...(shipment ? [{ do: "deliver", shipmentId: shipment.id } as const] : []),
    ...(refund ? [{ do: "transfer back", refundId: refund.id } as const] : []),
    ...open
      .slice(0, 3)
      .map(({ id }) => ({ do: "decide", returnId: id, decision: oneOf(DECISIONS), restock: true, deductionCents: cents(0) }) as const),
  ];
  await call(log, oneOf(tasks));
}

async function countDeadlocks({ db }: System): Promise<number> {
  const [row] = await db.execute<{ deadlocks: number }>(
    sql`select deadlocks::int as deadlocks from pg_stat_database where datname = current_database()`,
  );
  return row?.deadlocks ?? 0;
}

test("200 buyers, staff and webhooks over two processes meet no error, and the books agree", { timeout: 1_800_000 }, async () => {
  await beginStory(system, { deadly: true, mails: true });
  // The last two run out within the first seconds.
  const stock = [...Array.from({ length: 30 }, () => 1000), 50, 5];
  const goods = await Promise.all(stock.map(async (onHand) => (await createVariant(system.db, { onHand })).id));
  const log: Log = { orders: [], outcomes: new Map(), errors: [], entries: 0 };
  const before = await countDeadlocks(system);
  const end = performance.now() + SECONDS * 1000;
  const repeat = async (act: () => Promise<void>) => {
    while (performance.now() < end) await act();
  };
  const clock = setInterval(() => passTime(system, 1), 1000);
  await Promise.all([
    ...Array.from({ length: BUYERS }, (_, buyer) => repeat(async () => await buy(log, buyer, goods))),
    ...Array.from({ length: STAFF }, () => repeat(async () => await (log.orders.length > 0 ? work(log) : setTimeout(100)))),
    ...JOBS.map((job) => repeat(async () => void (await call(log, { do: "job", job })))),
  ]);
  clearInterval(clock);
  const deadlocks = (await countDeadlocks(system)) - before;
  const counts = [...log.outcomes].toSorted(([a], [b]) => a.localeCompare(b)).map(([what, times]) => `  ${what.padEnd(40)} ${times}`);
  process.stdout.write(`${log.orders.length} orders in ${SECONDS} s, ${deadlocks} deadlocks were retried\n${counts.join("\n")}\n`);
  expect(log.errors).toEqual([]);
  expect(system.failures).toEqual([]);
  expect(log.orders.length).toBeGreaterThan(BUYERS);
  expect(await listStockDisagreements(system.db)).toEqual([]);
  expect((await readDifferences(system.db)).filter(({ differences }) => differences > 0)).toEqual([]);
  // More mails wait than the last rounds of the scheduler can send.
  system.mails = false;
  const unfinished = await drain(system, { outcome: "succeed", deliver: true });
  expect(unfinished.filter((what) => !what.includes("waits"))).toEqual([]);
  expect(await listStockDisagreements(system.db)).toEqual([]);
  expect((await readDifferences(system.db)).filter(({ differences }) => differences > 0)).toEqual([]);
});
