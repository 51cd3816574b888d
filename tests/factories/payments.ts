import { randomUUID } from "node:crypto";
import type { Db } from "@/db/client";
import { createCart, createVariant } from "@/db/testing";
import { placeOrder } from "@/lib/checkout/place-order";
import type { OnlineMethod } from "@/lib/payments/methods";
import { applyEvent, storeEvent } from "@/lib/settlement/inbox";
import { byCustomer } from "./actors";
import { checkoutInput } from "./checkout";
import { startedRef } from "./orders";

/** Places an unpaid order of two items at 25.00 with delivery at 5.00; `ref` is the provider's reference for its payment. */
export async function placeOnlineOrder(db: Db, method: OnlineMethod, now: Date, onHand = 5) {
  const variant = await createVariant(db, { onHand });
  const cartId = await createCart(db, [{ variantId: variant.id, quantity: 2 }]);
  const outcome = await placeOrder(db, await checkoutInput(db, cartId, now, { paymentMethod: method }), byCustomer(now));
  if (!outcome.ok) throw new Error(outcome.error);
  return { variant, cartId, orderId: outcome.value.id, ref: await startedRef(db, outcome.value.id, method, now) };
}

/** Delivers an event of this type about an attempt at Stripe, of which only the reference counts. */
export async function applyStripeEvent(db: Db, type: string, ref: string, now: Date): Promise<void> {
  const event = { eventId: randomUUID(), type, kind: "payment", attemptRef: ref, paymentRef: null, disputeRef: null } as const;
  await applyEvent(db, (await storeEvent(db, "stripe", event, now)).id, now);
}
