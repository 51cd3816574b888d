import { deflateRawSync, inflateRawSync } from "node:zlib";
import { cookies } from "next/headers";
import { z } from "zod";
import { COUPON_REFUSALS, couponRefusalSchema } from "@/lib/cart/input";
import { env } from "@/lib/core/env";
import { variantIdSchema } from "@/lib/core/ids";

const failureSchema = z.union([
  z.object({
    error: z.literal("sold_out"),
    shortages: z.array(z.object({ variantId: variantIdSchema, name: z.string(), sellable: z.int() })),
  }),
  z.object({ error: z.literal("earlier_order_open"), reference: z.string() }),
  z.object({
    error: z.enum(["cart_empty", "total_changed", "shipping_unavailable", "method_unavailable", ...COUPON_REFUSALS]),
  }),
]);

/** What a form without script left: its fields, and what to say about them. */
const draftSchema = z.object({
  typed: z.record(z.string(), z.string()),
  /** Whether its errors are to be told: it was sent to be placed. */
  judged: z.boolean(),
  failure: failureSchema.nullable(),
  coupon: couponRefusalSchema.nullable(),
});
export type CheckoutDraft = z.output<typeof draftSchema>;

const NAME = "checkout_draft";
const MOST_BYTES = 64_000;

/** Keeps a form for the page that follows. A cookie, because only the browser that typed it may see it again. */
export async function keepDraft(draft: CheckoutDraft): Promise<void> {
  const value = deflateRawSync(JSON.stringify(draft)).toString("base64url");
  (await cookies()).set(NAME, value, {
    path: "/checkout",
    httpOnly: true,
    sameSite: "lax",
    secure: env().SITE_URL.startsWith("https:"),
    maxAge: 1800,
  });
}

export async function readDraft(): Promise<CheckoutDraft | undefined> {
  const value = (await cookies()).get(NAME)?.value;
  if (!value) return undefined;
  try {
    const text = inflateRawSync(Buffer.from(value, "base64url"), { maxOutputLength: MOST_BYTES }).toString();
    return draftSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // Not written by us, or cut short: the form starts empty.
  }
}

export async function dropDraft(): Promise<void> {
  (await cookies()).delete({ name: NAME, path: "/checkout" });
}
