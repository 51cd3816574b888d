import { z } from "zod";
import { COUPON_REFUSALS, couponRefusalSchema } from "@/lib/cart/input";
import { variantIdSchema } from "@/lib/core/ids";
import { line } from "@/lib/core/text";
import { anyFields } from "./action";
import { deleteCookie, readEncryptedCookie, setEncryptedCookie } from "./cookies";

const failureSchema = z.union([
  z.object({
    error: z.literal("sold_out"),
    shortages: z.array(z.object({ variantId: variantIdSchema, name: line(1000), sellable: z.int() })),
  }),
  z.object({
    error: z.enum([
      "cart_empty",
      "earlier_order_open",
      "earlier_checkout",
      "total_changed",
      "shipping_unavailable",
      "method_unavailable",
      "unpaid_limit",
      ...COUPON_REFUSALS,
    ]),
  }),
]);

/** A form sent without script: its fields and the answer to show. */
const draftSchema = z.object({
  formValues: anyFields,
  /** Whether to show its errors, because it was sent to place the order. */
  validated: z.boolean(),
  failure: failureSchema.nullable(),
  coupon: couponRefusalSchema.nullable(),
});
export type CheckoutDraft = z.output<typeof draftSchema>;

/** Saves a form for the next page, in this browser only. */
export async function saveDraft(draft: CheckoutDraft): Promise<void> {
  await setEncryptedCookie("checkout_draft", draft);
}

export async function readDraft(): Promise<CheckoutDraft | undefined> {
  return await readEncryptedCookie("checkout_draft", draftSchema);
}

export async function deleteDraft(): Promise<void> {
  await deleteCookie("checkout_draft");
}
