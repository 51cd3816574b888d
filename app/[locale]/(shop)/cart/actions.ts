"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { anyFields, anyone, form, publicAction } from "@/app/_server/action";
import { answerCart } from "@/app/_server/cart-answer";
import { currentTime } from "@/app/_server/clock";
import { database } from "@/app/_server/database";
import { formLocale } from "@/app/_server/form-locale";
import { consumeLimit } from "@/app/_server/request-context";
import { rememberCart, sessionCartId } from "@/app/_server/session";
import { addToCart, changeQuantity, confirmPrices, removeFromCart, setCountry, setCoupon } from "@/lib/cart/change-cart";
import { addInput, changeInput } from "@/lib/cart/input";
import { countItems } from "@/lib/cart/types";
import { applyCoupon } from "@/lib/checkout/apply-coupon";
import type { CartAnswer, Refusal } from "@/lib/checkout/cart-answer";
import type { CartId } from "@/lib/core/ids";
import { localePath } from "@/lib/core/locale-path";
import { getSettings } from "@/lib/settings/settings";
import { shippingCountries } from "@/lib/shipping/rates";

/** `script` is "on" if script sent the form and takes the answer; without script the form is redirected to the cart's page. */
const pageFields = z.object({ locale: formLocale, script: z.literal("on").optional().catch(undefined) });

/** The form's first `variantId` counts: without script the customer's choice precedes the variant that the page was rendered with. */
const addForm = form(addInput.and(pageFields));

/** Adds items of a variant to the cart, and creates the cart if there is none. */
export const add = publicAction(z.tuple([z.unknown(), addForm]), {
  access: anyone,
  limit: "changeCart",
  act: async ([, { script, locale, ...input }]): Promise<CartAnswer> => {
    const cartId = await sessionCartId();
    const added = await addToCart(database(), cartId, input, await currentTime());
    return await (added.ok
      ? respond({ script, locale }, added.cartId, null)
      : respond({ script, locale }, cartId, { about: "line", variantId: input.variantId, ...added }));
  },
  refuse: async ({ error, fields }) => await respond(pageFields.parse(fields), await sessionCartId(), refusalOf(error)),
});

/** The buttons beside a quantity send the new quantity. */
const changeForm = form(
  anyFields.transform(({ to, ...fields }): unknown => (to ? { ...fields, quantity: to } : fields)).pipe(changeInput.and(pageFields)),
);

/** Any other change: quantity, removal, coupon, country. */
export const change = publicAction(z.tuple([z.unknown(), changeForm]), {
  access: sessionCartId,
  limit: "changeCart",
  act: async ([, input], cartId): Promise<CartAnswer> => await respond(input, cartId, await perform(cartId, input)),
  refuse: async ({ error, fields }) => await respond(pageFields.parse(fields), await sessionCartId(), refusalOf(error)),
});

/** The contents of the drawer when it is opened. */
export const show = publicAction(z.tuple([]), {
  access: anyone,
  limit: "view",
  act: async (): Promise<CartAnswer> => {
    const cartId = await sessionCartId();
    const answer = await answerCart(cartId);
    if (cartId && answer.cart) await confirmPrices(database(), cartId, answer.cart.lines);
    return answer;
  },
  refuse: async ({ error }) => await answerCart(undefined, refusalOf(error)),
});

async function perform(cartId: CartId, input: z.output<typeof changeInput>): Promise<Refusal | null> {
  const db = database();
  const now = await currentTime();
  switch (input.intent) {
    case "quantity": {
      const changed = await changeQuantity(db, cartId, input, now);
      return changed.ok ? null : { about: "line", variantId: input.variantId, ...changed };
    }
    case "remove":
      await removeFromCart(db, cartId, input.variantId, now);
      return null;
    case "coupon": {
      const allowed = await consumeLimit("couponTry");
      const applied = allowed.ok ? await applyCoupon(db, cartId, input.code, now) : allowed;
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

/** The refusal to show. Input that none of the shop's forms sends leaves the cart unchanged, without a message. */
function refusalOf(error: "malformed" | "no_access" | "rate_limited"): Refusal | null {
  return error === "rate_limited" ? { about: "cart", error } : null;
}

/** Sets the cookies and answers; a form without script is redirected to the cart's page, with the refusal in the URL. */
async function respond(page: z.output<typeof pageFields>, cartId: CartId | undefined, refusal: Refusal | null): Promise<CartAnswer> {
  const answer = await answerCart(cartId, refusal);
  if (cartId && answer.cart) await rememberCart(cartId, countItems(answer.cart.lines));
  if (page.script === "on") return answer;
  const query = refusal ? `?${new URLSearchParams({ refusal: JSON.stringify(refusal) })}` : "";
  redirect(`${localePath(page.locale, "/cart")}${query}`);
}
