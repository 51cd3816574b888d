import { asc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { orderLines, orders } from "@/db/schema/orders";
import { ordersAwaitingPayment } from "@/lib/cart/orders-awaiting-payment";
import type { CommandContext } from "@/lib/core/actor";
import { type CartId, checkoutKeySchema } from "@/lib/core/ids";
import { cancelOrder } from "@/lib/fulfilment/cancel-order";
import type { Order } from "@/lib/orders/queries";
import { findOpenAttempt } from "@/lib/payments/attempts";
import { isOnline } from "@/lib/payments/methods";
import { fingerprintOf } from "./quote-cart";

/** Locks the cart's orders that await an online payment; ordering the cart again replaces them. */
export async function lockWaitingOrders(tx: Tx, cartId: CartId): Promise<Order[]> {
  return await listWaitingOrders(tx, cartId).for("no key update");
}

function listWaitingOrders(tx: Tx, cartId: CartId) {
  return tx
    .select()
    .from(orders)
    .where(sql`${orders.id} in (${ordersAwaitingPayment(cartId)})`)
    .orderBy(asc(orders.id));
}

/** Locks the variants to be released or reserved, in the order of their ids like all other code that locks variants. */
export async function lockVariants(tx: Tx, cartId: CartId, waiting: readonly Order[]): Promise<void> {
  const waitingIds = sql.join([sql`null::uuid`, ...waiting.map(({ id }) => sql`${id}::uuid`)], sql`, `);
  await tx.execute(sql`
    select id from variants where id in (
      select variant_id from cart_lines where cart_id = ${cartId}
      union select variant_id from order_lines where order_id in (${waitingIds}))
    order by id for no key update`);
}

/** Locks the coupons to be given back or redeemed, in the order of their ids, so two carts that swap theirs don't wait for each other. */
export async function lockCoupons(tx: Tx, couponCode: string | null, waiting: readonly Order[]): Promise<void> {
  const waitingIds = sql.join([sql`null::uuid`, ...waiting.map(({ id }) => sql`${id}::uuid`)], sql`, `);
  await tx.execute(sql`
    select id from coupons where upper(code) = upper(${couponCode}::text)
      or id in (select coupon_id from coupon_redemptions where order_id in (${waitingIds}))
    order by id for no key update`);
}

export async function isWaiting(tx: Tx, { id, cartId }: Order): Promise<boolean> {
  return (await tx.$count(orders, sql`${orders.id} = ${id} and ${orders.id} in (${ordersAwaitingPayment(cartId)})`)) > 0;
}

const FIELDS = ["email", "phone", "company", "vatId", "shippingMethod", "note"] as const;

type RequestedOrder = Pick<Order, (typeof FIELDS)[number] | "paymentMethod" | "shippingAddress" | "billingAddress"> & {
  fingerprint: string;
};

/** Returns whether the customer's request equals this order, which can then be paid as it is. */
export async function matchesOrder(tx: Tx, order: Order, input: RequestedOrder): Promise<boolean> {
  if (!isOnline(input.paymentMethod)) return false;
  if (FIELDS.some((field) => order[field] !== input[field])) return false;
  if (!sameAddress(order.shippingAddress, input.shippingAddress) || !sameAddress(order.billingAddress, input.billingAddress)) return false;
  const lines = await tx.select().from(orderLines).where(eq(orderLines.orderId, order.id)).orderBy(asc(orderLines.position));
  return fingerprintOf(lines, order) === input.fingerprint;
}

/** Compares addresses regardless of the order of keys, which jsonb does not preserve. */
function sameAddress(one: Order["shippingAddress"], other: Order["shippingAddress"]): boolean {
  const plain = (address: Order["shippingAddress"]) => JSON.stringify(Object.entries(address).toSorted(([a], [b]) => a.localeCompare(b)));
  return plain(one) === plain(other);
}

/**
 * Cancels the cart's waiting orders in the transaction of the new order, so their stock and coupon pass to it. Returns an order
 * whose payment may still be open at its provider: the caller must roll back and end that payment first.
 */
export async function replaceOrders(tx: Tx, cartId: CartId, locked: readonly Order[], context: CommandContext): Promise<Order | undefined> {
  for (const order of await listWaitingOrders(tx, cartId)) {
    // An order placed while this transaction waited for the cart is not locked, and its variants can't be locked any more.
    if (!locked.some(({ id }) => id === order.id)) return order;
    if (await findOpenAttempt(tx, order.id)) return order;
    await cancelOrder(tx, order.id, { reason: "replaced", note: "" }, context);
    // The checkout's key now belongs to the new order.
    const checkoutKey = checkoutKeySchema.parse(crypto.randomUUID());
    await tx.update(orders).set({ checkoutKey }).where(eq(orders.id, order.id));
  }
  return undefined;
}
