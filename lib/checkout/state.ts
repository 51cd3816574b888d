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

/** The reason why no order was placed although every field was valid. */
export type CheckoutFailure = Bare<PlaceOrderFailure> | { error: "rate_limited" };

/** The details with which the browser pays an order, or the reason why it can't be paid now. The order exists either way. */
export type PaymentStart = Result<StartedPayment, StartPaymentError | "rate_limited">;

/** The reason why the payment of an existing order could not be started. */
export type PaymentRefusal = Extract<PaymentStart, { ok: false }>["error"];

/** An order that is paid online. */
export type PlacedOnline = { reference: string; payment: PaymentStart };

/** All data that the checkout page shows. `formValues` are those submitted, so no input is lost. */
export type CheckoutState = {
  lines: readonly CartLine[];
  /** Null if the cart is empty. */
  summary: QuoteSummary | null;
  /** The cart's code, whether or not it applies to this order. */
  couponCode: string | null;
  formValues: FormValues;
  errors: CheckoutErrors;
  failure: CheckoutFailure | null;
  /** The reason why the coupon just entered does not apply. */
  coupon: z.output<typeof couponRefusalSchema> | null;
  /** The order just placed with this form. */
  placed: PlacedOnline | null;
};

/** A country in the form; `phone` and `postalCode` are examples of its formats. */
export type CheckoutCountry = { code: string; name: string; phone: string; postalCode: string };
