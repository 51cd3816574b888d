import type { Cents } from "@/lib/money";
import type { Address, VatShare } from "@/lib/orders/types";

/** One printed line. `paidCents` = unit price × quantity − discount, VAT included. */
export type InvoiceLine = {
  sku: string;
  name: string;
  /** "Moss · M"; empty where there are none. */
  options: string;
  quantity: number;
  unitPriceCents: Cents;
  discountCents: Cents;
  paidCents: Cents;
  vatRateBasisPoints: number;
};

/** All that an invoice or a credit note prints, as it was when it was issued. Amounts of a credit note are positive. */
export type InvoiceContent = {
  seller: {
    name: string;
    address: string;
    postalCode: string;
    city: string;
    country: string;
    vatId: string;
    register: string;
    iban: string;
    email: string;
    phone: string;
  };
  buyer: { company: string; vatId: string; email: string; address: Address };
  deliveryAddress: Address;
  orderReference: string;
  /** ISO 8601. */
  orderedAt: string;
  paymentMethod: string;
  lines: readonly InvoiceLine[];
  shippingCents: Cents;
  totalCents: Cents;
  vatByRate: readonly VatShare[];
  /** The number of the invoice that a credit note corrects. */
  corrects: string | null;
};
