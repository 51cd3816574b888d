import { MAX_QUANTITY } from "./input";
import type { CartRefusal } from "./types";

/** Names why a line could not hold `wanted` pieces of a variant; undefined is one that is not in the window. */
export function refuse(variant: { sellable: number; inCart: number } | undefined, wanted: number): { ok: false } & CartRefusal {
  if (!variant) return { ok: false, error: "unknown_variant" };
  if (variant.sellable <= 0) return { ok: false, error: "sold_out" };
  if (wanted > MAX_QUANTITY && variant.sellable >= MAX_QUANTITY) return { ok: false, error: "quantity_limit" };
  return { ok: false, error: "only_n_left", left: variant.sellable, inCart: variant.inCart };
}
