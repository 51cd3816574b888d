import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { coupons } from "@/db/schema/promotions";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { addToCart, changeQuantity, confirmPrices, removeFromCart, setCoupon } from "@/lib/cart/change-cart";
import { findCart } from "@/lib/cart/queries";
import { type PlaceOrderInput, placeOrder } from "@/lib/checkout/place-order";
import { type OrderId, returnIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { deliverShipment } from "@/lib/fulfilment/deliver-shipment";
import { shipOrder } from "@/lib/fulfilment/ship-order";
import { cancelPlacedOrder } from "@/lib/refunds/cancel-placed-order";
import { refundOrder } from "@/lib/refunds/refund-order";
import { approveReturn } from "@/lib/returns/approve-return";
import { closeReturn } from "@/lib/returns/close-return";
import { receiveReturn } from "@/lib/returns/receive-return";
import { refundReturn } from "@/lib/returns/refund-return";
import { requestReturn } from "@/lib/returns/request-return";
import { expireHolds } from "@/lib/settlement/expire-holds";
import { recordCash, recordTransfer } from "@/lib/settlement/record-transfer";
import { syncOrder } from "@/lib/settlement/sync-payment";
import { type Sandbox, sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import { byCustomer, byStaff } from "./factories/actors";
import { checkoutInput, openForTransfers } from "./factories/checkout";
import { startedRef } from "./factories/orders";
import { applyStripeEvent } from "./factories/payments";

// Every command takes its row locks in one order (`lockOrder`), so two commands never wait for each other.

const ORDER = ["orders", "carts", "cart_lines", "variants", "coupons", "invoice_series"] as const;
type Table = (typeof ORDER)[number];

/** The tables whose rows a statement locks, in the order in which it names them. A new row of one's own locks nobody out. */
function lockedBy(statement: string): Table[] {
  const plain = statement.replaceAll('"', "").toLowerCase();
  const found: { at: number; table: string }[] = [];
  for (const match of plain.matchAll(/\b(?:update|delete from) (\w+)/g)) found.push({ at: match.index, table: match[1] ?? "" });
  for (const match of plain.matchAll(/insert into (cart_lines|invoice_series)\b/g)) found.push({ at: match.index, table: match[1] ?? "" });
  for (const match of plain.matchAll(/\bfrom (\w+)(?:(?!\bfrom (?:orders|carts|variants|coupons)\b|;).)*?\bfor (?:no key )?update/gs))
    found.push({ at: match.index, table: match[1] ?? "" });
  return found
    .toSorted((a, b) => a.at - b.at)
    .map(({ table }) => table)
    .filter((table): table is Table => ORDER.some((each) => each === table));
}

/** The first lock on each table that comes after a lock on a later table. */
function breachesIn(statements: readonly string[]): string[] {
  const taken: Table[] = [];
  const breaches: string[] = [];
  for (const statement of statements) {
    for (const table of lockedBy(statement)) {
      const after = taken.find((earlier) => ORDER.indexOf(earlier) > ORDER.indexOf(table));
      if (!taken.includes(table) && after) breaches.push(`${table} after ${after}: ${statement.slice(0, 120)}`);
      taken.push(table);
    }
  }
  return breaches;
}

const { url } = await testDatabase();
/** Each is a transaction of its own, unless one is open: the commands run one after the other. */
const transactions: string[][] = [];
let isOpen = false;
const { db, client } = openDatabase(url, {
  debug: (_, statement) => {
    if (!isOpen) transactions.push([]);
    isOpen = statement === "begin" || (isOpen && statement !== "commit" && statement !== "rollback");
    transactions.at(-1)?.push(statement);
  },
});
const now = new Date("2026-11-24T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
let sandbox: Sandbox;

beforeAll(async () => {
  await openForTransfers(db);
  await db.insert(coupons).values([
    { code: "ONE", kind: "percentage", value: 10, validFrom: new Date(0) },
    { code: "TWO", kind: "percentage", value: 20, validFrom: new Date(0) },
  ]);
  sandbox = await startSandbox({ port: 0, shopUrl: "http://127.0.0.1:1", timing: { retryDelaysMs: [] } });
  Object.assign(process.env, sandboxEnvironment(sandbox.url));
});
afterAll(async () => {
  sandbox.close();
  await client.end();
});

async function place(values: Partial<PlaceOrderInput> = {}, at = now) {
  const [shirt, cap] = [await createVariant(db, { onHand: 50 }), await createVariant(db, { onHand: 50 })];
  const cartId = await createCart(db, [
    { variantId: shirt.id, quantity: 2 },
    { variantId: cap.id, quantity: 1 },
  ]);
  await setCoupon(db, cartId, "ONE", at);
  const outcome = await placeOrder(db, await checkoutInput(db, cartId, at, values), byCustomer(at));
  if (!outcome.ok) throw new Error(outcome.error);
  return { id: outcome.value.id, cartId, variantId: shirt.id };
}

async function withdraw(id: OrderId) {
  const declared = {
    id: returnIdSchema.parse(randomUUID()),
    kind: "withdrawal" as const,
    name: "Ana",
    email: "ana@example.com",
    reason: "",
  };
  const requested = await requestReturn(db, id, { ...declared, lines: [{ position: 1, quantity: 1 }] }, byCustomer(later(1)));
  if (!requested.ok) throw new Error(requested.error);
  await approveReturn(db, requested.value, byStaff(later(1)));
  return requested.value;
}

const PARCEL = { carrier: "GLS", trackingNumber: "1" };
const RESTOCK = { restock: true, note: "" };

const SCENARIOS: Record<string, () => Promise<unknown>> = {
  "a cart is changed by its shopper": async () => {
    const { variantId } = await place();
    const cartId = await createCart(db, [{ variantId, quantity: 2 }]);
    await addToCart(db, cartId, { variantId, quantity: 1 }, now);
    await changeQuantity(db, cartId, { variantId, quantity: 2 }, now);
    await confirmPrices(db, cartId, (await findCart(db, cartId))?.lines ?? []);
    await removeFromCart(db, cartId, variantId, now);
  },
  "a cart is ordered again with another coupon": async () => {
    const { cartId } = await place({ paymentMethod: "card" });
    await setCoupon(db, cartId, "TWO", now);
    const again = await checkoutInput(db, cartId, later(1), { paymentMethod: "card", note: "again" });
    expect((await placeOrder(db, again, byCustomer(later(1)))).ok).toBe(true);
  },
  "cash on delivery: sent, delivered, withdrawn from, closed, paid": async () => {
    const { id } = await place();
    const sent = await shipOrder(db, id, PARCEL, byStaff(now));
    if (sent.ok) await deliverShipment(db, sent.value, byStaff(later(1)));
    const returnId = await withdraw(id);
    await receiveReturn(db, returnId, byStaff(later(2)));
    expect((await closeReturn(db, returnId, RESTOCK, byStaff(later(2)))).ok).toBe(true);
    await recordCash(db, id, cents(5000), byStaff(later(3)));
  },
  "a transfer: paid in parts, sent in parts, withdrawn from, refunded": async () => {
    const { id } = await place({ paymentMethod: "bank_transfer" });
    await recordTransfer(db, id, { amountCents: cents(1000), entry: "a" }, byStaff(later(1)));
    await recordTransfer(db, id, { amountCents: cents(6250), entry: "b" }, byStaff(later(1)));
    await shipOrder(db, id, { ...PARCEL, lines: [{ position: 2, quantity: 1 }] }, byStaff(later(2)));
    await refundReturn(db, await withdraw(id), RESTOCK, byStaff(later(3)));
    await refundOrder(db, id, { what: { kind: "whole" }, restock: true, note: "", iban: null }, byStaff(later(4)));
  },
  "an order is cancelled by its customer": async () => {
    const { id } = await place({ paymentMethod: "bank_transfer" });
    expect((await cancelPlacedOrder(db, id, { reason: "customer", note: "" }, byCustomer(later(1)))).ok).toBe(true);
  },
  "a card pays, and is refunded at the provider": async () => {
    const { id } = await place({ paymentMethod: "card" });
    const ref = await startedRef(db, id, "card", later(1));
    sandbox.stripe.pay(ref, "succeed");
    await syncOrder(db, id, later(2));
    const [payment] = await db.execute<{ ref: string }>(sql`select provider_ref as ref from payments where order_id = ${id}`);
    sandbox.stripe.refund(payment?.ref ?? "");
    await applyStripeEvent(db, "charge.refunded", ref, later(3));
  },
  "an order expires, and its payment arrives too late": async () => {
    const { id } = await place({ paymentMethod: "bank_transfer" });
    await expireHolds(db, later(60 * 24 * 8), 100);
    await recordTransfer(db, id, { amountCents: cents(7250), entry: "late" }, byStaff(later(60 * 24 * 9)));
  },
};

it.each(Object.entries(SCENARIOS))("locks rows in one order: %s", async (_, run) => {
  transactions.length = 0;
  await run();
  expect(transactions.flatMap(breachesIn)).toEqual([]);
  // Proves that locks were seen.
  expect(transactions.flat().flatMap(lockedBy).length).toBeGreaterThan(3);
});

describe("the check reports", () => {
  it.each([
    ["a cart's line before its cart", ["update cart_lines set quantity = 1", "update carts set touched_at = now()"]],
    [
      "an order after its stock",
      ["select id from variants where id = 1 order by id for update", 'select * from "orders" where "id" = $1 for no key update'],
    ],
    [
      "stock after an invoice number",
      ['insert into "invoice_series" values (1) on conflict do update', "update variants set reserved = 0"],
    ],
    ["a line before its cart in one statement", ["with line as (update cart_lines set quantity = 1) update carts set touched_at = now()"]],
  ])("%s", (_, statements) => {
    expect(breachesIn(statements)).toHaveLength(1);
  });

  it("nothing about rows that are locked already, or in order", () => {
    const statements = [
      'select * from "orders" where "id" = $1 for update',
      "update variants set reserved = 0",
      'update "orders" set "status" = $1',
    ];
    expect(breachesIn(statements)).toEqual([]);
    expect(statements.flatMap(lockedBy)).toEqual(["orders", "variants", "orders"]);
  });
});
