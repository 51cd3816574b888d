import { create } from "qrcode";
import type { Transfer } from "@/components/checkout/transfer-panel";
import { formatDate } from "@/lib/dates";
import type { Order } from "@/lib/orders/queries";
import { epcQrPayload } from "@/lib/payments/epc-qr";
import { paymentReferenceForms } from "@/lib/payments/payment-reference";
import type { ShopSettings } from "@/lib/settings";

/** How an order that waits for its transfer is paid; null for every other. */
export function transferOf(order: Order, company: ShopSettings["company"]): Transfer | null {
  if (order.paymentMethod !== "bank_transfer" || order.status !== "pending" || !order.expiresAt || !company.iban) return null;
  const { hr00, rf } = paymentReferenceForms(order.paymentReference);
  const { name, iban, bic } = company;
  const payload = epcQrPayload({ name, iban, bic: bic || undefined, amountCents: order.totalCents, reference: rf });
  return { name, iban, bic, amountCents: order.totalCents, hr00, rf, due: formatDate(order.expiresAt), code: drawCode(payload) };
}

/** Every dark module as a square; correction level M, as the standard asks. */
function drawCode(payload: string): Transfer["code"] {
  const { modules } = create(payload, { errorCorrectionLevel: "M" });
  const squares = Array.from(modules.data, (dark, index) =>
    dark ? `M${index % modules.size} ${Math.floor(index / modules.size)}h1v1h-1z` : "",
  );
  return { size: modules.size, path: squares.join("") };
}
