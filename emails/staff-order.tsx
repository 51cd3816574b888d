import { type Cents, formatCents } from "@/lib/core/money";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { getMethod } from "@/lib/payments/methods";
import { Figures } from "./figures";
import { Layout, Words } from "./layout";
import { OrderTable } from "./order-table";

type Props = { order: OrderMail };
type HighValueProps = Props & { overCents: Cents };
type BulkProps = Props & { units: number };

export function StaffNewOrder({ order }: Props) {
  return <StaffOrder order={order} title="A new order." words={`${formatCents(order.totalCents)}, ${METHODS[getMethod(order)]}.`} />;
}

StaffNewOrder.subject = ({ order }: Props) => `New order ${order.reference}, ${formatCents(order.totalCents)}`;

export function StaffHighValue({ order, overCents }: HighValueProps) {
  return (
    <StaffOrder
      order={order}
      title="An order of high value."
      words={`${formatCents(order.totalCents)}, ${METHODS[getMethod(order)]}: more than ${formatCents(overCents)}. It may be worth a second look before it leaves.`}
    />
  );
}

StaffHighValue.subject = ({ order }: HighValueProps) => `High value: order ${order.reference}, ${formatCents(order.totalCents)}`;

export function StaffBulkOrder({ order, units }: BulkProps) {
  return (
    <StaffOrder
      order={order}
      title={`An order of ${units} pieces.`}
      words={`${formatCents(order.totalCents)}, ${METHODS[getMethod(order)]}. Look whether all of it can leave at once.`}
    />
  );
}

StaffBulkOrder.subject = ({ order, units }: BulkProps) => `Bulk order ${order.reference}, ${units} pieces`;

const METHODS = {
  card: "to be paid by card",
  paypal: "to be paid by PayPal",
  bank_transfer: "to be paid by transfer",
  cash_on_delivery: "to be paid to the courier",
} as const;

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
    <Layout preview={words} title={title} company={order.company} toStaff>
      <Words>{words}</Words>
      {order.note && <Words>The customer wrote: {order.note}</Words>}
      <OrderTable order={order} />
      <Figures title="Customer" rows={rows.map(([name, value]) => ({ key: name, name, value }))} />
    </Layout>
  );
}
