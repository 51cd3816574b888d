"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { anyFields, form, publicAction } from "@/app/_server/action";
import { deleteDraft, saveDraft } from "@/app/_server/checkout-draft";
import { currentTime } from "@/app/_server/clock";
import { database } from "@/app/_server/database";
import { formLocale } from "@/app/_server/form-locale";
import { consumeLimit, senderNetwork } from "@/app/_server/request-context";
import { forgetCart, rememberOrder, sessionCartId } from "@/app/_server/session";
import { setCoupon } from "@/lib/cart/change-cart";
import { couponCodeSchema } from "@/lib/cart/input";
import { applyCoupon } from "@/lib/checkout/apply-coupon";
import { LENGTHS } from "@/lib/checkout/fields";
import { type CheckoutInput, type FormValues, readCheckout } from "@/lib/checkout/input";
import { placeOrder } from "@/lib/checkout/place-order";
import type { CheckoutState } from "@/lib/checkout/state";
import { GUEST } from "@/lib/core/actor";
import { type CartId, checkoutKeySchema } from "@/lib/core/ids";
import { localePath } from "@/lib/core/locale-path";
import { isOnline, PAYMENT_METHODS } from "@/lib/payments/methods";
import { getSettings } from "@/lib/settings/settings";
import { startPayment } from "@/lib/settlement/start-payment";
import { shippingCountries } from "@/lib/shipping/rates";
import { checkoutState } from "./checkout-state";

type Outcome = Partial<Pick<CheckoutState, "errors" | "failure" | "coupon" | "placed">>;

/** Accepts any text, because errors are shown beside their fields. */
const checkoutForm = form(anyFields);

/**
 * Handles the checkout's single form. Its `intent` is `update` to ask for the current price, `coupon` or `drop-coupon` to
 * change the coupon; anything else places the order and redirects to its page, or, with script and an online method,
 * answers with the payment that the browser has to make.
 */
export const submit = publicAction(z.tuple([z.unknown(), checkoutForm]), {
  access: sessionCartId,
  // Every submission asks for a quote. Placing, paying and trying coupons have their own limits below.
  limit: "changeCart",
  mails: true,
  act: async ([, formValues], cartId) => await respond(cartId, formValues, await perform(cartId, formValues)),
  refuse: async ({ error, fields }) => await respond(await sessionCartId(), fields, error === "rate_limited" ? { failure: { error } } : {}),
});

/** Redirects a form without script to the page, which finds the outcome in its draft. */
async function respond(cartId: CartId | undefined, sent: FormValues, outcome: Outcome): Promise<CheckoutState> {
  // An accepted coupon is on the cart now, while a rejected one stays in its field.
  const { checkoutKey, ...fields } = outcome.coupon ? sent : { ...sent, code: "" };
  const formValues = checkoutKey && outcome.failure?.error !== "earlier_checkout" ? { ...fields, checkoutKey } : fields;
  if (sent.script === "on") return await checkoutState(cartId, { formValues, ...outcome });
  const { errors, failure = null, coupon = null } = outcome;
  await saveDraft({ formValues: cut(formValues), validated: errors !== undefined, failure, coupon });
  redirect(localePath(formLocale.parse(sent.locale), "/checkout#outcome"));
}

/** Cuts each field so that it fits into the draft's cookie, yet is still too long for its own limit. */
function cut(formValues: FormValues): FormValues {
  const entries = Object.entries(formValues).map(([name, value]) => [name, value.slice(0, Math.max(...Object.values(LENGTHS)) + 1)]);
  return Object.fromEntries(entries);
}

async function perform(cartId: CartId, formValues: FormValues): Promise<Outcome> {
  if (formValues.intent === "update") return {};
  if (formValues.intent === "drop-coupon") {
    await setCoupon(database(), cartId, null, await currentTime());
    return {};
  }
  if (formValues.code || formValues.intent === "coupon") {
    const coupon = await tryCoupon(cartId, formValues.code);
    if (coupon || formValues.intent === "coupon") return { coupon };
  }
  const read = readCheckout(formValues, shippingCountries((await getSettings(database())).shipping), PAYMENT_METHODS);
  return read.ok ? await place(cartId, formValues, read.value) : { errors: read.errors };
}

/** The reason why the code could not be applied; null if it was applied or there is none. */
async function tryCoupon(cartId: CartId, given: string | undefined): Promise<CheckoutState["coupon"]> {
  const code = couponCodeSchema.safeParse(given).data;
  if (!code) return null;
  const allowed = await consumeLimit("couponTry");
  const applied = allowed.ok ? await applyCoupon(database(), cartId, code, await currentTime()) : allowed;
  return applied.ok ? null : { about: "coupon", code, error: applied.error };
}

/** Redirects to the order's page, lets the browser pay the order, or gives the reason why none was placed. */
async function place(cartId: CartId, formValues: FormValues, input: CheckoutInput): Promise<Outcome> {
  if (!(await consumeLimit("placeOrder")).ok) return { failure: { error: "rate_limited" } };
  const checkoutKey = checkoutKeySchema.safeParse(formValues.checkoutKey).data;
  if (!checkoutKey) return { failure: { error: "total_changed" } };
  const now = await currentTime();
  const fingerprint = formValues.fingerprint ?? "";
  const locale = formLocale.parse(formValues.locale);
  const placedFrom = senderNetwork(await headers());
  const request = { ...input, checkoutKey, cartId, fingerprint, locale, placedFrom };
  const { ok, ...outcome } = await placeOrder(database(), request, { actor: GUEST, now });
  if (!("value" in outcome)) return { failure: outcome };
  const { id, reference, accessToken } = outcome.value;
  await rememberOrder(reference, accessToken);
  if (isOnline(input.paymentMethod)) {
    await saveForAnotherOrder(formValues);
    if (formValues.script !== "on") redirect(localePath(locale, `/orders/${reference}`));
    const allowed = await consumeLimit("startPayment");
    return { placed: { reference, payment: allowed.ok ? await startPayment(database(), id, input.paymentMethod, now) : allowed } };
  }
  await forgetCart();
  await deleteDraft();
  redirect(localePath(locale, `/orders/${reference}`));
}

/** Saves the form for a customer who returns to replace an order that is not paid yet. */
async function saveForAnotherOrder({ checkoutKey: _, ...formValues }: FormValues): Promise<void> {
  await saveDraft({ formValues, validated: false, failure: null, coupon: null });
}
