import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, inject } from "vitest";
import { SYSTEM, toStoredActor } from "@/lib/core/actor";
import type { CartId, ProductId, VariantId } from "@/lib/core/ids";
import { type Cents, cents } from "@/lib/core/money";
import { type Db, openDatabase } from "./client";
import { cartLines, carts } from "./schema/carts";
import { products, variants } from "./schema/catalog";
import { stockMovements } from "./schema/inventory";

/** A database for one test file: a clone of the migrated template, dropped when the file is done. */
export async function testDatabase() {
  return createDatabase(new URL(inject("templateUrl")).pathname.slice(1));
}

/** An empty database, for tests of the migrations themselves. */
export async function emptyDatabase() {
  return createDatabase("template0");
}

async function createDatabase(template: string) {
  const name = `earthman_test_${randomBytes(8).toString("hex")}`;
  const serverUrl = new URL(inject("templateUrl"));
  serverUrl.pathname = "postgres";
  const server = postgres(serverUrl.href, { max: 1, onnotice: () => {} });
  await server`create database ${server(name)} template ${server(template)}`;
  const url = new URL(serverUrl);
  url.pathname = name;
  const { client, db } = openDatabase(url.href);
  afterAll(async () => {
    await client.end({ timeout: 5 });
    await server`drop database ${server(name)} with (force)`;
    await server.end();
  });
  return { db, client, url: url.href };
}

/** Counts the statements in this test's database that wait for a lock. Not inside a transaction, which sees one state of it only. */
export async function countLockWaits(db: Db): Promise<number> {
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return row?.count ?? 0;
}

let serial = 0;
const nextNumber = () => {
  serial += 1;
  return serial;
};

/** An active product without variants. */
export async function createProduct(db: Db, values: Partial<typeof products.$inferInsert> = {}) {
  const number = nextNumber();
  const [product] = await db
    .insert(products)
    .values({ slug: `product-${number}`, name: `Product ${number}`, status: "active", ...values })
    .returning();
  if (product === undefined) throw new Error("no product was inserted");
  return product;
}

/** A variant with 10 units on hand by default, as its ledger agrees; of a new product unless `productId` is given. */
export async function createVariant(db: Db, values: Partial<typeof variants.$inferInsert> = {}) {
  const number = nextNumber();
  const productId: ProductId = values.productId ?? (await createProduct(db)).id;
  return db.transaction(async (tx) => {
    const [variant] = await tx
      .insert(variants)
      .values({ sku: `SKU-${number}`, priceCents: cents(2500), onHand: 10, ...values, productId })
      .returning();
    if (variant === undefined) throw new Error("no variant was inserted");
    if (variant.onHand > 0) {
      await tx
        .insert(stockMovements)
        .values({ variantId: variant.id, kind: "receive", quantity: variant.onHand, ...toStoredActor(SYSTEM) });
    }
    return variant;
  });
}

/** A cart with these lines, each seen at the given price (25.00 by default). */
export async function createCart(
  db: Db,
  lines: readonly { variantId: VariantId; quantity: number; seenPriceCents?: Cents }[] = [],
  values: Partial<typeof carts.$inferInsert> = {},
): Promise<CartId> {
  const [cart] = await db.insert(carts).values(values).returning();
  if (cart === undefined) throw new Error("no cart was inserted");
  if (lines.length > 0) {
    await db.insert(cartLines).values(lines.map((line) => ({ seenPriceCents: cents(2500), ...line, cartId: cart.id })));
  }
  return cart.id;
}
