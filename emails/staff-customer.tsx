import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Figures } from "./figures";

/** Who ordered, and how to reach them. */
export function Customer({ order }: { order: Pick<OrderMail, "locale" | "shippingAddress" | "email" | "phone"> }) {
  const t = translator(order.locale, "staffMail.customer");
  const { firstName, lastName, address, address2, postalCode, city, country } = order.shippingAddress;
  const values = {
    name: `${firstName} ${lastName}`,
    address: [address, address2].filter(Boolean).join(", "),
    city: `${postalCode} ${city}, ${country}`,
    email: order.email,
    phone: order.phone,
  } as const;
  const keys = ["name", "address", "city", "email", "phone"] as const;
  return <Figures title={t("title")} rows={keys.map((key) => ({ key, name: t(key), value: values[key] }))} />;
}
