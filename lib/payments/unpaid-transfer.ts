import { epcQrPayload } from "@/lib/bank-slips/epc-qr";
import { paymentReferenceForms } from "@/lib/bank-slips/references";
import type { Cents } from "@/lib/core/money";
import type { Order } from "@/lib/orders/queries";
import type { ShopSettings } from "@/lib/settings/settings";
import { getMethod, termsOf } from "./methods";

export type UnpaidTransfer = {
  name: string;
  iban: string;
  bic: string;
  amountCents: Cents;
  hr00: string;
  rf: string;
  /** When the hold on its stock expires. */
  due: Date;
  /** The text of the SEPA QR code. */
  epc: string;
};

/** Returns the details for paying what is due of an order by transfer; null for an order not awaiting a transfer. */
export function unpaidTransfer(order: Order, company: ShopSettings["company"], dueCents: Cents): UnpaidTransfer | null {
  if (termsOf(getMethod(order)).kind !== "transfer" || order.status !== "pending" || !order.expiresAt || !company.iban) return null;
  if (dueCents <= 0) return null;
  const { hr00, rf } = paymentReferenceForms(order.paymentReference);
  const { name, iban, bic } = company;
  const epc = epcQrPayload({ name, iban, bic: bic || undefined, amountCents: dueCents, reference: rf });
  return { name, iban, bic, amountCents: dueCents, hr00, rf, due: order.expiresAt, epc };
}
