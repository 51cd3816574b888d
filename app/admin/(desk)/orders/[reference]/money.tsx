import { Panel } from "@/components/admin/panel";
import { formatMoney, formatPercent } from "@/lib/core/format";
import { type Cents, ZERO } from "@/lib/core/money";
import type { OrderSheet } from "@/lib/operations/order-sheet";

/** What the order costs, what was paid, and what is due. */
export function Money({ sheet: { order, payment, documents } }: { sheet: OrderSheet }) {
  return (
    <Panel title="Money" aside={<Documents order={order} documents={documents} />}>
      <div className="grid sm:grid-cols-2">
        <dl className="grid content-start gap-1.5 px-4 py-3">
          <Row name="Subtotal" amount={order.subtotalCents} />
          {order.discountCents > ZERO && (
            <Row name={order.couponCode ? `Coupon ${order.couponCode}` : "Discount"} amount={order.discountCents} minus />
          )}
          <Row name={`Delivery, ${order.shippingMethod}`} amount={order.shippingCents} />
          <Row name="Total" amount={order.totalCents} large />
          {order.vatByRate.map(({ rateBasisPoints, vatCents }) => (
            <Row key={rateBasisPoints} name={`of it VAT, ${formatPercent(rateBasisPoints, "en")}`} amount={vatCents} quiet />
          ))}
        </dl>
        <dl className="grid content-start gap-1.5 border-linen-deep px-4 py-3 max-sm:border-t sm:border-l">
          <Row name="Paid" amount={payment.capturedCents} />
          {payment.refundedCents > ZERO && <Row name="Refunded, or being refunded" amount={payment.refundedCents} minus />}
          <Row name="Kept" amount={payment.keptCents} />
          <Row name={payment.dueCents < ZERO ? "To give back" : "Due"} amount={payment.dueCents} large />
        </dl>
      </div>
    </Panel>
  );
}

const KINDS = { invoice: "Invoice", credit_note: "Credit note" } as const;

function Documents({ order: { reference }, documents }: Pick<OrderSheet, "order" | "documents">) {
  return documents.map(({ id, kind, number }) => (
    <a
      key={id}
      href={`/api/admin/orders/${reference}/documents/${id}`}
      target="_blank"
      className="text-link figures ml-3 max-lg:touch"
      rel="noopener"
    >
      {KINDS[kind]} {number}
    </a>
  ));
}

type RowProps = { name: string; amount: Cents; minus?: boolean; large?: boolean; quiet?: boolean };

function Row({ name, amount, minus = false, large = false, quiet = false }: RowProps) {
  const look = large ? "mt-1.5 items-baseline border-t border-linen-deep pt-2 font-semibold" : quiet ? "text-xs text-stone" : "";
  return (
    <div className={`flex justify-between gap-4 ${look}`}>
      <dt>{name}</dt>
      <dd className={`figures ${large ? "font-serif text-xl font-normal" : ""}`}>
        {minus && "−"}
        {formatMoney(amount, "en")}
      </dd>
    </div>
  );
}
