import { z } from "zod";
import { variantIdSchema } from "@/lib/core/ids";
import { line } from "@/lib/core/text";
import { MAX_QUANTITY } from "./types";

const item = { variantId: variantIdSchema };
const quantity = z.coerce.number().int().min(1).max(MAX_QUANTITY);

/** A code as typed by a customer, which may have surrounding spaces and lower-case letters. */
export const couponCodeSchema = line(40).toUpperCase().min(1);

export const addInput = z.object({ ...item, quantity });

/** The changes that the cart's forms can request. The action checks whether the shop delivers to the country. */
export const changeInput = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("quantity"), ...item, quantity }),
  z.object({ intent: z.literal("remove"), ...item }),
  z.object({ intent: z.literal("coupon"), code: couponCodeSchema }),
  z.object({ intent: z.literal("drop-coupon") }),
  z.object({ intent: z.literal("country"), country: line(2) }),
]);

export const COUPON_REFUSALS = [
  "coupon_unknown",
  "coupon_not_yet",
  "coupon_expired",
  "coupon_used_up",
  "coupon_minimum",
  "coupon_already_used",
  "rate_limited",
] as const;

export const couponRefusalSchema = z.object({ about: z.literal("coupon"), code: line(40), error: z.enum(COUPON_REFUSALS) });

/** The reason why the last change failed, of a line, of the coupon or of the whole cart. Without JavaScript it is part of the address. */
export const refusalSchema = z.union([
  z.object({ about: z.literal("line"), ...item, error: z.enum(["unknown_variant", "sold_out", "quantity_limit", "cart_full"]) }),
  z.object({ about: z.literal("line"), ...item, error: z.literal("only_n_left"), left: z.int(), inCart: z.int() }),
  couponRefusalSchema,
  z.object({ about: z.literal("cart"), error: z.literal("rate_limited") }),
]);
