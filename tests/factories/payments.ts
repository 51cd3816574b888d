import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { createCart, createVariant } from "@/db/testing";
import { placeOrder } from "@/lib/checkout/place-order";
import type { OrderId } from "@/lib/core/ids";
import { findOpenAttempt } from "@/lib/payments/attempts";
import type { OnlineMethod } from "@/lib/payments/methods";
import { startPayment } from "@/lib/settlement/start-payment";
import { byCustomer } from "@/tests/factories/actors";
import { checkoutInput } from "./checkout";

/** An order of two items at 25.00 with delivery at 5.00, placed and waiting to be paid; `ref` is the provider's name for its payment. */
export async function placeOnlineOrder(db: Db, method: OnlineMethod, now: Date, onHand = 5) {
  const variant = await createVariant(db, { onHand });
  const cartId = await createCart(db, [{ variantId: variant.id, quantity: 2 }]);
  const outcome = await placeOrder(db, await checkoutInput(db, cartId, now, { paymentMethod: method }), byCustomer(now));
  if (!outcome.ok) throw new Error(outcome.error);
  return { variant, cartId, orderId: outcome.value.id, ref: await startedRef(db, outcome.value.id, method, now) };
}

/** Starts paying an order and returns the provider's name for the payment. */
export async function startedRef(db: Db, orderId: OrderId, method: OnlineMethod, now: Date): Promise<string> {
  const started = await startPayment(db, orderId, method, now);
  if (!started.ok) throw new Error(started.error);
  const ref = (await findOpenAttempt(db, orderId))?.providerRef;
  if (!ref) throw new Error("no attempt is open");
  return ref;
}

export async function getOrder(db: Db, orderId: OrderId) {
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  if (!order) throw new Error(`no order ${orderId}`);
  return order;
}
