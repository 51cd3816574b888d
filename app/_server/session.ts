import { z } from "zod";
import { renewOrderedCart } from "@/lib/cart/renew-ordered-cart";
import { type CartId, cartIdSchema } from "@/lib/core/ids";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { line } from "@/lib/core/text";
import { findOrderByAccessToken, findOrderByLink, type OrderDetails } from "@/lib/orders/queries";
import { readReference } from "@/lib/orders/reference";
import { currentTime } from "./clock";
import { deleteCookie, readCookie, setCookie } from "./cookies";
import { database } from "./database";
import { formLocale } from "./form-locale";

/** The id of this browser's cart, from its cookie; undefined if there is none or it isn't an id. */
export async function sessionCartId(): Promise<CartId | undefined> {
  return cartIdSchema.safeParse(await readCookie("cart")).data;
}

/** For actions: remembers the cart, by a new id after an order, and its number of items in the cookie that the badge reads. */
export async function rememberCart(cartId: CartId, items: number): Promise<void> {
  await setCookie("cart", await renewOrderedCart(database(), cartId));
  await setCookie("cart_count", String(items));
}

/** For actions: forgets a cart that was ordered as a whole. The next item creates another one. */
export async function forgetCart(): Promise<void> {
  await deleteCookie("cart");
  await setCookie("cart_count", "0");
}

/** The number of items that this browser's badge shows. */
export async function rememberedItemCount(): Promise<number> {
  return Number((await readCookie("cart_count")) ?? 0);
}

/** Lets this browser see an order it placed, for a day. */
export async function rememberOrder(reference: string, accessToken: string): Promise<void> {
  await setCookie("order", accessToken, reference);
}

/** The proof that a request may see an order: the token of a link, or else the cookie set when the order was placed. */
export type OrderAccess = { reference: string; token: string | null };

/** The access in a form's fields, and the language of its page. */
export const orderAccessFields = z.object({
  reference: line(60),
  token: line(100).transform((token) => token || null),
  locale: formLocale,
});

/** The page that shows the order. */
export function orderPath({ reference, token }: OrderAccess, locale: Locale): string {
  return localePath(locale, token ? `/track/${token}` : `/orders/${reference}`);
}

/** An order that this request may see; undefined if it may not or there is none. */
export async function findShownOrder(access: OrderAccess): Promise<OrderDetails | undefined> {
  const reference = readReference(access.reference);
  // An empty token counts as no token.
  const token = access.token || (reference && (await readCookie("order", reference)));
  return reference && token ? await findOrderByAccessToken(database(), reference, token, await currentTime()) : undefined;
}

/** The order that a link gives access to. */
export async function findLinkedOrder(token: string): Promise<OrderDetails | undefined> {
  return await findOrderByLink(database(), token, await currentTime());
}
