"use server";

import { z } from "zod";
import { rememberCart, sessionCartId } from "@/app/_server/cart-session";
import { dropDraft } from "@/app/_server/checkout-draft";
import { database } from "@/app/_server/database";
import { findOwnOrder } from "@/app/_server/order-session";
import { consumeLimit } from "@/app/_server/request";
import { sendMailAfterwards } from "@/app/_server/send-mail";
import { findCart } from "@/lib/cart/queries";
import { countPieces } from "@/lib/cart/types";
import type { PaymentStart } from "@/lib/checkout/state";
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

/** Asks the provider what became of an order's payment. Once it is paid, the badge and the kept form forget what was ordered. */
export async function settle(reference: string): Promise<void> {
  const details = z.string().safeParse(reference).success ? await findOwnOrder(reference) : undefined;
  if (!details || !(await consumeLimit("syncPayment")).ok) return;
  await syncOrder(database(), details.order.id, new Date());
  sendMailAfterwards();
  const cartId = await sessionCartId();
  if (!cartId || cartId !== details.order.cartId) return;
  const pieces = countPieces((await findCart(database(), cartId))?.lines ?? []);
  await rememberCart(cartId, pieces);
  if (pieces === 0) await dropDraft();
}
