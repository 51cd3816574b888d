import { currentTime } from "@/app/_server/clock";
import { database } from "@/app/_server/database";
import { findCart } from "@/lib/cart/queries";
import { quoteCart } from "@/lib/checkout/quote-cart";
import type { CheckoutState } from "@/lib/checkout/state";
import { summarise } from "@/lib/checkout/summary";
import type { CartId } from "@/lib/core/ids";
import { isPaidLater } from "@/lib/payments/methods";
import { SHIPPING_METHODS } from "@/lib/shipping/types";

type Outcome = Pick<CheckoutState, "formValues"> & Partial<Pick<CheckoutState, "errors" | "failure" | "coupon" | "placed">>;

/** The current checkout: the cart's lines and a quote for the form's country and delivery method. */
export async function checkoutState(
  cartId: CartId | undefined,
  { formValues, errors = {}, failure = null, coupon = null, placed = null }: Outcome,
): Promise<CheckoutState> {
  const cart = cartId ? await findCart(database(), cartId) : undefined;
  const outcome = { formValues, errors, failure, coupon, placed };
  if (!cart || cart.lines.length === 0) return { lines: [], summary: null, couponCode: null, ...outcome };
  const country = formValues.country || cart.country;
  const quoteFor = async (shippingMethod: (typeof SHIPPING_METHODS)[number]) => {
    const request = { country, shippingMethod };
    return summarise(request, await quoteCart(database(), cart.id, request, await currentTime()));
  };
  const wanted = await quoteFor(SHIPPING_METHODS.find((method) => method === formValues.shippingMethod) ?? "standard");
  // Not every country has every method, so its first one replaces a missing one.
  const [first] = wanted.shippingOptions;
  const quoted = wanted.shippingCents === null && first ? await quoteFor(first.method) : wanted;
  // Only placing an order counts the customer's unpaid ones, which nobody else may learn.
  const atOnce = quoted.paymentMethods.filter((method) => !isPaidLater(method));
  const summary = failure?.error === "unpaid_limit" ? { ...quoted, paymentMethods: atOnce } : quoted;
  return { lines: cart.lines, summary, couponCode: cart.couponCode, ...outcome };
}
