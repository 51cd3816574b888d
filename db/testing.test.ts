import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { stockMovements } from "./schema/inventory";
import { createCart, createVariant, testDatabase } from "./testing";

const { db, client } = await testDatabase();

test("gives a migrated database", async () => {
  expect((await client`select count(*)::int as rates from tax_rates`)[0]?.rates).toBeGreaterThan(25);
});

test("creates variants whose ledger agrees with their counter, and carts with them", async () => {
  const variant = await createVariant(db, { onHand: 7 });
  const movements = await db.select().from(stockMovements).where(eq(stockMovements.variantId, variant.id));
  expect(movements.map((movement) => [movement.kind, movement.quantity])).toEqual([["receive", 7]]);
  await expect(createCart(db, [{ variantId: variant.id, quantity: 2 }])).resolves.toBeTypeOf("string");
});
