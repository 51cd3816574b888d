import type { z } from "zod";
import type { couponRefusalSchema } from "@/lib/cart/input";
import type { CartLine } from "@/lib/cart/types";
import type { Result } from "@/lib/core/result";
import type { StartedPayment, StartPaymentError } from "@/lib/settlement/start-payment";
import type { CheckoutErrors } from "./fields";
import type { FormValues } from "./input";
import type { PlaceOrderFailure } from "./place-order";
import type { QuoteSummary } from "./summary";

type Bare<F> = F extends { ok: false } ? { [K in keyof F as K extends "ok" ? never : K]: F[K] } : never;

/** Why no order was placed although every field was valid. */
export type CheckoutFailure = Bare<PlaceOrderFailure> | { error: "rate_limited" };

/** What the browser needs to pay an order, or why it can't be paid now. The order exists either way. */
export type PaymentStart = Result<StartedPayment, StartPaymentError | "rate_limited">;

/** Why the payment of an existing order could not be started. */
export type PaymentRefusal = Extract<PaymentStart, { ok: false }>["error"];

/** An order that is paid online. */
export type PlacedOnline = { reference: string; payment: PaymentStart };

/** All that the checkout page shows. `formValues` are those of the form as it was sent, so that none is lost. */
export type CheckoutState = {
  lines: readonly CartLine[];
  /** Null where the cart is empty. */
  summary: QuoteSummary | null;
  /** The code on the cart, whether it applies to this order or not. */
  couponCode: string | null;
  formValues: FormValues;
  errors: CheckoutErrors;
  failure: CheckoutFailure | null;
  /** Why the coupon that was just tried does not apply. */
  coupon: z.output<typeof couponRefusalSchema> | null;
  /** The order that this form has just placed. */
  placed: PlacedOnline | null;
};

/** A country in the form: `phone` and `postalCode` are examples of how they are written there. */
export type CheckoutCountry = { code: string; name: string; phone: string; postalCode: string };
