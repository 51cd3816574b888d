import type { OrderMail } from "@/lib/outbox/mail-props";
import { Action, Layout, Unbroken, Words } from "./layout";
import { type Pieces, PiecesTable } from "./pieces";

type Props = { order: OrderMail; kind: "withdrawal" | "return"; pieces: Pieces };

/** Of what was never paid. */
export function ReturnClosed({ order, kind, pieces }: Props) {
  return (
    <Layout preview="You owe nothing for these pieces." title={`Your ${kind} is done.`} company={order.company}>
      <Words>
        Nothing was paid for these pieces of your order <Unbroken>{order.reference}</Unbroken>, so nothing goes back, and you owe nothing
        for them. A credit note stands with the order.
      </Words>
      <PiecesTable order={order} chosen={pieces} title="No longer yours to pay" />
      <Action href={order.url}>See your order</Action>
    </Layout>
  );
}

ReturnClosed.subject = ({ order, kind }: Props) => `Your ${kind} is done: order ${order.reference}`;
