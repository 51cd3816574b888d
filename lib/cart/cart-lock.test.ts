import { eq, sql } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { cartLines } from "@/db/schema/carts";
import { countLockWaits, createCart, createVariant, testDatabase } from "@/db/testing";
import type { CartId, VariantId } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { addToCart, changeQuantity, confirmPrices, removeFromCart } from "./change-cart";
import { findCart } from "./queries";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");

const CHANGES: Record<string, (cartId: CartId, variantId: VariantId) => Promise<unknown>> = {
  "adding to it": async (cartId, variantId) => await addToCart(db, cartId, { variantId, quantity: 1 }, now),
  "changing a quantity": async (cartId, variantId) => await changeQuantity(db, cartId, { variantId, quantity: 2 }, now),
  "removing a line": async (cartId, variantId) => await removeFromCart(db, cartId, variantId, now),
  "seeing its prices": async (cartId) => await confirmPrices(db, cartId, (await findCart(db, cartId))?.lines ?? []),
};

it.each(Object.entries(CHANGES))("%s waits while an order is placed from the cart", async (_, change) => {
  const { id } = await createVariant(db);
  const cartId = await createCart(db, [{ variantId: id, quantity: 1, seenPriceCents: cents(1) }]);
  const lines = async () => await db.select().from(cartLines).where(eq(cartLines.cartId, cartId));
  const before = await lines();
  const begun = await db.transaction(async (tx) => {
    await tx.execute(sql`select from carts where id = ${cartId} for update`);
    let isDone = false;
    const changing = change(cartId, id).then(() => {
      isDone = true;
    });
    await vi.waitUntil(async () => isDone || (await countLockWaits(db)) === 1, { timeout: 20_000 });
    expect([isDone, await lines()]).toEqual([false, before]);
    return { changing };
  });
  await begun.changing;
  expect(await lines()).not.toEqual(before);
});
