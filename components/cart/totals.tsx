import type { QuoteSummary } from "@/lib/checkout/summary";
import { formatMoney, formatPercent } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { Cents } from "@/lib/core/money";
import type { Translator } from "@/messages/create-translator";

type Figures = Pick<QuoteSummary, "subtotalCents" | "discountCents" | "couponCode" | "shippingCents" | "totalCents" | "vatByRate"> & {
  shippingMethod: "standard" | "express";
};

/** Subtotal, coupon, delivery, included VAT and total. `destination` is the country's name. */
export function Totals({
  locale,
  t,
  figures,
  destination,
  estimate = false,
}: {
  locale: Locale;
  t: Translator<"cart">;
  figures: Figures;
  destination: string;
  estimate?: boolean;
}) {
  const money = (amount: Cents) => formatMoney(amount, locale);
  const { shippingCents } = figures;
  const shipping = shippingCents === null ? t("totals.notDelivered") : shippingCents === 0 ? t("totals.free") : money(shippingCents);
  const row = "flex justify-between gap-4";
  return (
    <dl className="figures grid gap-1.5 text-sm">
      <div className={row}>
        <dt>{t("totals.subtotal")}</dt>
        <dd>{money(figures.subtotalCents)}</dd>
      </div>
      {figures.discountCents > 0 && (
        <div className={`${row} text-moss`}>
          <dt>{t("totals.coupon", { code: figures.couponCode ?? "" })}</dt>
          <dd>−{money(figures.discountCents)}</dd>
        </div>
      )}
      <div className={row}>
        <dt>{t("totals.delivery", { method: figures.shippingMethod, country: destination })}</dt>
        <dd>{shipping}</dd>
      </div>
      {figures.vatByRate.map((share) => (
        <div key={share.rateBasisPoints} className={`${row} text-stone`}>
          <dt>{t("totals.vat", { rate: formatPercent(share.rateBasisPoints, locale) })}</dt>
          <dd>{money(share.vatCents)}</dd>
        </div>
      ))}
      <div className={`${row} mt-2.5 items-baseline border-t border-linen-deep pt-4 text-base font-semibold`}>
        <dt>{t(estimate ? "totals.estimate" : "totals.total")}</dt>
        <dd className="font-serif text-2xl leading-none font-[420] tracking-[-0.01em]">{money(figures.totalCents)}</dd>
      </div>
    </dl>
  );
}
