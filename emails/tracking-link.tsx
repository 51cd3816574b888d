import type { OrderMail } from "@/lib/outbox/mail-props";
import { Action, Layout, Unbroken, Words } from "./layout";

export function TrackingLink({ order }: { order: OrderMail }) {
  return (
    <Layout preview="The link is good for an hour." title="See your order." company={order.company}>
      <Words>
        You asked for a link to your order <Unbroken>{order.reference}</Unbroken>. It is good for one hour, as often as you like. Whoever
        has it can see the order: please don&rsquo;t pass it on.
      </Words>
      <Action href={order.url}>See your order</Action>
      <Words>If it was not you who asked, there is nothing to do: only you have this mail.</Words>
    </Layout>
  );
}

TrackingLink.subject = ({ order }: { order: OrderMail }) => `Your link to order ${order.reference}`;
