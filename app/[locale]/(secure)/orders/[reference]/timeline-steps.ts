import { formatDateTime } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { Order, OrderEvent } from "@/lib/orders/queries";
import { getMethod, termsOf } from "@/lib/payments/methods";
import type { OrderPayment } from "@/lib/payments/queries";
import type { English } from "@/messages/shape";
import { translator } from "@/messages/translator";
import type { TimelineStep } from "./order-timeline";

type ShownEvent = keyof English["order"]["progress"]["events"];

/** Events that only staff are shown. */
const INTERNAL = ["disputed", "dispute_closed", "return_refunded"];

const isShown = (kind: string): kind is ShownEvent => !INTERNAL.includes(kind);

/** What happened, then what is still to come. */
export function timelineOf(
  { status, paymentMethod }: Pick<Order, "status" | "paymentMethod">,
  events: readonly Pick<OrderEvent, "id" | "kind" | "note" | "createdAt">[],
  payment: OrderPayment,
  locale: Locale,
): TimelineStep[] {
  const t = translator(locale, "order.progress");
  const past = events.flatMap(({ id, kind, note, createdAt }) => {
    if (!isShown(kind)) return [];
    const event = t(`events.${kind}`);
    return {
      id: String(id),
      text: note ? t("withNote", { event, note }) : event,
      time: formatDateTime(createdAt, locale),
      done: true,
      failed: kind === "payment_failed" || kind === "refund_failed",
    };
  });
  const awaited = termsOf(getMethod({ paymentMethod })).kind === "transfer" ? t("transfer") : t("payment");
  const money = payment.status === "processing" ? t("events.payment_received") : awaited;
  const ahead = {
    pending: [money, t("events.shipped"), t("events.delivered")],
    confirmed: [t("events.shipped"), t("events.delivered")],
    shipped: [t("events.delivered")],
  };
  // A customer who got everything back is waiting for nothing.
  const over = payment.status === "refunded";
  const next = !over && (status === "pending" || status === "confirmed" || status === "shipped") ? ahead[status] : [];
  return [...past, ...next.map((text) => ({ id: text, text, time: null, done: false }))];
}
