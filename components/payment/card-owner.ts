import type { RefObject } from "react";
import type { Address } from "@/lib/core/address";
import type { CardOwner } from "./use-card";

/** Who pays an order by card, as far as the bank may ask: whom the invoice is for. */
export function cardOwner({ email, phone, address }: { email: string; phone: string; address: Address }): CardOwner {
  return {
    name: `${address.firstName} ${address.lastName}`,
    email,
    phone,
    address: {
      line1: address.address,
      line2: address.address2,
      city: address.city,
      postal_code: address.postalCode,
      country: address.country,
    },
  };
}

/** The same from a checkout form as it stands. */
export function ownerOf(form: RefObject<HTMLFormElement | null>): CardOwner {
  const typed = new FormData(form.current ?? undefined);
  const text = (name: string) => String(typed.get(name) ?? "").trim();
  const prefix = text("billingSame") === "on" ? "" : "billing.";
  return cardOwner({
    email: text("email"),
    phone: text("phone"),
    address: {
      firstName: text(`${prefix}firstName`),
      lastName: text(`${prefix}lastName`),
      address: text(`${prefix}address`),
      address2: text(`${prefix}address2`),
      postalCode: text(`${prefix}postalCode`),
      city: text(`${prefix}city`),
      country: text(`${prefix}country`),
    },
  });
}
