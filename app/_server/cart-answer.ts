import { findCart } from "@/lib/cart/queries";
import type { CartAnswer, Refusal } from "@/lib/checkout/cart-answer";
import { quoteCart } from "@/lib/checkout/quote-cart";
import { summarise } from "@/lib/checkout/summary";
import type { CartId } from "@/lib/core/ids";
import { currentTime } from "./clock";
import { database } from "./database";

/** The current cart with an estimate for standard delivery to its country. */
export async function answerCart(cartId: CartId | undefined, refusal: Refusal | null = null): Promise<CartAnswer> {
  const cart = cartId ? await findCart(database(), cartId) : undefined;
  if (!cart) return { cart: null, summary: null, refusal };
  const request = { country: cart.country, shippingMethod: "standard" } as const;
  const { id, ...shown } = cart;
  const summary = shown.lines.length > 0 ? summarise(request, await quoteCart(database(), id, request, await currentTime())) : null;
  return { cart: shown, summary, refusal };
}
