import type { OrderMail } from "@/lib/outbox/mail-props";
import { Action, Layout, Unbroken, Words } from "./layout";
import { type Pieces, PiecesTable } from "./pieces";

type Props = { order: OrderMail; pieces: Pieces; reason: string };

export function ReturnReceived({ order, pieces, reason }: Props) {
  return (
    <Layout preview="We look at it and write to you." title="We have your return request." company={order.company}>
      <Words>
        You asked to return pieces of your order <Unbroken>{order.reference}</Unbroken>. We look at it and write to you; please keep them
        until then.
      </Words>
      <PiecesTable order={order} chosen={pieces} title="To be returned" />
      {reason && <Words>You wrote: {reason}</Words>}
      <Action href={order.url}>See your order</Action>
    </Layout>
  );
}

ReturnReceived.subject = ({ order }: Props) => `Your return of order ${order.reference}`;
