import { formatMoney, formatOptions, formatPercent } from "@/lib/core/format";
import { cents, multiplyCents } from "@/lib/core/money";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { type FigureRow, Figures } from "./figures";
import { colours } from "./look";

/** The order's lines and its totals. */
export function OrderTable({ order }: { order: OrderMail }) {
  const { locale, reference } = order;
  const common = translator(locale, "common");
  const lines = order.lines.map((line): FigureRow => {
    const details = [formatOptions(line.options), common("items", { count: line.quantity })].filter(Boolean).join(" · ");
    return {
      key: line.sku,
      name: (
        <>
          {line.name} <span style={{ color: colours.stone }}>{details}</span>
        </>
      ),
      value: formatMoney(multiplyCents(line.unitPriceCents, line.quantity), locale),
    };
  });
  return (
    <>
      <Figures title={translator(locale, "mail.orderTable")("title", { reference })} rows={lines} />
      <Figures rows={totals(order)} />
    </>
  );
}

function totals({ locale, ...order }: OrderMail): FigureRow[] {
  const t = translator(locale, "mail.orderTable");
  const discount = {
    key: "discount",
    name: t("discount", { code: order.couponCode ?? "" }).trim(),
    value: formatMoney(cents(-order.discountCents), locale),
  };
  return [
    { key: "subtotal", name: t("subtotal"), value: formatMoney(order.subtotalCents, locale) },
    ...(order.discountCents > 0 ? [discount] : []),
    { key: "delivery", name: t("delivery"), value: order.shippingCents === 0 ? t("free") : formatMoney(order.shippingCents, locale) },
    ...order.vatByRate.map((share) => ({
      key: `vat-${share.rateBasisPoints}`,
      name: t("vat", { rate: formatPercent(share.rateBasisPoints, locale) }),
      value: formatMoney(share.vatCents, locale),
    })),
    { key: "total", name: t("total"), value: formatMoney(order.totalCents, locale), strong: true },
  ];
}
