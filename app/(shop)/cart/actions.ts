"use server";

import { redirect } from "next/navigation";
import type { z } from "zod";
import { answerCart } from "@/app/_server/cart-answer";
import { rememberCart, sessionCartId } from "@/app/_server/cart-session";
import { database } from "@/app/_server/database";
import { consumeLimit } from "@/app/_server/request";
import { addToCart } from "@/lib/cart/add-to-cart";
import { changeQuantity } from "@/lib/cart/change-quantity";
import { confirmPrices } from "@/lib/cart/confirm-prices";
import { addInput, changeInput } from "@/lib/cart/input";
import { removeFromCart } from "@/lib/cart/remove-from-cart";
import { setCountry } from "@/lib/cart/set-country";
import { setCoupon } from "@/lib/cart/set-coupon";
import { countItems } from "@/lib/cart/types";
import { applyCoupon } from "@/lib/checkout/apply-coupon";
import type { CartAnswer, Refusal } from "@/lib/checkout/cart-answer";
import type { CartId } from "@/lib/core/ids";
import { getSettings } from "@/lib/settings/settings";
import { shippingCountries } from "@/lib/shipping/rates";

/** Puts pieces of a variant into the cart; the first ones make it. */
export async function add(_previous: CartAnswer, form: FormData): Promise<CartAnswer> {
  const held = await sessionCartId();
  // The first of its name: without script a choice stands before the variant that the page was made with.
  const input = addInput.safeParse({ variantId: form.get("variantId"), quantity: form.get("quantity") });
  if (!input.success) return await settle(form, held, null);
  if (await tooMany("changeCart")) return await settle(form, held, { about: "cart", error: "rate_limited" });
  const added = await addToCart(database(), held, input.data, new Date());
  if (!added.ok) return await settle(form, held, { about: "line", variantId: input.data.variantId, ...added });
  return await settle(form, added.cartId, null);
}

/** Any other change: how many, out with it, coupon, country. */
export async function change(_previous: CartAnswer, form: FormData): Promise<CartAnswer> {
  const cartId = await sessionCartId();
  const steps = form.get("to");
  const input = changeInput.safeParse({ ...Object.fromEntries(form), ...(steps && { quantity: steps }) });
  if (!cartId || !input.success) return await settle(form, cartId, null);
  if (await tooMany("changeCart")) return await settle(form, cartId, { about: "cart", error: "rate_limited" });
  return await settle(form, cartId, await perform(cartId, input.data));
}

/** What the drawer shows when it is opened. */
export async function show(): Promise<CartAnswer> {
  const answer = await answerCart(await sessionCartId());
  if (answer.cart) await confirmPrices(database(), answer.cart.id, answer.cart.lines);
  return answer;
}

async function perform(cartId: CartId, input: z.output<typeof changeInput>): Promise<Refusal | null> {
  const db = database();
  const now = new Date();
  switch (input.intent) {
    case "quantity": {
      const changed = await changeQuantity(db, cartId, input, now);
      return changed.ok ? null : { about: "line", variantId: input.variantId, ...changed };
    }
    case "remove":
      await removeFromCart(db, cartId, input.variantId, now);
      return null;
    case "coupon": {
      const refuse = (error: "rate_limited") => ({ about: "coupon", code: input.code, error }) as const;
      if (await tooMany("couponTry")) return refuse("rate_limited");
      const applied = await applyCoupon(db, cartId, input.code, now);
      return applied.ok ? null : { about: "coupon", code: input.code, error: applied.error };
    }
    case "drop-coupon":
      await setCoupon(db, cartId, null, now);
      return null;
    case "country":
      if (shippingCountries((await getSettings(db)).shipping).includes(input.country)) await setCountry(db, cartId, input.country, now);
      return null;
  }
}

async function tooMany(limit: "changeCart" | "couponTry"): Promise<boolean> {
  return !(await consumeLimit(limit)).ok;
}

/** Sets the cookies and answers; a form without script is led to the cart's page, with the refusal in the address. */
async function settle(form: FormData, cartId: CartId | undefined, refusal: Refusal | null): Promise<CartAnswer> {
  const answer = await answerCart(cartId, refusal);
  if (answer.cart) await rememberCart(answer.cart.id, countItems(answer.cart.lines));
  if (form.get("script") === "on") return answer;
  redirect(refusal ? `/cart?${new URLSearchParams({ refusal: JSON.stringify(refusal) })}` : "/cart");
}
