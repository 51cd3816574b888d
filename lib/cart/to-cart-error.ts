import { type CartRefusal, MAX_QUANTITY } from "./types";

/** Why a line can't have `wanted` units of a variant; undefined is one that is not offered. */
export function toCartError(variant: { sellable: number; inCart: number } | undefined, wanted: number): { ok: false } & CartRefusal {
  if (!variant) return { ok: false, error: "unknown_variant" };
  if (variant.sellable <= 0) return { ok: false, error: "sold_out" };
  if (wanted > MAX_QUANTITY && variant.sellable >= MAX_QUANTITY) return { ok: false, error: "quantity_limit" };
  return { ok: false, error: "only_n_left", left: variant.sellable, inCart: variant.inCart };
}
