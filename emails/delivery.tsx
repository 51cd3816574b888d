import { countryName } from "@/lib/core/regions";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { Figures } from "./figures";

const METHODS = { standard: "Standard", express: "Express" } as const;

/** Where an order goes, and how. */
export function Delivery({ order: { shippingAddress, shippingMethod } }: { order: OrderMail }) {
  const { firstName, lastName, address, address2, postalCode, city, country } = shippingAddress;
  const rows = [
    ["To", `${firstName} ${lastName}`],
    ["Address", [address, address2].filter(Boolean).join(", ")],
    ["City", `${postalCode} ${city}, ${countryName(country)}`],
    ["Delivery", METHODS[shippingMethod]],
  ] as const;
  return <Figures title="Goes to" rows={rows.map(([name, value]) => ({ key: name, name, value }))} />;
}
