import { type Cents, formatCents } from "@/lib/core/money";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { Figures } from "./figures";
import { Action, Layout, Unbroken, Words } from "./layout";

type Props = { order: OrderMail; amountCents: Cents };

export function AccountNeeded({ order, amountCents }: Props) {
  const amount = formatCents(amountCents);
  return (
    <Layout preview={`${amount} waits for your IBAN.`} title="Where may we send your money?" company={order.company}>
      <Words>
        You get {amount} back for your order <Unbroken>{order.reference}</Unbroken>. We send it by transfer: please tell us on the
        order&rsquo;s page to which account, by its IBAN.
      </Words>
      <Figures
        rows={[
          { key: "order", name: "Order", value: order.reference },
          { key: "amount", name: "Refund", value: amount, strong: true },
        ]}
      />
      <Action href={order.url}>Name your account</Action>
    </Layout>
  );
}

AccountNeeded.subject = ({ order }: Props) => `Your refund for order ${order.reference}: we need an account`;
