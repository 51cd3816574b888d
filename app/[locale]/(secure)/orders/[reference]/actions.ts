"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { publicAction } from "@/app/_server/action";
import { deleteDraft } from "@/app/_server/checkout-draft";
import { database } from "@/app/_server/database";
import { findShownOrder, rememberCart, rememberedItemCount, rememberOrder, sessionCartId } from "@/app/_server/session";
import { findCart } from "@/lib/cart/queries";
import { countItems } from "@/lib/cart/types";
import type { PaymentStart } from "@/lib/checkout/state";
import type { CartId } from "@/lib/core/ids";
import { fail } from "@/lib/core/result";
import { onlineMethodSchema } from "@/lib/payments/methods";
import { startPayment } from "@/lib/settlement/start-payment";
import { syncOrder } from "@/lib/settlement/sync-payment";

const token = z.string().nullable();

/** Lets an order be paid that this browser placed, or that `token` shows. */
export const start = publicAction(z.tuple([token, z.string(), onlineMethodSchema]), {
  access: async ([token, reference]) => await findShownOrder({ token, reference }),
  limit: "startPayment",
  act: async ([token, reference, method], { order }): Promise<PaymentStart> => {
    // A bank's own page leads back to the order's page without a token, so this browser must remember the order.
    if (token && !(await findShownOrder({ reference, token: null }))) await rememberOrder(order.reference, token);
    return await startPayment(database(), order.id, method, new Date());
  },
  refuse: async ({ error }) => fail(error === "rate_limited" ? error : "not_payable"),
});

/**
 * Asks the provider for the outcome of an order's payment, and answers with the page as it is then. Once it is paid, the
 * badge and the saved form forget the ordered items.
 */
export const sync = publicAction(z.tuple([token, z.string()]), {
  access: async ([token, reference]) => await findShownOrder({ token, reference }),
  limit: "syncPayment",
  mails: true,
  act: async (_, { order }): Promise<void> => {
    await syncOrder(database(), order.id, new Date());
    await forgetOrdered(order.cartId);
    refresh();
  },
  refuse: async () => {
    // The page asks again by itself; nobody else has anything to refresh.
  },
});

async function forgetOrdered(orderedCart: CartId): Promise<void> {
  const cartId = await sessionCartId();
  if (!cartId || cartId !== orderedCart) return;
  const items = countItems((await findCart(database(), cartId))?.lines ?? []);
  if (items !== (await rememberedItemCount())) await rememberCart(cartId, items);
  if (items === 0) await deleteDraft();
}
