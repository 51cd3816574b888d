import type { z } from "zod";
import type { refusalSchema } from "@/lib/cart/input";
import type { Cart } from "@/lib/cart/types";
import type { QuoteSummary } from "./summary";

export type Refusal = z.output<typeof refusalSchema>;

/** The answer to a change of the cart: the cart as it is now, without its id, which no script may read, and its costs. */
export type CartAnswer = {
  cart: Omit<Cart, "id"> | null;
  /** Null if there is nothing to pay for. */
  summary: QuoteSummary | null;
  refusal: Refusal | null;
};

export const EMPTY_ANSWER: CartAnswer = { cart: null, summary: null, refusal: null };
