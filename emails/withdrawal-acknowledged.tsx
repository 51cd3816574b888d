import { formatDate, formatTime } from "@/lib/core/dates";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { Figures } from "./figures";
import { Action, Layout, Words } from "./layout";
import { type Pieces, PiecesTable } from "./pieces";
import { SendBack } from "./send-back";

/** Directive 2011/83/EU, Art. 14(1). */
const DAYS_TO_SEND = 14;

/** `declaredAt`: an ISO time. */
type Props = { order: OrderMail; name: string; pieces: Pieces; reason: string; declaredAt: string };

/** The receipt on a durable medium: Directive 2011/83/EU, Art. 11a(4). */
export function WithdrawalAcknowledged({ order, name, pieces, reason, declaredAt }: Props) {
  const time = `${formatTime(new Date(declaredAt))}, Zagreb time`;
  const lastDayToSend = new Date(new Date(declaredAt).getTime() + DAYS_TO_SEND * 86_400_000);
  return (
    <Layout preview={`Received on ${time}.`} title="We received your withdrawal." company={order.company}>
      <Words>
        You withdraw from the purchase of the pieces below. Your declaration reached us on {time}; please keep this mail as your receipt.
      </Words>
      <Figures
        title="Your declaration"
        rows={[
          { key: "name", name: "Name", value: name },
          { key: "order", name: "Order", value: order.reference },
          { key: "time", name: "Received", value: time },
        ]}
      />
      <PiecesTable order={order} chosen={pieces} title="Withdrawn from" />
      {reason && <Words>You wrote: {reason}</Words>}
      <Words>
        If they are with you, please send them back by {formatDate(lastDayToSend)}, with the order&rsquo;s reference in the parcel. You get
        your money back within 14 days by the means you paid with; we may wait until the pieces are here, or until you show that you sent
        them.
      </Words>
      <SendBack company={order.company} />
      <Action href={order.url}>See your order</Action>
    </Layout>
  );
}

WithdrawalAcknowledged.subject = ({ order }: Props) => `We received your withdrawal: order ${order.reference}`;
