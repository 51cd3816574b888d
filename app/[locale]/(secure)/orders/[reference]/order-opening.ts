import { formatDate, formatDateTime, formatMoney, formatTime } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { Order } from "@/lib/orders/queries";
import { getMethod, isOnline, termsOf } from "@/lib/payments/methods";
import type { OrderPayment } from "@/lib/payments/queries";
import { translator } from "@/messages/translator";

type OpeningOrder = Pick<Order, "status" | "paymentMethod" | "cancelReason" | "expiresAt" | "totalCents" | "shippingAddress">;

export function headingOf(order: OpeningOrder, payment: OrderPayment, locale: Locale): string {
  const t = translator(locale, "order.headings");
  if (order.status === "cancelled") return t("cancelled");
  if (waitsForPayment(order, payment)) return t("saved");
  return t("thanks", { name: order.shippingAddress.firstName });
}

/** Whether the customer can pay it online now. */
export function waitsForPayment(order: Pick<Order, "status" | "paymentMethod">, payment: OrderPayment): boolean {
  return order.status === "pending" && isOnline(order.paymentMethod) && (payment.status === "unpaid" || payment.status === "failed");
}

type Situation = {
  order: OpeningOrder;
  payment: OrderPayment;
  now: Date;
  /** Whether some of the order was returned without ever having been paid. */
  closedReturn?: boolean;
};

/** The order's state now, in a sentence or two. */
export function openingOf({ order, payment, now, closedReturn = false }: Situation, locale: Locale): string {
  const t = translator(locale, "order.openings");
  const online = isOnline(order.paymentMethod);
  const total = formatMoney(order.totalCents, locale);
  if (order.status === "cancelled") return cancelledOpening(order, payment, locale);
  if (payment.status === "processing") return t("paying", { total });
  if (payment.status === "review") return t("review");
  if (waitsForPayment(order, payment)) return unpaidOpening(order, now, locale);
  if (payment.refundedCents > 0 && order.status !== "pending" && payment.status !== "nothing_to_pay") {
    const amount = formatMoney(payment.refundedCents, locale);
    if (payment.status === "refunded") return t(online ? "refunded" : "transferred", { amount });
    return t(online ? "refundedPart" : "transferredPart", { amount, total });
  }
  if (closedReturn && payment.dueCents <= 0) return t("returnClosed");
  if (order.status === "shipped" || order.status === "delivered") return t(order.status);
  if (payment.status === "paid" && order.status === "confirmed" && isOnline(order.paymentMethod)) {
    return t(`paid.${order.paymentMethod}`, { total });
  }
  const { kind } = termsOf(getMethod(order));
  if (kind === "transfer" && order.status === "pending") {
    const due = formatMoney(payment.dueCents, locale);
    if (payment.keptCents <= 0) return t("transferDue", { total: due });
    return t("transferRestDue", {
      received: formatMoney(payment.keptCents, locale),
      total: formatMoney(payment.billedCents, locale),
      rest: due,
    });
  }
  if (payment.status === "nothing_to_pay") return t("free");
  if (kind === "on_delivery" && order.status === "confirmed" && payment.dueCents > 0)
    return t("cashDue", { total: formatMoney(payment.dueCents, locale) });
  return t("placed");
}

function cancelledOpening(order: OpeningOrder, payment: OrderPayment, locale: Locale): string {
  const t = translator(locale, "order.openings");
  if (payment.refundedCents > 0) {
    const amount = formatMoney(payment.refundedCents, locale);
    return t(isOnline(order.paymentMethod) ? "cancelledRefunded" : "cancelledTransferred", { amount });
  }
  if (payment.status === "processing") return t(order.cancelReason === "expired" ? "expiredPaying" : "cancelledPaying");
  if (payment.status === "review" || payment.capturedCents > 0) return t("cancelledPaid");
  if (order.cancelReason === "expired") return t("cancelledExpired");
  if (order.cancelReason === "replaced") return t("cancelledReplaced");
  return t("cancelled");
}

function unpaidOpening({ expiresAt }: OpeningOrder, now: Date, locale: Locale): string {
  const t = translator(locale, "order.openings");
  if (!expiresAt || expiresAt <= now) return t("unpaid");
  const isToday = formatDate(expiresAt, locale) === formatDate(now, locale);
  return t("unpaidUntil", { time: isToday ? formatTime(expiresAt, locale) : formatDateTime(expiresAt, locale) });
}
