import type { Cents, VatShare } from "@/lib/core/money";
import type { PaymentMethod } from "@/lib/payments/methods";
import type { CouponError } from "@/lib/promotions/coupon";
import type { ShippingOption } from "@/lib/shipping/rates";
import type { ShippingMethod } from "@/lib/shipping/types";
import type { CartQuote, QuoteRequest } from "./quote-cart";

/** What a browser is shown of a quote: figures and codes, plain enough to travel. */
export type QuoteSummary = {
  country: string;
  shippingMethod: ShippingMethod;
  subtotalCents: Cents;
  discountCents: Cents;
  /** The coupon that holds, and why the cart's one does not. */
  couponCode: string | null;
  couponError: CouponError | null;
  shippingOptions: readonly ShippingOption[];
  shippingCents: Cents | null;
  totalCents: Cents;
  vatByRate: readonly VatShare[];
  paymentMethods: readonly PaymentMethod[];
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
    fingerprint: quoted.fingerprint,
  };
}
