import type { OrderMail } from "@/lib/outbox/mail-props";
import { Action, Layout, Unbroken, Words } from "./layout";
import { type Pieces, PiecesTable } from "./pieces";

/** `rejection`: why, in staff's words. */
type Props = { order: OrderMail; kind: "withdrawal" | "return"; pieces: Pieces; rejection: string };

export function ReturnRejected({ order, kind, pieces, rejection }: Props) {
  return (
    <Layout preview={rejection || "Please read why."} title={`We can’t accept your ${kind}.`} company={order.company}>
      <Words>
        This is about these pieces of your order <Unbroken>{order.reference}</Unbroken>. If you see it otherwise, please answer this mail.
      </Words>
      {rejection && <Words>{rejection}</Words>}
      <PiecesTable order={order} chosen={pieces} title="Not accepted" />
      <Action href={order.url}>See your order</Action>
    </Layout>
  );
}

ReturnRejected.subject = ({ order, kind }: Props) => `Your ${kind} of order ${order.reference}`;
