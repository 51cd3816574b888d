import { formatTime } from "@/lib/core/dates";
import { formatCents } from "@/lib/core/money";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { Layout, Unbroken, Words } from "./layout";
import { OrderTable } from "./order-table";

type Props = { order: OrderMail };

export function StaffPaymentFailed({ order }: Props) {
  return (
    <Layout preview={`Order ${order.reference} is not paid.`} title="A payment failed." company={order.company} toStaff>
      <Words>
        {formatCents(order.totalCents)} for order <Unbroken>{order.reference}</Unbroken> did not arrive. The customer was told, at{" "}
        {order.email}, and can pay again{order.payUntil ? ` until ${formatTime(order.payUntil)}` : ""}. There is nothing you have to do.
      </Words>
      <OrderTable order={order} />
    </Layout>
  );
}

StaffPaymentFailed.subject = ({ order }: Props) => `Failed payment: order ${order.reference}`;
