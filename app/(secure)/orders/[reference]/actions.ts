"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { rememberCart, rememberedPieces, sessionCartId } from "@/app/_server/cart-session";
import { dropDraft } from "@/app/_server/checkout-draft";
import { database } from "@/app/_server/database";
import { findOwnOrder } from "@/app/_server/order-session";
import { consumeLimit } from "@/app/_server/request";
import { sendMailAfterwards } from "@/app/_server/send-mail";
import { findCart } from "@/lib/cart/queries";
import { countPieces } from "@/lib/cart/types";
import type { PaymentStart } from "@/lib/checkout/state";
import type { CartId } from "@/lib/ids";
import type { ONLINE_METHODS, OnlineMethod } from "@/lib/payments/methods";
import { startPayment } from "@/lib/payments/start-payment";
import { syncOrder } from "@/lib/payments/sync-order";
import { fail } from "@/lib/result";

const asked = z.tuple([z.string(), z.enum(["card", "paypal"] satisfies (keyof typeof ONLINE_METHODS)[])]);

/** Lets this browser's own order be paid. */
export async function start(reference: string, method: OnlineMethod): Promise<PaymentStart> {
  const read = asked.safeParse([reference, method]);
  const details = read.success ? await findOwnOrder(read.data[0]) : undefined;
  if (!read.success || !details) return fail("not_payable");
  if (!(await consumeLimit("startPayment")).ok) return fail("rate_limited");
  return await startPayment(database(), details.order.id, read.data[1], new Date());
}

/**
 * Asks the provider what became of an order's payment, and answers with the page as it is then. Once it is paid, the badge
 * and the kept form forget what was ordered.
 */
export async function settle(reference: string): Promise<void> {
  const details = z.string().safeParse(reference).success ? await findOwnOrder(reference) : undefined;
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
  const pieces = countPieces((await findCart(database(), cartId))?.lines ?? []);
  if (pieces !== (await rememberedPieces())) await rememberCart(cartId, pieces);
  if (pieces === 0) await dropDraft();
}
