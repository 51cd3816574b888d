import { formatDate, formatTime } from "@/lib/dates";
import type { OrderMail } from "@/lib/mail/types";
import { formatCents } from "@/lib/money";
import { groupIban } from "@/lib/payments/group-iban";
import { Delivery } from "./delivery";
import { Figures } from "./figures";
import { Action, Layout, Unbroken, Words } from "./layout";
import { OrderTable } from "./order-table";
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
      return <Transfer order={order} />;
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

function Transfer({ order }: { order: OrderMail }) {
  const { company, paymentReference, payUntil } = order;
  const rows = [
    ["To", company.name],
    ["IBAN", groupIban(company.iban)],
    ...(company.bic ? [["BIC", company.bic]] : []),
    ["Amount", formatCents(order.totalCents)],
    ["Reference", paymentReference.rf],
    ["In Croatia", paymentReference.hr00],
    ...(payUntil ? [["Pay by", formatDate(payUntil)]] : []),
  ] as const;
  return (
    <>
      <Words>
        We pack it as soon as your transfer is here. Please send {formatCents(order.totalCents)} with the reference below
        {payUntil && `, by ${formatDate(payUntil)}: until then your pieces are held`}.
      </Words>
      <Figures title="Bank transfer" rows={rows.map(([name = "", value = ""]) => ({ key: name, name, value }))} />
      {order.transferCode && (
        <div className="picture">
          <Words>Or scan this with your bank&rsquo;s app:</Words>
          <img src="cid:sepa-qr" alt="The same transfer as a QR code" width="192" height="192" style={{ display: "block", border: 0 }} />
        </div>
      )}
    </>
  );
}
