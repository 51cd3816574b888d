import type { CartId, ProductId, VariantId } from "@/lib/core/ids";
import { addCents, type Cents, multiplyCents } from "@/lib/core/money";

/** One variant in a cart, with what is true of it now. */
export type CartLine = {
  variantId: VariantId;
  productId: ProductId;
  slug: string;
  name: string;
  options: readonly { name: string; value: string }[];
  picture: { key: string; width: number; height: number; blur: string; alt: string } | null;
  quantity: number;
  /** What a piece costs now. */
  priceCents: Cents;
  /** What a piece cost when the customer last saw it. */
  seenPriceCents: Cents;
  /** Units on hand that nobody ordered; never negative. */
  sellable: number;
  /** False for what can't be sent back once it is opened, or is made to order. */
  returnable: boolean;
  /** False once the product left the shop window. */
  available: boolean;
};

export type Cart = {
  id: CartId;
  couponCode: string | null;
  country: string;
  lines: readonly CartLine[];
};

/** Why a line stayed as it was. `left` is what is sellable, `inCart` what the line holds. */
export type CartRefusal =
  | { error: "unknown_variant" | "sold_out" | "quantity_limit" }
  | { error: "only_n_left"; left: number; inCart: number };

export type CartChange = { ok: true; cartId: CartId; quantity: number } | ({ ok: false } & CartRefusal);

/** Whether the line can be ordered as it stands: its product is in the window and there are pieces enough. */
export function isBuyable(line: CartLine): boolean {
  return line.available && line.sellable >= line.quantity;
}

export function countItems(lines: readonly Pick<CartLine, "quantity">[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** Goods only, at the prices of now; lines that can't be bought count for nothing. */
export function goodsCents(lines: readonly CartLine[]): Cents {
  return addCents(...lines.filter(isBuyable).map((line) => multiplyCents(line.priceCents, line.quantity)));
}
