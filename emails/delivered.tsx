import { formatDate } from "@/lib/core/dates";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { Action, Layout, Unbroken, Words } from "./layout";

/** `lastReturnDay`: an ISO date. */
type Props = { order: OrderMail; lastReturnDay: string };

export function Delivered({ order, lastReturnDay }: Props) {
  const day = formatDate(new Date(`${lastReturnDay}T12:00:00Z`));
  return (
    <Layout preview={`Order ${order.reference} has arrived.`} title="It is there." company={order.company}>
      <Words>
        The last parcel of your order <Unbroken>{order.reference}</Unbroken> was delivered. We hope that everything fits.
      </Words>
      <Words>
        If not: until the end of {day} you can withdraw from the purchase or ask for a return, on the order&rsquo;s page or by answering
        this mail. Should something be faulty, write to us at any time.
      </Words>
      <Action href={order.url}>See your order</Action>
    </Layout>
  );
}

Delivered.subject = ({ order }: Props) => `Order ${order.reference} was delivered`;
