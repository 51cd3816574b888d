import type { CartLine } from "@/lib/cart/types";
import type { Refusal } from "@/lib/checkout/cart-answer";
import { formatCents } from "@/lib/core/money";

export function pieces(count: number): string {
  return count === 1 ? "1 piece" : `${count} pieces`;
}

/** "Indigo, M"; nothing where the product has no options. */
export function optionWords(options: CartLine["options"]): string {
  return options.map((option) => option.value).join(", ");
}

/** Sealed for reasons of hygiene, or made to order. */
export const NOT_RETURNABLE = "Can’t be sent back once opened";

const PATIENCE = "That was a lot at once. Please wait a minute and try again.";

export function refusalWords(refusal: Refusal): string {
  switch (refusal.error) {
    case "rate_limited":
      return PATIENCE;
    case "unknown_variant":
      return "This is no longer in the shop.";
    case "sold_out":
      return "Sold out just now.";
    case "quantity_limit":
      return "999 pieces are the most for one order. For more, please write to us.";
    case "only_n_left":
      if (refusal.inCart === 0) return `Only ${refusal.left} left.`;
      if (refusal.inCart >= refusal.left) return `Only ${refusal.left} left, all of them in your cart.`;
      return `Only ${refusal.left} left, ${refusal.inCart} of them in your cart.`;
    default:
      return COUPON_WORDS[refusal.error];
  }
}

/** Why a coupon does not hold, and what to do about it. */
export const COUPON_WORDS = {
  coupon_unknown: "We don't know this code. Is it spelled right?",
  coupon_not_yet: "This code does not hold yet.",
  coupon_expired: "This code has expired.",
  coupon_used_up: "This code has been used up.",
  coupon_minimum: "This code holds for larger orders. Add a little more, then try again.",
  coupon_already_used: "You have used this code before.",
} as const;

/** What is not as it was when this line was put in, or null: the loudest first. */
export function lineTrouble(line: CartLine): string | null {
  if (!line.available) return "No longer in the shop. Please remove it to go on.";
  if (line.sellable === 0) return "Sold out since you added it. Please remove it to go on.";
  if (line.sellable < line.quantity) return `Only ${line.sellable} left. Please take fewer pieces to go on.`;
  return null;
}

export function priceNews(line: CartLine): string | null {
  if (line.priceCents === line.seenPriceCents) return null;
  return `The price of ${line.name} changed from ${formatCents(line.seenPriceCents)} to ${formatCents(line.priceCents)}.`;
}
