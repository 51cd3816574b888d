import type { Cents } from "@/lib/core/money";
import type { Address, VatShare } from "@/lib/orders/types";
import type { PaymentMethod } from "@/lib/payments/methods";

/** One printed line. `paidCents` = unit price × quantity − discount, VAT included. */
export type InvoiceLine = {
  /** The order line's; null for a bare amount that was refunded. */
  position: number | null;
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
    bic: string;
    email: string;
    phone: string;
  };
  buyer: { company: string; vatId: string; email: string; address: Address };
  deliveryAddress: Address;
  orderReference: string;
  /** ISO 8601. */
  orderedAt: string;
  /** ISO 8601. A credit note's is that of the invoice it corrects. */
  suppliedAt: string;
  paymentMethod: PaymentMethod;
  lines: readonly InvoiceLine[];
  shippingCents: Cents;
  totalCents: Cents;
  vatByRate: readonly VatShare[];
  /** The goods leave the customs territory of the EU, free of VAT. */
  export: boolean;
  /** The invoice that a credit note corrects; `issuedAt` in ISO 8601. */
  corrects: { number: string; issuedAt: string } | null;
};
