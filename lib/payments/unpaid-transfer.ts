import { epcQrPayload } from "@/lib/bank-slips/epc-qr";
import { paymentReferenceForms } from "@/lib/bank-slips/references";
import { type Cents, subtractCents } from "@/lib/core/money";
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

/** Returns the details for paying an order by transfer, less any part received; null for an order not awaiting a transfer. */
export function unpaidTransfer(order: Order, company: ShopSettings["company"], receivedCents: Cents): UnpaidTransfer | null {
  if (termsOf(getMethod(order)).kind !== "transfer" || order.status !== "pending" || !order.expiresAt || !company.iban) return null;
  const { hr00, rf } = paymentReferenceForms(order.paymentReference);
  const { name, iban, bic } = company;
  const amountCents = subtractCents(order.totalCents, receivedCents);
  const epc = epcQrPayload({ name, iban, bic: bic || undefined, amountCents, reference: rf });
  return { name, iban, bic, amountCents, hr00, rf, due: order.expiresAt, epc };
}
