import type { RefObject } from "react";
import type { Address } from "@/lib/core/address";

/** The invoice's recipient, with the details that a provider may ask for. `phone` as typed, or in E.164. */
export type Payer = { email: string; phone: string; address: Address };

/** The payer in a checkout form as currently filled in. */
export function payerOf(form: RefObject<HTMLFormElement | null>): Payer {
  const typed = new FormData(form.current ?? undefined);
  const text = (name: string) => String(typed.get(name) ?? "").trim();
  const prefix = text("billingSame") === "on" ? "" : "billing.";
  return {
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
  };
}
