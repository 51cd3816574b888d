import type { z } from "zod";
import type { QuoteSummary } from "@/lib/checkout/summary";
import type { refusalSchema } from "./input";
import type { Cart } from "./types";

export type Refusal = z.output<typeof refusalSchema>;

/** What a change of the cart is answered with: the cart as it is now and what it would cost. */
export type CartAnswer = {
  cart: Cart | null;
  /** Null where there is nothing to pay for. */
  summary: QuoteSummary | null;
  refusal: Refusal | null;
};

export const EMPTY_ANSWER: CartAnswer = { cart: null, summary: null, refusal: null };
