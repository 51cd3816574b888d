import { optionWords, pieces } from "@/components/cart/cart-words";
import { formatCents, multiplyCents } from "@/lib/core/money";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { type FigureRow, Figures } from "./figures";
import { colours } from "./look";

/** What was ordered and what it costs, as the order has it. */
export function OrderTable({ order }: { order: OrderMail }) {
  const lines = order.lines.map(
    (line): FigureRow => ({
      key: line.sku,
      name: (
        <>
          {line.name}{" "}
          <span style={{ color: colours.stone }}>{[optionWords(line.options), pieces(line.quantity)].filter(Boolean).join(" · ")}</span>
        </>
      ),
      value: formatCents(multiplyCents(line.unitPriceCents, line.quantity)),
    }),
  );
  return (
    <>
      <Figures title={`Order ${order.reference}`} rows={lines} />
      <Figures rows={totals(order)} />
    </>
  );
}

function totals(order: OrderMail): FigureRow[] {
  return [
    { key: "subtotal", name: "Subtotal", value: formatCents(order.subtotalCents) },
    ...(order.discountCents > 0
      ? [{ key: "discount", name: `Coupon ${order.couponCode ?? ""}`.trim(), value: `−${formatCents(order.discountCents)}` }]
      : []),
    { key: "delivery", name: "Delivery", value: order.shippingCents === 0 ? "free" : formatCents(order.shippingCents) },
    { key: "total", name: "Total", value: formatCents(order.totalCents), strong: true },
    ...order.vatByRate.map((share) => ({
      key: `vat-${share.rateBasisPoints}`,
      name: `Including VAT ${share.rateBasisPoints / 100}%`,
      value: formatCents(share.vatCents),
    })),
  ];
}
