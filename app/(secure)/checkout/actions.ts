"use server";

import { redirect } from "next/navigation";
import { rememberCart, sessionCartId } from "@/app/_server/cart-session";
import { dropDraft, keepDraft } from "@/app/_server/checkout-draft";
import { checkoutState } from "@/app/_server/checkout-state";
import { database } from "@/app/_server/database";
import { rememberOrder } from "@/app/_server/order-session";
import { consumeLimit } from "@/app/_server/request";
import { sendMailAfterwards } from "@/app/_server/send-mail";
import { couponCodeSchema } from "@/lib/cart/input";
import { setCoupon } from "@/lib/cart/set-coupon";
import { applyCoupon } from "@/lib/checkout/apply-coupon";
import { type CheckoutInput, readCheckout } from "@/lib/checkout/input";
import { placeOrder } from "@/lib/checkout/place-order";
import type { CheckoutState } from "@/lib/checkout/state";
import { type CartId, checkoutKeySchema } from "@/lib/core/ids";
import { DEFAULT_LOCALE } from "@/lib/core/locales";
import { isOnline, PAYMENT_METHODS } from "@/lib/payments/methods";
import { getSettings } from "@/lib/settings/settings";
import { startPayment } from "@/lib/settlement/start-payment";
import { shippingCountries } from "@/lib/shipping/rates";

type Told = Partial<Pick<CheckoutState, "errors" | "failure" | "coupon" | "placed">>;

/**
 * The checkout's one form. Its `intent`: `update` asks what it costs now, `coupon` and `drop-coupon` change the coupon,
 * anything else places the order and leads to its page. Where script runs and the order is paid online, the answer
 * tells the browser what to pay instead.
 */
export async function submit(_previous: CheckoutState, form: FormData): Promise<CheckoutState> {
  const typed = Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string" && !entry[0].startsWith("$")),
  );
  const cartId = await sessionCartId();
  const told = cartId ? await perform(cartId, typed) : {};
  // A coupon that was taken is on the cart now; one that was not stays where it was typed.
  const left = told.coupon ? typed : { ...typed, code: "" };
  if (typed.script === "on") return await checkoutState(cartId, { typed: left, ...told });
  await keepDraft({ typed: left, judged: told.errors !== undefined, failure: told.failure ?? null, coupon: told.coupon ?? null });
  redirect("/checkout#told");
}

async function perform(cartId: CartId, typed: Record<string, string>): Promise<Told> {
  if (typed.intent === "update") return {};
  if (typed.intent === "drop-coupon") {
    await setCoupon(database(), cartId, null, new Date());
    return {};
  }
  if (typed.code || typed.intent === "coupon") {
    const coupon = await tryCoupon(cartId, typed.code ?? "");
    if (coupon || typed.intent === "coupon") return { coupon };
  }
  const read = readCheckout(typed, shippingCountries((await getSettings(database())).shipping), PAYMENT_METHODS);
  return read.ok ? await place(cartId, typed, read.value) : { errors: read.errors };
}

async function tryCoupon(cartId: CartId, typed: string) {
  const code = couponCodeSchema.safeParse(typed).data;
  if (!code) return null;
  const refuse = <E extends string>(error: E) => ({ about: "coupon", code, error }) as const;
  if (!(await consumeLimit("couponTry")).ok) return refuse("rate_limited");
  const applied = await applyCoupon(database(), cartId, code, new Date());
  return applied.ok ? null : refuse(applied.error);
}

/** Leads to the order's page, lets the browser pay it, or says why there is none. */
async function place(cartId: CartId, typed: Record<string, string>, input: CheckoutInput): Promise<Told> {
  if (!(await consumeLimit("placeOrder")).ok) return { failure: { error: "rate_limited" } };
  const checkoutKey = checkoutKeySchema.safeParse(typed.checkoutKey).data;
  if (!checkoutKey) return { failure: { error: "total_changed" } };
  const now = new Date();
  const { ok, ...outcome } = await placeOrder(
    database(),
    { ...input, checkoutKey, cartId, fingerprint: typed.fingerprint ?? "", locale: DEFAULT_LOCALE },
    now,
  );
  if (!("value" in outcome)) return { failure: outcome };
  const { id, reference, accessToken } = outcome.value;
  await rememberOrder(reference, accessToken);
  sendMailAfterwards();
  if (isOnline(input.paymentMethod)) {
    await keepForAnotherOrder(typed);
    if (typed.script !== "on") redirect(`/orders/${reference}`);
    const allowed = await consumeLimit("startPayment");
    return { placed: { reference, payment: allowed.ok ? await startPayment(database(), id, input.paymentMethod, now) : allowed } };
  }
  await rememberCart(cartId, 0);
  await dropDraft();
  redirect(`/orders/${reference}`);
}

/** An order that is not paid yet may be made anew: whoever comes back for that finds what they typed. */
async function keepForAnotherOrder({ checkoutKey: _, ...typed }: Record<string, string>): Promise<void> {
  await keepDraft({ typed, judged: false, failure: null, coupon: null });
}
