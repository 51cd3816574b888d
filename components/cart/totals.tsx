import type { QuoteSummary } from "@/lib/checkout/summary";
import { formatCents } from "@/lib/core/money";

const SHIPPING_NAMES = { standard: "standard", express: "express" } as const;

/** `25%`, `25.5%`. */
function percent(basisPoints: number): string {
  return `${basisPoints / 100}%`;
}

type Figures = Pick<QuoteSummary, "subtotalCents" | "discountCents" | "couponCode" | "shippingCents" | "totalCents" | "vatByRate"> & {
  shippingMethod: "standard" | "express";
};

/** Subtotal, coupon, delivery, the VAT inside, total. `destination` is the country's name. */
export function Totals({
  figures,
  destination,
  estimate = false,
  settled = false,
}: {
  figures: Figures;
  destination: string;
  estimate?: boolean;
  /** Nothing can change any more: no room is kept for a coupon. */
  settled?: boolean;
}) {
  const row = "flex justify-between gap-4";
  return (
    <dl className="figures grid gap-1.5 text-sm">
      <div className={row}>
        <dt>Subtotal</dt>
        <dd>{formatCents(figures.subtotalCents)}</dd>
      </div>
      {figures.discountCents > 0 ? (
        <div className={`${row} text-moss`}>
          <dt>Coupon {figures.couponCode}</dt>
          <dd>−{formatCents(figures.discountCents)}</dd>
        </div>
      ) : (
        !settled && (
          <div className={`${row} text-stone`}>
            <dt>Coupon</dt>
            <dd>none</dd>
          </div>
        )
      )}
      <div className={row}>
        <dt>
          Delivery, {destination} {SHIPPING_NAMES[figures.shippingMethod]}
        </dt>
        <dd>{figures.shippingCents === null ? "not there" : figures.shippingCents === 0 ? "free" : formatCents(figures.shippingCents)}</dd>
      </div>
      {figures.vatByRate.map((share) => (
        <div key={share.rateBasisPoints} className={`${row} text-stone`}>
          <dt>Including VAT {percent(share.rateBasisPoints)}</dt>
          <dd>{formatCents(share.vatCents)}</dd>
        </div>
      ))}
      <div className={`${row} mt-2.5 items-baseline border-t border-linen-deep pt-4 text-base font-semibold`}>
        <dt>{estimate ? "Estimated total" : "Total"}</dt>
        <dd className="font-serif text-2xl leading-none font-[420] tracking-[-0.01em]">{formatCents(figures.totalCents)}</dd>
      </div>
    </dl>
  );
}
