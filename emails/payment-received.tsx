import { formatCents } from "@/lib/core/money";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { Action, Layout, Unbroken, Words } from "./layout";
import { OrderTable } from "./order-table";

export function PaymentReceived({ order }: { order: OrderMail }) {
  return (
    <Layout
      preview={`${formatCents(order.totalCents)} for order ${order.reference}.`}
      title="Your payment is here."
      company={order.company}
    >
      <Words>
        We received {formatCents(order.totalCents)} for your order <Unbroken>{order.reference}</Unbroken>
        {order.paymentMethod === "cash_on_delivery"
          ? ". Thank you."
          : ", and are packing it now. The next mail comes when it is on its way."}
      </Words>
      <Action href={order.url}>See your order</Action>
      <OrderTable order={order} />
    </Layout>
  );
}

PaymentReceived.subject = ({ order }: { order: OrderMail }) => `Payment received for order ${order.reference}`;
