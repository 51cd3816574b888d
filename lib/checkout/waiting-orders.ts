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

/** Orders of this cart that wait to be paid online: ordering the cart again replaces them. */
export async function lockWaitingOrders(tx: Tx, cartId: CartId): Promise<Order[]> {
  return await listWaitingOrders(tx, cartId).for("update");
}

function listWaitingOrders(tx: Tx, cartId: CartId) {
  return tx
    .select()
    .from(orders)
    .where(sql`${orders.id} in (${ordersAwaitingPayment(cartId)})`)
    .orderBy(asc(orders.id));
}

/** Locks every variant that is to be released or reserved, in the order of their ids as everybody does. */
export async function lockVariants(tx: Tx, cartId: CartId, waiting: readonly Order[]): Promise<void> {
  const held = sql.join([sql`null::uuid`, ...waiting.map(({ id }) => sql`${id}::uuid`)], sql`, `);
  await tx.execute(sql`
    select id from variants where id in (
      select variant_id from cart_lines where cart_id = ${cartId}
      union select variant_id from order_lines where order_id in (${held}))
    order by id for update`);
}

export async function isWaiting(tx: Tx, { id, cartId }: Order): Promise<boolean> {
  return (await tx.$count(orders, sql`${orders.id} = ${id} and ${orders.id} in (${ordersAwaitingPayment(cartId)})`)) > 0;
}

const FIELDS = ["email", "phone", "company", "vatId", "shippingMethod", "note"] as const;

type Asked = Pick<Order, (typeof FIELDS)[number] | "paymentMethod" | "shippingAddress" | "billingAddress"> & { fingerprint: string };

/** Whether the customer orders exactly what this order says, so that it can be paid as it is. */
export async function matchesOrder(tx: Tx, order: Order, input: Asked): Promise<boolean> {
  if (!isOnline(input.paymentMethod)) return false;
  if (FIELDS.some((field) => order[field] !== input[field])) return false;
  if (!sameAddress(order.shippingAddress, input.shippingAddress) || !sameAddress(order.billingAddress, input.billingAddress)) return false;
  const lines = await tx.select().from(orderLines).where(eq(orderLines.orderId, order.id)).orderBy(asc(orderLines.position));
  return fingerprintOf(lines, order) === input.fingerprint;
}

/** jsonb keeps no order of keys. */
function sameAddress(one: Order["shippingAddress"], other: Order["shippingAddress"]): boolean {
  const plain = (address: Order["shippingAddress"]) => JSON.stringify(Object.entries(address).toSorted(([a], [b]) => a.localeCompare(b)));
  return plain(one) === plain(other);
}

/**
 * Cancels what waits, in the transaction of the order that takes its place: stock and coupon pass from one to the other.
 * Returns an order for which something may still be open at its provider: the caller must roll back and end that first.
 */
export async function replaceOrders(tx: Tx, cartId: CartId, locked: readonly Order[], context: CommandContext): Promise<Order | undefined> {
  for (const order of await listWaitingOrders(tx, cartId)) {
    // An order placed while this transaction waited for the cart is not locked, and it is too late to lock its variants.
    if (!locked.some(({ id }) => id === order.id)) return order;
    if (await findOpenAttempt(tx, order.id)) return order;
    await cancelOrder(tx, order.id, { reason: "replaced", note: "" }, context);
    // The checkout's key belongs to the order that takes its place.
    const checkoutKey = checkoutKeySchema.parse(crypto.randomUUID());
    await tx.update(orders).set({ checkoutKey }).where(eq(orders.id, order.id));
  }
  return undefined;
}
