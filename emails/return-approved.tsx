import type { OrderMail } from "@/lib/outbox/mail-props";
import { Action, Layout, Unbroken, Words } from "./layout";
import { type Pieces, PiecesTable } from "./pieces";
import { SendBack } from "./send-back";

type Props = { order: OrderMail; kind: "withdrawal" | "return"; pieces: Pieces; paid: boolean };

/** For a withdrawal: Directive 2011/83/EU, Art. 13(1) and (3). */
const MONEY = {
  withdrawal:
    "You get your money back within 14 days of your withdrawal; we may wait until the pieces are here, or until you show that you sent them.",
  return: "We refund them when they are here, and write to you then.",
} as const;

export function ReturnApproved({ order, kind, pieces, paid }: Props) {
  const what = kind === "withdrawal" ? "withdrawal from" : "return of";
  return (
    <Layout preview="What happens next." title={`Your ${kind} is accepted.`} company={order.company}>
      <Words>
        We accepted your {what} these pieces of your order <Unbroken>{order.reference}</Unbroken>. If they are with you, please send them
        back, with the order&rsquo;s reference in the parcel. {paid ? MONEY[kind] : "You owe nothing for them then."}
      </Words>
      <PiecesTable order={order} chosen={pieces} title="To be returned" />
      <SendBack company={order.company} />
      <Action href={order.url}>See your order</Action>
    </Layout>
  );
}

ReturnApproved.subject = ({ order, kind }: Props) => `Your ${kind} is accepted: order ${order.reference}`;
