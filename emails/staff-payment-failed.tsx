import { formatDateTime, formatMoney } from "@/lib/core/format";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { Layout, Unbroken, Words } from "./layout";
import { OrderTable } from "./order-table";

type Props = { order: OrderMail };

export function StaffPaymentFailed({ order }: Props) {
  const { locale, payUntil, reference } = order;
  return (
    <Layout preview={`Order ${reference} isn’t paid.`} title="A payment failed." mail={order} toStaff>
      <Words>
        We haven’t received {formatMoney(order.totalCents, locale)} for order <Unbroken>{reference}</Unbroken>. We’ve emailed the customer
        at {order.email}, who can pay again{payUntil ? ` until ${formatDateTime(payUntil, locale)}` : ""}. You don’t need to do anything.
      </Words>
      <OrderTable order={order} />
    </Layout>
  );
}

StaffPaymentFailed.subject = ({ order }: Props) => `Failed payment: order ${order.reference}`;
