import { drawQrCode } from "@/lib/bank-slips/draw-code";
import { formatDate } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { Cents } from "@/lib/core/money";
import type { Order } from "@/lib/orders/queries";
import { unpaidTransfer } from "@/lib/payments/unpaid-transfer";
import type { ShopSettings } from "@/lib/settings/settings";
import type { Transfer } from "./transfer-panel";

/** The payment details of an order that waits for its transfer; null for any other. */
export function transferOf(order: Order, company: ShopSettings["company"], dueCents: Cents, locale: Locale): Transfer | null {
  const transfer = unpaidTransfer(order, company, dueCents);
  if (!transfer) return null;
  const { due, epc, ...shown } = transfer;
  const { width, path } = drawQrCode(epc);
  return { ...shown, due: formatDate(due, locale), code: { size: width, path } };
}
