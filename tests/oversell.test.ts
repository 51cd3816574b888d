import { rm } from "node:fs/promises";
import { eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { variants } from "@/db/schema/catalog";
import { orders } from "@/db/schema/orders";
import { outboxMessages } from "@/db/schema/shop";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { placeOrder } from "@/lib/checkout/place-order";
import type { CartId } from "@/lib/core/ids";
import { expireHolds } from "@/lib/settlement/expire-holds";
import { byCustomer } from "@/tests/factories/actors";
import { checkoutInput, listStockDisagreements, openForTransfers } from "./factories/checkout";
import { bundleWorker } from "./workers/bundle-worker";
import { deathsOf } from "./workers/deaths";
import { runWorker } from "./workers/run-worker";

const { db, url } = await testDatabase();
const worker = await bundleWorker("tests/workers/place-order.worker.ts");
afterAll(async () => await rm(worker));
const now = new Date("2026-11-23T10:00:00Z");
const afterEveryHold = new Date("2026-12-23T10:00:00Z");
const answer = z.object({ outcomes: z.array(z.string()), statements: z.int() });
type Method = "cash_on_delivery" | "bank_transfer";

beforeAll(async () => await openForTransfers(db));

/** Runs one process with several buyers to its end; returns its answer, or the statement at which it was killed. */
async function buy(cartIds: readonly CartId[], paymentMethod: Method, killAt: number | null = null) {
  const { diedAt, answer: answered } = await runWorker(worker, { url, cartIds, paymentMethod, killAt }, answer);
  return { diedAt, outcomes: [], statements: 0, ...answered };
}

async function cartsFor(buyers: number, units: number) {
  const variant = await createVariant(db, { onHand: units });
  const cartIds = await Promise.all(Array.from({ length: buyers }, () => createCart(db, [{ variantId: variant.id, quantity: 1 }])));
  return { variant, cartIds, halves: [cartIds.slice(0, buyers / 2), cartIds.slice(buyers / 2)] as const };
}

const tally = (outcomes: readonly string[]) =>
  Object.fromEntries([...new Set(outcomes)].toSorted().map((outcome) => [outcome, outcomes.filter((each) => each === outcome).length]));

it.each([
  [200, 10, "cash_on_delivery"],
  [200, 10, "bank_transfer"],
  [50, 1, "cash_on_delivery"],
  [50, 1, "bank_transfer"],
  [50, 1, "cash_on_delivery"],
] as const)("sells %i buyers racing from two processes exactly %i units (%s)", { timeout: 180_000 }, async (buyers, units, method) => {
  const { variant, halves } = await cartsFor(buyers, units);
  const [one, two] = await Promise.all(halves.map((cartIds) => buy(cartIds, method)));
  expect(tally([...(one?.outcomes ?? []), ...(two?.outcomes ?? [])])).toEqual({ placed: units, sold_out: buyers - units });
  expect((await db.select().from(variants).where(eq(variants.id, variant.id)))[0]).toMatchObject({ onHand: units, reserved: units });
  expect(await listStockDisagreements(db)).toEqual([]);
});

it("sells no unit twice and loses none when a process is killed before any statement of its orders", { timeout: 300_000 }, async () => {
  const dry = await cartsFor(1, 1);
  const { statements } = await buy(dry.cartIds, "bank_transfer");
  expect(statements).toBeGreaterThan(10);
  const deaths = await Promise.all(
    deathsOf(statements).map(async (killAt) => {
      const { variant, halves, cartIds } = await cartsFor(6, 4);
      const inputs = await Promise.all(halves[1].map((cartId) => checkoutInput(db, cartId, now, { paymentMethod: "bank_transfer" })));
      const [killed, survivors] = await Promise.all([
        buy(cartIds.slice(0, 1), "bank_transfer", killAt),
        Promise.all(inputs.map((input) => placeOrder(db, input, byCustomer(now)))),
      ]);
      const wasSoldOut = killed.outcomes[0] === "sold_out";
      return { variant, cartIds, wasSoldOut, diedAt: killed.diedAt, survived: survivors.filter((outcome) => outcome.ok).length };
    }),
  );
  // The server itself notices broken connections and rolls back their open transactions.
  await expect.poll(openTransactions, { timeout: 30_000 }).toBe(0);
  expect(await listStockDisagreements(db)).toEqual([]);
  expect(deaths.filter(({ diedAt }) => diedAt !== null).length).toBeGreaterThan(deaths.length / 2);
  for (const { variant, cartIds, wasSoldOut, diedAt, survived } of deaths) {
    // A process whose rivals were faster runs too few statements to reach its death.
    if (!wasSoldOut) expect(diedAt).not.toBeNull();
    const sold = await db.$count(orders, inArray(orders.cartId, cartIds));
    expect((await db.select().from(variants).where(eq(variants.id, variant.id)))[0]).toMatchObject({ onHand: 4, reserved: sold });
    expect(sold).toBeGreaterThanOrEqual(survived);
    expect(sold).toBeLessThanOrEqual(4);
  }
  process.stdout.write(`killed before:\n${deaths.map(({ diedAt }) => `  ${diedAt}`).join("\n")}\n`);
  // Every order has its mail, and the sweep releases all units.
  expect(await db.$count(outboxMessages)).toBe(await db.$count(orders));
  await expireHolds(db, afterEveryHold, 1000);
  expect(await listStockDisagreements(db)).toEqual([]);
  expect(await db.$count(orders, eq(orders.status, "pending"))).toBe(0);
});

async function openTransactions(): Promise<number> {
  const [row] = await db.execute<{ open: number }>(
    sql`select count(*)::int as open from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null`,
  );
  return row?.open ?? 0;
}
