import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { carts } from "@/db/schema/carts";
import { taxRates } from "@/db/schema/shop";
import type { CartId, VariantId } from "@/lib/core/ids";
import { addCents, type Cents, multiplyCents } from "@/lib/core/money";
import { isPaidLater, type PaymentMethod } from "@/lib/payments/methods";
import { offeredMethods } from "@/lib/payments/offered-methods";
import { type Quote, quote } from "@/lib/pricing/quote";
import { type Coupon, type CouponError, couponError } from "@/lib/promotions/coupon";
import { countOwnRedemptions, findCoupon } from "@/lib/promotions/queries";
import { getSettings, type ShopSettings } from "@/lib/settings/settings";
import type { ShippingMethod } from "@/lib/shipping/types";

import { taxDate, vatRate } from "@/lib/tax/vat";
import { type CartItem, listCartItems } from "./cart-items";
import { exceedsUnpaidLimits } from "./unpaid-limits";

export type QuoteRequest = {
  cartId: CartId;
  country: string;
  shippingMethod: ShippingMethod;
  couponCode: string | null;
};

export type CartQuote = {
  /** In the order in which they were added; `quote.lines` has the same order. */
  goods: CartItem[];
  quote: Quote;
  coupon: Coupon | null;
  couponError: CouponError | null;
  paymentMethods: PaymentMethod[];
  /** Whether it exceeds what an unpaid order may take, so only methods that are paid at once are offered. */
  onlineOnly: boolean;
  settings: ShopSettings;
  /** Identifies everything that the customer was shown. Sent with the order, it reveals whether anything has changed. */
  fingerprint: string;
};

/** Returns a cart's current costs. It only reads; `placeOrder` does the same calculation under locks. */
export async function quoteCart(
  db: Executor,
  cartId: CartId,
  request: Omit<QuoteRequest, "cartId" | "couponCode">,
  now: Date,
): Promise<CartQuote> {
  const [[cart], goods] = await Promise.all([
    db.select({ couponCode: carts.couponCode }).from(carts).where(eq(carts.id, cartId)),
    listCartItems(db, cartId),
  ]);
  return await quoteItems(db, goods, { ...request, cartId, couponCode: cart?.couponCode ?? null }, now);
}

export async function quoteItems(db: Executor, listed: readonly CartItem[], request: QuoteRequest, now: Date): Promise<CartQuote> {
  const [settings, rates, found] = await Promise.all([
    getSettings(db),
    // All rates, past ones included: a few dozen rows.
    db.select().from(taxRates),
    request.couponCode ? findCoupon(db, request.couponCode) : undefined,
  ]);
  const goods = listed.toSorted((a, b) => a.addedAt.getTime() - b.addedAt.getTime() || a.sku.localeCompare(b.sku));
  const vatRateBasisPoints = vatRate(rates, settings.vat, request.country, taxDate(now));

  const subtotalCents = addCents(...goods.map((line) => multiplyCents(line.unitPriceCents, line.quantity)));
  // The use by the cart's own unpaid order is released when this order replaces it.
  const timesUsed = found ? found.timesUsed - (await countOwnRedemptions(db, found.id, request.cartId)) : 0;
  const problem = found ? couponError({ ...found, timesUsed }, { subtotalCents }, now) : request.couponCode ? "coupon_unknown" : null;
  const coupon = found && !problem ? found : null;

  const quoted = quote({
    goods: goods.map((line) => ({
      unitPriceCents: line.unitPriceCents,
      quantity: line.quantity,
      weightGrams: line.weightGrams,
      vatRateBasisPoints,
    })),
    discount: coupon,
    country: request.country,
    shippingMethod: request.shippingMethod,
    shipping: settings.shipping,
  });
  const onlineOnly = exceedsUnpaidLimits(goods, quoted.totalCents, settings.unpaidOrders);
  const offered = offeredMethods({ country: request.country, totalCents: quoted.totalCents }, settings);
  return {
    goods,
    quote: quoted,
    coupon,
    couponError: problem,
    paymentMethods: onlineOnly ? offered.filter((method) => !isPaidLater(method)) : offered,
    onlineOnly,
    settings,
    fingerprint: fingerprintOf(
      goods.map(({ variantId }, index) => ({ variantId, ...quoted.lines[index] })),
      quoted,
    ),
  };
}

type ShownLine = { variantId: VariantId | null; quantity?: number; unitPriceCents?: Cents; discountCents?: Cents };

/** Returns the fingerprint of a quote or of the order placed from it. */
export function fingerprintOf(
  lines: readonly ShownLine[],
  { shippingCents, totalCents }: Pick<Quote, "shippingCents" | "totalCents">,
): string {
  const shown = [lines.map((line) => [line.variantId, line.quantity, line.unitPriceCents, line.discountCents]), shippingCents, totalCents];
  return createHash("sha256").update(JSON.stringify(shown)).digest("base64url");
}
