import { formatDateTime } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { OrderEvent, OrderEventKind, TimelineEvent } from "@/lib/orders/events";
import type { Order } from "@/lib/orders/queries";
import { getMethod, termsOf } from "@/lib/payments/methods";
import type { OrderPayment } from "@/lib/payments/queries";
import { translator } from "@/messages/translator";
import type { TimelineStep } from "./order-timeline";

/** Events that only staff see. */
const INTERNAL = ["disputed", "dispute_closed", "return_refunded"] as const satisfies readonly OrderEventKind[];

type ShownEvent = Exclude<OrderEvent, { kind: (typeof INTERNAL)[number] }>;

function isShown<E extends OrderEvent>(event: E): event is Extract<E, ShownEvent> {
  return !INTERNAL.some((kind) => kind === event.kind);
}

function isUnpaid(event: ShownEvent): boolean {
  return event.kind === "cancelled" && event.data.reason === "expired";
}

/** The staff's note, or the parcel's carrier and tracking number. */
function noteOf(event: ShownEvent): string {
  switch (event.kind) {
    case "shipped":
      return [event.data.carrier, event.data.trackingNumber].filter(Boolean).join(" ");
    case "cancelled":
      return event.data.note;
    case "return_rejected":
      return event.data.rejection;
    default:
      return "";
  }
}

/** The order's past steps, then those still to come. */
export function timelineOf(
  { status, paymentMethod }: Pick<Order, "status" | "paymentMethod">,
  events: readonly (OrderEvent & Pick<TimelineEvent, "id" | "createdAt">)[],
  payment: OrderPayment,
  locale: Locale,
): TimelineStep[] {
  const t = translator(locale, "order.progress");
  const past = events.filter(isShown).map((shown) => {
    const event = t(`events.${shown.kind}`);
    const note = isUnpaid(shown) ? t("unpaid") : noteOf(shown);
    return {
      id: String(shown.id),
      text: note ? t("withNote", { event, note }) : event,
      time: formatDateTime(shown.createdAt, locale),
      done: true,
      failed: shown.kind === "payment_failed" || shown.kind === "refund_failed",
    };
  });
  const awaited = termsOf(getMethod({ paymentMethod })).kind === "transfer" ? t("transfer") : t("payment");
  const money = payment.status === "processing" ? t("events.payment_received") : awaited;
  const ahead = {
    pending: [money, t("events.shipped"), t("events.delivered")],
    confirmed: [t("events.shipped"), t("events.delivered")],
    shipped: [t("events.delivered")],
  };
  // A customer who was refunded in full expects nothing more.
  const over = payment.status === "refunded";
  const next = !over && (status === "pending" || status === "confirmed" || status === "shipped") ? ahead[status] : [];
  return [...past, ...next.map((text) => ({ id: text, text, time: null, done: false }))];
}
