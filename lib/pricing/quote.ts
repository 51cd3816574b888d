import type { VatShare } from "@/lib/core/money";
import { addCents, allocateCents, type Cents, cents, multiplyCents, prorateCents, subtractCents, ZERO } from "@/lib/core/money";
import { type ShippingOption, type ShippingSettings, shippingOptions } from "@/lib/shipping/rates";
import type { ShippingMethod } from "@/lib/shipping/types";
import { vatInside } from "@/lib/tax/vat";

export type QuoteLine = { unitPriceCents: Cents; quantity: number; weightGrams: number; vatRateBasisPoints: number };
export type Discount = { kind: "percentage" | "fixed"; value: number };

/** A line's figures: gross = unit price × quantity; paid = gross − its share of the discount. */
export type QuotedLine = QuoteLine & { grossCents: Cents; discountCents: Cents; paidCents: Cents };

export type Quote = {
  lines: QuotedLine[];
  subtotalCents: Cents;
  discountCents: Cents;
  shippingOptions: ShippingOption[];
  /** Null if the country has no such method; the total is then that of the goods only. */
  shippingCents: Cents | null;
  totalCents: Cents;
  /** By rate, highest first; nets and VATs sum to the total. */
  vatByRate: VatShare[];
};

/**
 * The only calculation of prices to pay, all including VAT. The discount is rounded once, half-up, and allocated to the
 * lines by largest remainder; VAT is extracted from each line's paid amount, half-up, and delivery is taxed at the rates of
 * the goods, in proportion to their cost.
 */
export function quote(input: {
  goods: readonly QuoteLine[];
  discount: Discount | null;
  country: string;
  shippingMethod: ShippingMethod;
  shipping: ShippingSettings;
}): Quote {
  const gross = input.goods.map((goods) => multiplyCents(goods.unitPriceCents, goods.quantity));
  const subtotalCents = addCents(...gross);
  const discountCents = discountOf(subtotalCents, input.discount);
  const shares = allocateCents(discountCents, gross);
  const lines = input.goods.map((goods, index) => {
    const grossCents = gross[index] ?? ZERO;
    const share = shares[index] ?? ZERO;
    return { ...goods, grossCents, discountCents: share, paidCents: subtractCents(grossCents, share) };
  });

  const goodsCents = subtractCents(subtotalCents, discountCents);
  const weightGrams = input.goods.reduce((sum, goods) => sum + goods.weightGrams * goods.quantity, 0);
  const options = shippingOptions(input.shipping, { country: input.country, weightGrams, goodsCents });
  const shippingCents = options.find(({ method }) => method === input.shippingMethod)?.cents ?? null;

  return {
    lines,
    subtotalCents,
    discountCents,
    shippingOptions: options,
    shippingCents,
    totalCents: addCents(goodsCents, shippingCents ?? ZERO),
    vatByRate: vatByRate(lines, shippingCents ?? ZERO),
  };
}

function discountOf(subtotalCents: Cents, discount: Discount | null): Cents {
  if (!discount) return ZERO;
  if (discount.kind === "percentage") return prorateCents(subtotalCents, discount.value, 100);
  return cents(Math.min(discount.value, subtotalCents));
}

function vatByRate(lines: readonly QuotedLine[], shippingCents: Cents): VatShare[] {
  const rates = [...new Set(lines.map((line) => line.vatRateBasisPoints))].toSorted((a, b) => b - a);
  const goodsByRate = rates.map((rate) => lines.filter((line) => line.vatRateBasisPoints === rate));
  const shippingShares = allocateCents(
    shippingCents,
    goodsByRate.map((group) => addCents(...group.map((line) => line.paidCents))),
  );
  return rates.map((rateBasisPoints, index) => {
    const taxed = [...(goodsByRate[index] ?? []).map((line) => line.paidCents), shippingShares[index] ?? ZERO];
    const grossCents = addCents(...taxed);
    const vatCents = addCents(...taxed.map((amount) => vatInside(amount, rateBasisPoints)));
    return { rateBasisPoints, netCents: subtractCents(grossCents, vatCents), vatCents };
  });
}
