import { type Cents, formatCents } from "@/lib/core/money";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { Action, Layout, Unbroken, Words } from "./layout";
import { OrderTable } from "./order-table";

type Props = {
  order: OrderMail;
  reason: "expired" | "customer" | "staff";
  givenBackCents: Cents;
  backCents: Cents;
  toTransferCents: Cents;
  paymentOpen: boolean;
};

const WHY: Record<Props["reason"], string> = {
  expired: "Its payment did not arrive in time, so its pieces are free for others again.",
  customer: "You cancelled it.",
  staff: "We had to cancel it, and we are sorry. If you wonder why, just answer this mail.",
};

export function Cancelled({ order, reason, givenBackCents, backCents, toTransferCents, paymentOpen }: Props) {
  return (
    <Layout preview={`Order ${order.reference} will not be sent.`} title="Your order is cancelled." company={order.company}>
      <Words>
        Your order <Unbroken>{order.reference}</Unbroken> will not be sent. {WHY[reason]}
      </Words>
      {backCents > 0 && (
        <Words>
          You get {formatCents(backCents)} back, to the card or account you paid with. We write to you when it has left; banks need up to
          ten working days to show it.
        </Words>
      )}
      {toTransferCents > 0 && (
        <Words>
          You get {formatCents(toTransferCents)} back by transfer. Please tell us on the order&rsquo;s page to which account: we need its
          IBAN.
        </Words>
      )}
      {paymentOpen && (
        <Words>
          A payment of yours is still under way or being looked at. It is not lost: we write to you about it as soon as we know more.
        </Words>
      )}
      {givenBackCents > 0 && <Words>We have given you {formatCents(givenBackCents)} back already.</Words>}
      {givenBackCents + backCents + toTransferCents === 0 && !paymentOpen && (
        <Words>We received no money for it, and there is nothing to pay.</Words>
      )}
      <Action href={order.url}>{toTransferCents > 0 ? "Name your account" : "See your order"}</Action>
      <OrderTable order={order} />
    </Layout>
  );
}

Cancelled.subject = ({ order }: Props) => `Order ${order.reference} is cancelled`;
