"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { publicAction } from "@/app/_server/action";
import { deleteDraft } from "@/app/_server/checkout-draft";
import { currentTime } from "@/app/_server/clock";
import { database } from "@/app/_server/database";
import { findShownOrder, forgetCart, rememberCart, rememberedItemCount, rememberOrder, sessionCartId } from "@/app/_server/session";
import { findCart } from "@/lib/cart/queries";
import { countItems } from "@/lib/cart/types";
import type { PaymentStart } from "@/lib/checkout/state";
import type { CartId } from "@/lib/core/ids";
import { fail } from "@/lib/core/result";
import { line } from "@/lib/core/text";
import { onlineMethodSchema } from "@/lib/payments/methods";
import { startPayment } from "@/lib/settlement/start-payment";
import { syncOrder } from "@/lib/settlement/sync-payment";

const access = [line(100).nullable(), line(60)] as const;

/** Starts the payment of an order that this browser placed or that `token` gives access to. */
export const start = publicAction(z.tuple([...access, onlineMethodSchema]), {
  access: async ([token, reference]) => await findShownOrder({ token, reference }),
  limit: "startPayment",
  act: async ([token, reference, method], { order }): Promise<PaymentStart> => {
    // A bank's page redirects to the order's page without a token, so this browser must remember the order.
    if (token && !(await findShownOrder({ reference, token: null }))) await rememberOrder(order.reference, token);
    return await startPayment(database(), order.id, method, await currentTime());
  },
  refuse: async ({ error }) => fail(error === "rate_limited" ? error : "not_payable"),
});

/**
 * Asks the provider for the outcome of an order's payment and refreshes the page. Once the order is paid, the badge and
 * the saved form no longer contain the ordered items.
 */
export const sync = publicAction(z.tuple(access), {
  access: async ([token, reference]) => await findShownOrder({ token, reference }),
  limit: "syncPayment",
  mails: true,
  act: async (_, { order }): Promise<void> => {
    await syncOrder(database(), order.id, await currentTime());
    await forgetOrdered(order.cartId);
    refresh();
  },
  refuse: async () => {
    // The page polls by itself, and nothing else needs a refresh.
  },
});

async function forgetOrdered(orderedCart: CartId): Promise<void> {
  const cartId = await sessionCartId();
  if (!cartId || cartId !== orderedCart) return;
  const cart = await findCart(database(), cartId);
  const items = countItems(cart?.lines ?? []);
  // A cart that was ordered as a whole no longer exists.
  if (!cart) await forgetCart();
  else if (items !== (await rememberedItemCount())) await rememberCart(cartId, items);
  if (items === 0) await deleteDraft();
}
