import { formatDate, formatTime } from "@/lib/core/dates";
import { formatCents } from "@/lib/core/money";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { Delivery } from "./delivery";
import { Action, Layout, Unbroken, Words } from "./layout";
import { OrderTable } from "./order-table";
import { Transfer } from "./transfer";
import { WithdrawalRights } from "./withdrawal-rights";

export function OrderReceived({ order }: { order: OrderMail }) {
  const { firstName } = order.shippingAddress;
  return (
    <Layout preview={`We have your order ${order.reference}.`} title={`Thank you, ${firstName}.`} company={order.company}>
      <Words>
        We have your order <Unbroken>{order.reference}</Unbroken>.
      </Words>
      <HowToPay order={order} />
      <Action href={order.url}>See your order</Action>
      <OrderTable order={order} />
      <Delivery order={order} />
      <WithdrawalRights order={order} />
    </Layout>
  );
}

OrderReceived.subject = ({ order }: { order: OrderMail }) => `Your order ${order.reference}`;

function HowToPay({ order }: { order: OrderMail }) {
  const total = formatCents(order.totalCents);
  switch (order.paymentMethod) {
    case "cash_on_delivery":
      return <Words>We are packing it. Please have {total} ready for the courier.</Words>;
    case "bank_transfer":
      return (
        <>
          <Words>
            We pack it as soon as your transfer is here. Please send {total} with the reference below
            {order.payUntil && `, by ${formatDate(order.payUntil)}: until then your pieces are held`}.
          </Words>
          <Transfer order={order} amountCents={order.totalCents} />
        </>
      );
    case "card":
    case "paypal":
      return (
        <Words>
          As soon as your payment of {total} is here, we tell you and start packing.
          {order.payUntil && ` Not paid yet? You can pay on the order's page until ${formatTime(order.payUntil)}.`}
        </Words>
      );
  }
}
