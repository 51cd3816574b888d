import { countryName } from "@/lib/core/format";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Figures } from "./figures";

/** The order's address and delivery method. */
export function Delivery({ order: { locale, shippingAddress, shippingMethod } }: { order: OrderMail }) {
  const t = translator(locale, "mail.delivery");
  const { firstName, lastName, address, address2, postalCode, city, country } = shippingAddress;
  const rows = [
    ["to", `${firstName} ${lastName}`],
    ["address", [address, address2].filter(Boolean).join(", ")],
    ["city", `${postalCode} ${city}, ${countryName(country, locale)}`],
    ["method", translator(locale, "common.shippingMethod")(shippingMethod)],
  ] as const;
  return <Figures title={t("title")} rows={rows.map(([key, value]) => ({ key, name: t(key), value }))} />;
}
