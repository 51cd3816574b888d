import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import { formatTime } from "@/lib/core/format";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import type { Order } from "@/lib/orders/queries";
import { translator } from "@/messages/translator";

/** Says that this cart was already ordered and that the order can still be paid. */
export function WaitingNotice({ order, now, locale }: { order: Pick<Order, "reference" | "expiresAt">; now: Date; locale: Locale }) {
  const t = translator(locale, "checkout");
  const time = order.expiresAt && order.expiresAt > now ? formatTime(order.expiresAt, locale) : null;
  const pay = (words: ReactNode) => (
    <a href={localePath(locale, `/orders/${order.reference}`)} className="text-link">
      {words}
    </a>
  );
  return (
    <div className="mb-8">
      <Notice kind="note">
        <p>{time ? t.rich("waitingUntil", { time, pay }) : t.rich("waiting", { pay })}</p>
      </Notice>
    </div>
  );
}
