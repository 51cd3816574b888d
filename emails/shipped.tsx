import type { OrderMail } from "@/lib/outbox/mail-props";
import { getMethod, termsOf } from "@/lib/payments/methods";
import { trackingUrl } from "@/lib/shipping/tracking-url";
import { translator } from "@/messages/translator";
import { Link } from "./elements";
import { Figures } from "./figures";
import { Layout, SeeOrder, unbroken, Words } from "./layout";
import { colours } from "./look";
import { type SomeItems, SomeItemsTable } from "./some-items";

/** `more`: whether part of the order is still to be sent. */
type Props = { order: OrderMail; carrier: string; trackingNumber: string; items: SomeItems; more: boolean };

export function Shipped({ order, carrier, trackingNumber, items, more }: Props) {
  const { locale, reference } = order;
  const { firstName, lastName, address, address2, postalCode, city } = order.shippingAddress;
  const t = translator(locale, "mail.shipped");
  const number = { key: "number", name: t("trackingNumber"), value: <TrackingNumber carrier={carrier} number={trackingNumber} /> };
  return (
    <Layout preview={t("preview", { carrier })} title={t("title")} mail={order}>
      <Words>{t.rich(more ? "more" : "all", { carrier, reference, unbroken })}</Words>
      <Figures title={t("parcel")} rows={[{ key: "carrier", name: t("carrier"), value: carrier }, ...(trackingNumber ? [number] : [])]} />
      <SomeItemsTable order={order} chosen={items} title={t("inParcel")} />
      {termsOf(getMethod(order)).kind === "on_delivery" && <Words>{t("cash")}</Words>}
      <Words>
        {t("address", {
          name: `${firstName} ${lastName}`,
          address: [address, address2, `${postalCode} ${city}`].filter(Boolean).join(", "),
        })}
      </Words>
      <SeeOrder order={order} />
    </Layout>
  );
}

Shipped.subject = ({ order: { locale, reference } }: Props) => translator(locale, "mail.shipped")("subject", { reference });

function TrackingNumber({ carrier, number }: { carrier: string; number: string }) {
  const page = trackingUrl(carrier, number);
  if (!page) return number;
  return (
    <Link href={page} style={{ color: colours.clay, textDecorationLine: "underline" }}>
      {number}
    </Link>
  );
}
