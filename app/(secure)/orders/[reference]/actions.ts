"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { rememberCart, rememberedItemCount, sessionCartId } from "@/app/_server/cart-session";
import { dropDraft } from "@/app/_server/checkout-draft";
import { database } from "@/app/_server/database";
import { findShownOrder, rememberOrder } from "@/app/_server/order-session";
import { consumeLimit } from "@/app/_server/request";
import { sendMailAfterwards } from "@/app/_server/send-mail";
import { findCart } from "@/lib/cart/queries";
import { countItems } from "@/lib/cart/types";
import type { PaymentStart } from "@/lib/checkout/state";
import type { CartId } from "@/lib/core/ids";
import { fail } from "@/lib/core/result";
import { type OnlineMethod, onlineMethodSchema } from "@/lib/payments/methods";
import { startPayment } from "@/lib/settlement/start-payment";
import { syncOrder } from "@/lib/settlement/sync-payment";

const shown = z.tuple([z.string().nullable(), z.string()]).transform(([token, reference]) => ({ token, reference }));

/** Lets an order be paid that this browser placed, or that `token` shows. */
export async function start(token: string | null, reference: string, method: OnlineMethod): Promise<PaymentStart> {
  const access = shown.safeParse([token, reference]).data;
  const chosen = onlineMethodSchema.safeParse(method).data;
  const details = access && (await findShownOrder(access));
  if (!details || !chosen) return fail("not_payable");
  if (!(await consumeLimit("startPayment")).ok) return fail("rate_limited");
  // A bank that asks its customer something leads back to the order's own page: this browser may see that as long as its link.
  if (access.token && !(await findShownOrder({ reference, token: null }))) await rememberOrder(details.order.reference, access.token);
  return await startPayment(database(), details.order.id, chosen, new Date());
}

/**
 * Asks the provider what became of an order's payment, and answers with the page as it is then. Once it is paid, the badge
 * and the kept form forget what was ordered.
 */
export async function settle(token: string | null, reference: string): Promise<void> {
  const access = shown.safeParse([token, reference]).data;
  const details = access && (await findShownOrder(access));
  if (!details) return;
  if ((await consumeLimit("syncPayment")).ok) {
    await syncOrder(database(), details.order.id, new Date());
    sendMailAfterwards();
  }
  await forgetOrdered(details.order.cartId);
  refresh();
}

async function forgetOrdered(orderedCart: CartId): Promise<void> {
  const cartId = await sessionCartId();
  if (!cartId || cartId !== orderedCart) return;
  const pieces = countItems((await findCart(database(), cartId))?.lines ?? []);
  if (pieces !== (await rememberedItemCount())) await rememberCart(cartId, pieces);
  if (pieces === 0) await dropDraft();
}
