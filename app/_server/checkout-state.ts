import { findCart } from "@/lib/cart/queries";
import { quoteCart } from "@/lib/checkout/quote-cart";
import type { CheckoutState } from "@/lib/checkout/state";
import { summarise } from "@/lib/checkout/summary";
import type { CartId } from "@/lib/core/ids";
import { SHIPPING_METHODS } from "@/lib/shipping/types";
import { database } from "./database";

type Told = Pick<CheckoutState, "typed"> & Partial<Pick<CheckoutState, "errors" | "failure" | "coupon" | "placed">>;

/** The checkout as it stands: the cart's lines and a quote for the country and method that the form says. */
export async function checkoutState(
  cartId: CartId | undefined,
  { typed, errors = {}, failure = null, coupon = null, placed = null }: Told,
): Promise<CheckoutState> {
  const cart = cartId ? await findCart(database(), cartId) : undefined;
  const told = { typed, errors, failure, coupon, placed };
  if (!cart || cart.lines.length === 0) return { lines: [], summary: null, couponCode: null, ...told };
  const country = typed.country || cart.country;
  const quoteFor = async (shippingMethod: (typeof SHIPPING_METHODS)[number]) => {
    const request = { country, shippingMethod, email: typed.email || null };
    return summarise(request, await quoteCart(database(), cart.id, request, new Date()));
  };
  const wanted = await quoteFor(SHIPPING_METHODS.find((method) => method === typed.shippingMethod) ?? "standard");
  // A method that the new country has not got gives way to the first it has.
  const [first] = wanted.shippingOptions;
  const summary = wanted.shippingCents === null && first ? await quoteFor(first.method) : wanted;
  return { lines: cart.lines, summary, couponCode: cart.couponCode, ...told };
}
