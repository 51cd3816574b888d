import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { stockMovements } from "@/db/schema/inventory";
import { outboxMessages } from "@/db/schema/shop";
import { addToCart } from "@/lib/cart/change-cart";
import { type PlaceOrderInput, placeOrder } from "@/lib/checkout/place-order";
import { SYSTEM, toStoredActor } from "@/lib/core/actor";
import { env } from "@/lib/core/env";
import type { CartId, OrderId, VariantId } from "@/lib/core/ids";
import { byCustomer } from "@/tests/factories/actors";
import { checkoutInput } from "@/tests/factories/checkout";
import { startedRef } from "@/tests/factories/orders";

/** The products of an order for which a test specifies none. */
const PRODUCTS = ["six-panel-cap"];

/** Creates a cart with one of each of these products, by slug. */
export async function createCart(db: Db, products: readonly string[] = PRODUCTS): Promise<CartId> {
  let cartId: CartId | undefined;
  for (const slug of products) {
    const added = await addToCart(db, cartId, { variantId: await receiveUnit(db, slug), quantity: 1 }, new Date());
    if (!added.ok) throw new Error(`${slug}: ${added.error}`);
    cartId = added.cartId;
  }
  if (!cartId) throw new Error("a cart needs a product");
  return cartId;
}

export type OrderOptions = Partial<Pick<PlaceOrderInput, "paymentMethod" | "email">> & { products?: readonly string[] };

/** Places an order for one of each product by a guest with a unique email address, by default with cash on delivery. */
export async function createOrder(db: Db, { products, ...values }: OrderOptions = {}) {
  const cartId = await createCart(db, products);
  const email = values.email ?? `guest-${crypto.randomUUID()}@example.com`;
  const placed = await placeOrder(db, await checkoutInput(db, cartId, new Date(), { ...values, email }), byCustomer(new Date()));
  if (!placed.ok) throw new Error(placed.error);
  // Its mails would delay those that tests wait for.
  await db.update(outboxMessages).set({ sentAt: new Date() }).where(eq(outboxMessages.orderId, placed.value.id));
  return { ...placed.value, cartId, email };
}

/** Attempts to pay an order by card, without a browser. The shop is notified by webhook, or asks the provider. */
export async function tryCard(db: Db, orderId: OrderId, how: "succeed" | "decline"): Promise<void> {
  const ref = await startedRef(db, orderId, "card", new Date());
  await askSandbox(`stripe/payment_intents/${ref}/pay`, { how });
}

/** Simulates an action of a customer or a bank at a provider; see the sandbox's control routes. */
export async function askSandbox(path: string, body: object): Promise<void> {
  const answer = await fetch(`${env().STRIPE_API_BASE}/_sandbox/${path}`, { method: "POST", body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
}

/** Adds one unit of a product to stock, so no number of tests sells it out; returns its variant. */
async function receiveUnit(db: Db, slug: string): Promise<VariantId> {
  return await db.transaction(async (tx) => {
    const [variant] = await tx.execute<{ id: VariantId }>(sql`
      update variants set on_hand = on_hand + 1 where id = (
        select v.id from variants v join products p on p.id = v.product_id where p.slug = ${slug} order by v.on_hand - v.reserved desc, v.id limit 1)
      returning id`);
    if (!variant) throw new Error(`no product ${slug}`);
    await tx.insert(stockMovements).values({ variantId: variant.id, kind: "receive", quantity: 1, ...toStoredActor(SYSTEM) });
    return variant.id;
  });
}
