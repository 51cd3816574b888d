import { formatDate } from "@/lib/core/dates";
import { type Cents, formatCents } from "@/lib/core/money";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { Action, Layout, Unbroken, Words } from "./layout";
import { Transfer } from "./transfer";

type Props = { order: OrderMail; receivedCents: Cents; missingCents: Cents };

export function PaymentIncomplete({ order, receivedCents, missingCents }: Props) {
  return (
    <Layout preview={`${formatCents(missingCents)} is still to come.`} title="A part of your payment is here." company={order.company}>
      <Words>
        {formatCents(receivedCents)} of {formatCents(order.totalCents)} is here for your order <Unbroken>{order.reference}</Unbroken>. We
        pack it as soon as the rest is here too. Please send {formatCents(missingCents)} with the same reference
        {order.payUntil && `, by ${formatDate(order.payUntil)}: until then your pieces are held`}. What you sent goes back to you if the
        rest does not come.
      </Words>
      <Transfer order={order} amountCents={missingCents} />
      <Action href={order.url}>See your order</Action>
    </Layout>
  );
}

PaymentIncomplete.subject = ({ order }: Props) => `Something is missing: order ${order.reference}`;
