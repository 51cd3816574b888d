import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { variants } from "@/db/schema/catalog";
import { orders } from "@/db/schema/orders";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { placeOrder } from "@/lib/checkout/place-order";
import { SYSTEM } from "@/lib/core/actor";
import { listEvents } from "@/lib/orders/events";
import { byCustomer } from "@/tests/factories/actors";
import { checkoutInput, listStockDisagreements, openForTransfers } from "@/tests/factories/checkout";
import { expireHolds } from "./expire-holds";

const { db } = await testDatabase();
const placedAt = new Date("2026-11-23T10:00:00Z");
const oneSecondEarly = new Date("2026-11-30T09:59:59Z");
const due = new Date("2026-11-30T10:00:00Z");

beforeAll(async () => await openForTransfers(db));

async function placeTransferOrder(onHand = 5) {
  const variant = await createVariant(db, { onHand });
  const cartId = await createCart(db, [{ variantId: variant.id, quantity: 2 }]);
  const outcome = await placeOrder(db, await checkoutInput(db, cartId, placedAt, { paymentMethod: "bank_transfer" }), byCustomer(placedAt));
  if (!outcome.ok) throw new Error(outcome.error);
  return { variant, orderId: outcome.value.id };
}

it("releases stock when the payment expires, not a second earlier, and records it in the timeline", async () => {
  const { variant, orderId } = await placeTransferOrder();
  expect(await expireHolds(db, oneSecondEarly, 100)).toEqual({ done: 0, remaining: 0 });
  expect(await expireHolds(db, due, 100)).toEqual({ done: 1, remaining: 0 });
  expect((await db.select().from(orders).where(eq(orders.id, orderId)))[0]).toMatchObject({ status: "cancelled", cancelledAt: due });
  expect((await db.select().from(variants).where(eq(variants.id, variant.id)))[0]).toMatchObject({ onHand: 5, reserved: 0 });
  expect((await listEvents(db, orderId)).at(-1)).toMatchObject({ kind: "cancelled", data: { reason: "expired" }, actor: SYSTEM });
  expect(await listStockDisagreements(db)).toEqual([]);
});

it("releases each hold once when four workers expire them at the same time", async () => {
  const placed = await Promise.all(Array.from({ length: 12 }, () => placeTransferOrder()));
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => expireHolds(db, due, 100)));
  expect(outcomes.reduce((sum, { done }) => sum + done, 0)).toBe(placed.length);
  expect(await listStockDisagreements(db)).toEqual([]);
});

it("ends no more holds than the limit and returns how many are still overdue", async () => {
  await Promise.all(Array.from({ length: 5 }, () => placeTransferOrder()));
  expect(await expireHolds(db, due, 2)).toEqual({ done: 2, remaining: 3 });
  expect(await expireHolds(db, due, 100)).toEqual({ done: 3, remaining: 0 });
});
