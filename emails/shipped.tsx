import type { OrderMail } from "@/lib/outbox/mail-props";
import { trackingUrl } from "@/lib/shipping/tracking-url";
import { Link } from "./elements";
import { Figures } from "./figures";
import { Action, Layout, Unbroken, Words } from "./layout";
import { colours } from "./look";
import { type Pieces, PiecesTable } from "./pieces";

type Props = { order: OrderMail; carrier: string; trackingNumber: string; pieces: Pieces; more: boolean };

export function Shipped({ order, carrier, trackingNumber, pieces, more }: Props) {
  const { firstName, lastName, address, address2, postalCode, city } = order.shippingAddress;
  const page = trackingUrl(carrier, trackingNumber);
  return (
    <Layout preview={`${carrier} has your parcel.`} title="It is on its way." company={order.company}>
      <Words>
        A parcel with pieces of your order <Unbroken>{order.reference}</Unbroken> has left with {carrier}.
        {more ? " The rest follows in another parcel; we write to you when it leaves." : " With it, all of your order has left."}
      </Words>
      <Figures
        title="Parcel"
        rows={[
          { key: "carrier", name: "Carrier", value: carrier },
          ...(trackingNumber
            ? [
                {
                  key: "number",
                  name: "Tracking number",
                  value: page ? (
                    <Link href={page} style={{ color: colours.clay, textDecorationLine: "underline" }}>
                      {trackingNumber}
                    </Link>
                  ) : (
                    trackingNumber
                  ),
                },
              ]
            : []),
        ]}
      />
      <PiecesTable order={order} chosen={pieces} title="In this parcel" />
      {order.paymentMethod === "cash_on_delivery" && <Words>Please have the money ready for the courier.</Words>}
      <Words>
        It goes to {firstName} {lastName}, {[address, address2, `${postalCode} ${city}`].filter(Boolean).join(", ")}.
      </Words>
      <Action href={order.url}>See your order</Action>
    </Layout>
  );
}

Shipped.subject = ({ order }: Props) => `Order ${order.reference} is on its way`;
