import type { Cents, VatShare } from "@/lib/core/money";
import type { PaymentMethod } from "@/lib/payments/methods";
import type { CouponError } from "@/lib/promotions/coupon";
import type { ShippingOption } from "@/lib/shipping/rates";
import type { ShippingMethod } from "@/lib/shipping/types";
import type { CartQuote, QuoteRequest } from "./quote-cart";

/** The figures and codes of a quote that the browser shows, all serialisable. */
export type QuoteSummary = {
  country: string;
  shippingMethod: ShippingMethod;
  subtotalCents: Cents;
  discountCents: Cents;
  /** The valid coupon; `couponError` is the reason why the cart's coupon is not valid. */
  couponCode: string | null;
  couponError: CouponError | null;
  shippingOptions: readonly ShippingOption[];
  shippingCents: Cents | null;
  totalCents: Cents;
  vatByRate: readonly VatShare[];
  paymentMethods: readonly PaymentMethod[];
  /** Whether the order is too large for methods that are paid later. */
  onlineOnly: boolean;
  fingerprint: string;
};

export function summarise(request: Pick<QuoteRequest, "country" | "shippingMethod">, quoted: CartQuote): QuoteSummary {
  const { subtotalCents, discountCents, shippingOptions, shippingCents, totalCents, vatByRate } = quoted.quote;
  return {
    country: request.country,
    shippingMethod: request.shippingMethod,
    subtotalCents,
    discountCents,
    couponCode: quoted.coupon?.code ?? null,
    couponError: quoted.couponError,
    shippingOptions,
    shippingCents,
    totalCents,
    vatByRate,
    paymentMethods: quoted.paymentMethods,
    onlineOnly: quoted.onlineOnly,
    fingerprint: quoted.fingerprint,
  };
}
