import { formatMoney } from "@/lib/core/format";
import type { Cents } from "@/lib/core/money";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { getMethod } from "@/lib/payments/methods";
import { translator } from "@/messages/translator";
import { Figures } from "./figures";
import { Layout, Words } from "./layout";
import { OrderTable } from "./order-table";

type Props = { order: OrderMail };
type HighValueProps = Props & { overCents: Cents };
type BulkProps = Props & { units: number };

export function StaffNewOrder({ order }: Props) {
  return <StaffOrder order={order} title="New order." words={`${total(order)}, ${methodName(order)}.`} />;
}

StaffNewOrder.subject = ({ order }: Props) => `New order ${order.reference}, ${total(order)}`;

export function StaffHighValue({ order, overCents }: HighValueProps) {
  return (
    <StaffOrder
      order={order}
      title="High-value order."
      words={`${total(order)}, ${methodName(order)}: over ${formatMoney(overCents, order.locale)}. You may want to check it before it ships.`}
    />
  );
}

StaffHighValue.subject = ({ order }: HighValueProps) => `High value: order ${order.reference}, ${total(order)}`;

export function StaffBulkOrder({ order, units }: BulkProps) {
  return (
    <StaffOrder
      order={order}
      title={`Bulk order: ${units} items.`}
      words={`${total(order)}, ${methodName(order)}. Please check that everything can ship together.`}
    />
  );
}

StaffBulkOrder.subject = ({ order, units }: BulkProps) => `Bulk order ${order.reference}, ${units} items`;

const total = ({ totalCents, locale }: OrderMail) => formatMoney(totalCents, locale);

const methodName = (order: OrderMail) => translator(order.locale, "common")(`paymentMethod.${getMethod(order)}`);

function StaffOrder({ order, title, words }: Props & { title: string; words: string }) {
  const { firstName, lastName, address, address2, postalCode, city, country } = order.shippingAddress;
  const rows = [
    ["Name", `${firstName} ${lastName}`],
    ["Address", [address, address2].filter(Boolean).join(", ")],
    ["City", `${postalCode} ${city}, ${country}`],
    ["Email", order.email],
    ["Phone", order.phone],
  ] as const;
  return (
    <Layout preview={words} title={title} mail={order} toStaff>
      <Words>{words}</Words>
      {order.note && <Words>The customer wrote: {order.note}</Words>}
      <OrderTable order={order} />
      <Figures title="Customer" rows={rows.map(([name, value]) => ({ key: name, name, value }))} />
    </Layout>
  );
}
