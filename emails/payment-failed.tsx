import { formatTime } from "@/lib/core/dates";
import { formatCents } from "@/lib/core/money";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { Action, Layout, Unbroken, Words } from "./layout";
import { OrderTable } from "./order-table";

export function PaymentFailed({ order }: { order: OrderMail }) {
  return (
    <Layout preview="Nothing was taken, and your order is kept." title="Your payment did not go through." company={order.company}>
      <Words>
        Nothing was taken for your order <Unbroken>{order.reference}</Unbroken>. The order is kept
        {order.payUntil ? ` until ${formatTime(order.payUntil)}` : ""}: you can pay {formatCents(order.totalCents)} on its page, with
        another card or in another way.
      </Words>
      <Action href={order.url}>Pay for your order</Action>
      <OrderTable order={order} />
    </Layout>
  );
}

PaymentFailed.subject = ({ order }: { order: OrderMail }) => `Payment for order ${order.reference} did not go through`;
