import { type Cents, formatCents } from "@/lib/core/money";
import type { OrderMessage } from "@/lib/outbox/kinds";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { Figures } from "./figures";
import { Action, Layout, Words } from "./layout";

type Reason = Extract<OrderMessage, { kind: "refunded" }>["data"]["reason"];

type Props = { order: OrderMail; amountCents: Cents; reason: Reason; accountEnd: string | null };

const WHY: Record<Reason, string> = {
  sold_out:
    "We are sorry: your payment came after the time your pieces were held for you, and meanwhile they sold out. So we can't send this order, and you get all your money back.",
  cancelled: "Your order was cancelled, so you get back what you paid.",
  duplicate: "Your order was paid twice. You get the second payment back; the order itself goes on as it was.",
  requested: "Here is your refund.",
  made_at_provider: "Here is your refund.",
};

export function Refunded({ order, amountCents, reason, accountEnd }: Props) {
  const amount = formatCents(amountCents);
  return (
    <Layout preview={`${amount} for order ${order.reference}.`} title={`${amount} is on its way back to you.`} company={order.company}>
      <Words>{WHY[reason]}</Words>
      <Words>
        {accountEnd
          ? `We transferred it to your account that ends in ${accountEnd}.`
          : "The money goes back the way it came, to the card or account you paid with."}{" "}
        Banks need up to ten working days to show it; there is nothing you need to do.
      </Words>
      <Figures
        rows={[
          { key: "order", name: "Order", value: order.reference },
          { key: "amount", name: "Refund", value: amount, strong: true },
        ]}
      />
      <Action href={order.url}>See your order</Action>
    </Layout>
  );
}

Refunded.subject = ({ order, amountCents }: Props) => `Refund of ${formatCents(amountCents)} for order ${order.reference}`;
