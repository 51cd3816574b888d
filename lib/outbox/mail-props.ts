import type { orders } from "@/db/schema/orders";
import type { Address } from "@/lib/core/address";
import type { Locale } from "@/lib/core/locales";
import type { Cents, VatShare } from "@/lib/core/money";
import type { ShippingMethod } from "@/lib/shipping/types";

/** An order and the shop, as the email templates need them: figures and dates, no words. */
export type OrderMail = ShopMail & {
  reference: string;
  /** The address where the recipient can see the order. */
  url: string;
  lines: readonly OrderMailLine[];
  subtotalCents: Cents;
  discountCents: Cents;
  couponCode: string | null;
  shippingCents: Cents;
  totalCents: Cents;
  vatByRate: readonly VatShare[];
  placedAt: Date;
  shippingAddress: Address;
  shippingMethod: ShippingMethod;
  email: string;
  /** E.164 */
  phone: string;
  /** The buyer's words. */
  note: string;
  paymentMethod: (typeof orders.$inferSelect)["paymentMethod"];
  /** The end of its stock hold, by which it must be paid; null if there is no hold. */
  payUntil: Date | null;
  /** The reference of its transfer, in the European and the Croatian form. */
  paymentReference: { rf: string; hr00: string };
  /** The text of its transfer's SEPA QR code; null if it is not paid by transfer. */
  transferCode: string | null;
};

/** The same for an email that is not about an order. */
export type ShopMail = { locale: Locale; siteUrl: string; company: MailCompany };

export type OrderMailLine = {
  position: number;
  sku: string;
  name: string;
  options: readonly { name: string; value: string }[];
  quantity: number;
  unitPriceCents: Cents;
  /** False for sealed hygiene goods and goods made to order. */
  returnable: boolean;
};

/** The sender; parts that the owner has not set are empty. */
export type MailCompany = {
  name: string;
  address: string;
  postalCode: string;
  city: string;
  email: string;
  phone: string;
  vatId: string;
  register: string;
  iban: string;
  bic: string;
};
