import type { CartId, ProductId, VariantId } from "@/lib/core/ids";
import { addCents, type Cents, multiplyCents } from "@/lib/core/money";

/** The maximum quantity of a line. */
export const MAX_QUANTITY = 999;

/** The maximum number of lines. An email or page about more would keep its process busy for too long. */
export const MAX_LINES = 100;

/** One variant in a cart, with its current price and stock. */
export type CartLine = {
  variantId: VariantId;
  productId: ProductId;
  slug: string;
  name: string;
  options: readonly { name: string; value: string }[];
  picture: { key: string; width: number; height: number; blur: string; alt: string } | null;
  quantity: number;
  /** The current unit price. */
  priceCents: Cents;
  /** The unit price when the customer last saw it. */
  seenPriceCents: Cents;
  /** The units that this cart can order. */
  sellable: number;
  /** False for sealed hygiene goods and goods made to order. */
  returnable: boolean;
  /** False once the product is no longer on sale. */
  available: boolean;
};

export type Cart = {
  id: CartId;
  couponCode: string | null;
  country: string;
  lines: readonly CartLine[];
};

/** The reason why a line was not changed. `left` is the number of sellable units, `inCart` the line's quantity. */
export type CartRefusal =
  | { error: "unknown_variant" | "sold_out" | "quantity_limit" | "cart_full" }
  | { error: "only_n_left"; left: number; inCart: number };

export type CartChange = { ok: true; cartId: CartId; quantity: number } | ({ ok: false } & CartRefusal);

/** Returns whether the line can be ordered: its product is on sale and there are enough units. */
export function isBuyable(line: CartLine): boolean {
  return line.available && line.sellable >= line.quantity;
}

export function countItems(lines: readonly Pick<CartLine, "quantity">[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** Returns the total of the items at current prices, in cents and without delivery; lines that can't be bought don't count. */
export function goodsCents(lines: readonly CartLine[]): Cents {
  return addCents(...lines.filter(isBuyable).map((line) => multiplyCents(line.priceCents, line.quantity)));
}
